import { useEffect, useMemo, useState } from 'react'
import type { ApiMember } from '#core/protocol/api.ts'
import { useServices } from '../services.tsx'

/** The members of a group by id, asked for once, and again when somebody unknown turns up. */
export const useMembers = (group: string, ids: readonly string[]): ReadonlyMap<string, ApiMember> => {
  const { api } = useServices()
  const [members, setMembers] = useState<readonly ApiMember[]>([])
  const known = useMemo(() => new Map(members.map((member) => [member.id, member])), [members])
  const missing = ids.filter((id) => !known.has(id)).join()
  useEffect(() => {
    if (missing === '') return
    let wanted = true
    void api.members(group).then((read) => {
      if (wanted && read.ok) setMembers(read.value)
    })
    return () => {
      wanted = false
    }
  }, [api, group, missing])
  return known
}
