import { useEffect, useMemo, useRef, useState } from 'react'
import type { ApiMember } from '#core/protocol/api.ts'
import { useServices } from '../services.tsx'

/** Who knows nothing new is not drawn again. */
const areSame = (one: readonly ApiMember[], two: readonly ApiMember[]): boolean =>
  JSON.stringify(one) === JSON.stringify(two)

/**
 * The members of a group by id: asked for when somebody unknown turns up, and again whenever `occasion` is another, where
 * it matters who is there although nobody was seen yet.
 */
export const useMembers = (
  group: string,
  ids: readonly string[],
  occasion = '',
): ReadonlyMap<string, ApiMember> => {
  const { api } = useServices()
  const [members, setMembers] = useState<readonly ApiMember[]>([])
  const known = useMemo(() => new Map(members.map((member) => [member.id, member])), [members])
  const missing = ids.filter((id) => !known.has(id)).join()
  const asked = useRef(occasion)
  useEffect(() => {
    if (missing === '' && asked.current === occasion) return
    asked.current = occasion
    let wanted = true
    void api.members(group).then((read) => {
      if (wanted && read.ok) setMembers((before) => (areSame(before, read.value) ? before : read.value))
    })
    return () => {
      wanted = false
    }
  }, [api, group, missing, occasion])
  return known
}
