import { useEffect, useMemo, useState } from 'react'
import type { Role } from '#core/access/roles.ts'
import type { ApiMember } from '#core/protocol/api.ts'
import type { ApiHere } from '#core/protocol/api-here.ts'
import { followGroup } from '../../sync/group-here.ts'
import { useMembers } from '../suggestions/use-members.ts'

const NOBODY: ApiHere['here'] = []

/**
 * The others who have each text of a group open, by document [UI880]; empty for viewers, and while nobody knows. A page
 * that is not looked at asks for nothing: browsers give a server few connections. `changed` is called when the list of
 * texts is another.
 */
export const useHere = (
  group: string,
  me: { readonly id: string; readonly role: Role },
  changed: () => void,
): ReadonlyMap<string, readonly ApiMember[]> => {
  const [here, setHere] = useState(NOBODY)
  const isTold = me.role !== 'viewer'
  useEffect(() => {
    if (!isTold) return
    let stream: { readonly close: () => void } | null = null
    const stop = (): void => {
      stream?.close()
      stream = null
    }
    const look = (): void => {
      if (window.document.visibilityState === 'hidden') {
        stop()
        return
      }
      const lost = (): void => {
        setHere(NOBODY)
      }
      stream ??= followGroup(group, { here: setHere, documents: changed, lost })
    }
    look()
    window.document.addEventListener('visibilitychange', look)
    return () => {
      stop()
      window.document.removeEventListener('visibilitychange', look)
    }
  }, [group, isTold, changed])
  const ids = useMemo(() => [...new Set(here.flatMap(({ members }) => members))], [here])
  const members = useMembers(group, ids)
  return useMemo(() => {
    const known = here.map(({ document, members: present }) => {
      const people = present.flatMap((id) => (id === me.id ? [] : (members.get(id) ?? [])))
      return [document, people] as const
    })
    return new Map(known.filter(([, people]) => people.length > 0))
  }, [here, members, me.id])
}
