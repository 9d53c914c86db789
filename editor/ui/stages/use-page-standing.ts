import { useCallback, useMemo } from 'react'
import { permits } from '#core/access/permits.ts'
import type { Role } from '#core/access/roles.ts'
import type { Stage } from '#core/access/stages.ts'
import type { ApiJoined } from '#core/protocol/api.ts'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import type { Standing } from '../../sync/standing.ts'
import { useMessages } from '../locale-provider.tsx'
import { useLockActs, type LockActs } from '../locks/use-lock-acts.ts'
import { useLockState, type LockState } from '../locks/use-lock-state.ts'
import { useMembers } from '../suggestions/use-members.ts'
import type { StageNews, ToldNews } from './use-stage-news.ts'

export interface PageStanding {
  readonly role: Role
  readonly stage: Stage
  readonly standing: Standing | null
  /** Names of who set the stage and the locks; of who is gone, that they are. */
  readonly nameOf: (member: string) => string
  readonly locks: LockState
  readonly acts: LockActs
  readonly news: StageNews | null
  readonly dismissNews: () => void
}

/** What holds on this page now: stage and locks, who set them, and what a facilitator does about them. */
export const usePageStanding = (
  document: DocumentEditor | null,
  standing: Standing | null,
  { group, member }: ApiJoined,
  { role, stage }: { readonly role: Role; readonly stage: Stage },
  { news, dismiss }: ToldNews,
): PageStanding => {
  const { t } = useMessages()
  const told = standing?.locks ?? null
  const set = standing?.stageSet ?? null
  const people = useMemo(
    () => [...new Set([...(set === null ? [] : [set.by]), ...(told ?? []).map(({ by }) => by)])],
    [set, told],
  )
  const members = useMembers(group.id, people)
  const nameOf = useCallback(
    (id: string) => members.get(id)?.name ?? t('suggestions.formerMember'),
    [members, t],
  )
  const locks = useLockState(document, told, member.id, nameOf)
  const acts = useLockActs(document, permits(role, stage, 'manage') && stage !== 'final')
  return { role, stage, standing, nameOf, locks, acts, news, dismissNews: dismiss }
}
