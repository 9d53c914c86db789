import { useCallback, useMemo } from 'react'
import { permits } from '#core/access/permits.ts'
import type { Role } from '#core/access/roles.ts'
import type { Stage } from '#core/access/stages.ts'
import { useMessages } from '../locale-provider.tsx'
import { useMembers } from '../suggestions/use-members.ts'
import type { Reader } from './talk.tsx'

export interface ReaderOptions {
  readonly group: string
  readonly me: string
  readonly role: Role
  readonly stage: Stage
  /** Everybody whose name is shown. */
  readonly people: readonly string[]
  /** Something is about to be written: by now somebody may have joined who can be mentioned. */
  readonly writing: string
  readonly now: number
}

/** Who reads, whom they know, and what they may do with discussions; the same object as long as that is the same. */
export const useReader = ({ group, me, role, stage, people, writing, now }: ReaderOptions): Reader => {
  const { t } = useMessages()
  const everybody = useMemo(() => [me, ...people], [me, people])
  const members = useMembers(group, everybody, writing)
  const nameOf = useCallback(
    // Before anybody is known nobody is gone.
    (member: string) =>
      members.get(member)?.name ?? (members.size === 0 ? '' : t('suggestions.formerMember')),
    [members, t],
  )
  const mentionable = useMemo(
    () =>
      [...members.values()].filter(
        ({ id, role: theirs, removed }) => id !== me && removed !== true && theirs !== 'viewer',
      ),
    [me, members],
  )
  const mayComment = permits(role, stage, 'comment')
  const mayManage = permits(role, stage, 'manage')
  return useMemo(
    () => ({ me, members, nameOf, mentionable, mayComment, mayManage, now }),
    [mayComment, mayManage, me, members, mentionable, nameOf, now],
  )
}
