import { useCallback, useMemo, useState } from 'react'
import type { ApiDocument, ApiJoined, ApiMember } from '#core/protocol/api.ts'
import { ok } from '#core/util/result.ts'
import { useMessages } from '../locale-provider.tsx'
import { useLoaded } from '../loaded.ts'
import { useServices } from '../services.tsx'
import { membershipOf, useSession } from '../session/session-provider.tsx'
import { Page, usePageTitle } from '../shell/page.tsx'
import { GroupTrail } from '../shell/trail.tsx'
import { FailurePage } from '../states/failure-page.tsx'
import { AuditFilters, isFiltered, NO_FILTER, wishOf } from './audit-filters.tsx'
import { AuditList } from './audit-list.tsx'
import { AuditProof } from './audit-proof.tsx'
import type { Names } from './names.tsx'
import css from './audit.module.css'

const FORBIDDEN = { code: 'forbidden', status: 403, message: null } as const

/** What was done in a group: for its facilitators [UI720]. */
export function AuditScreen({ group }: { readonly group: string }) {
  const { t } = useMessages()
  const { state, refresh } = useSession()
  usePageTitle(t('audit.title'))
  if (state.kind === 'loading') return <Page>{null}</Page>
  const membership = membershipOf(state, group)
  if (membership?.member.role !== 'facilitator') {
    const failure = state.kind === 'failed' ? state.failure : FORBIDDEN
    return (
      <Page>
        <FailurePage failure={failure} onRetry={() => void refresh()} />
      </Page>
    )
  }
  return (
    <Page trail={<GroupTrail group={membership.group} />}>
      <h1 className={css['title']}>{t('audit.title')}</h1>
      <p className={css['lead']}>{t('audit.lead')}</p>
      <Audit membership={membership} />
    </Page>
  )
}

const byId = <T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> =>
  new Map(items.map((item) => [item.id, item]))

interface Called {
  readonly members: readonly ApiMember[]
  readonly documents: readonly ApiDocument[]
}

function Audit({ membership }: { readonly membership: ApiJoined }) {
  const { api } = useServices()
  const group = membership.group.id
  const [filter, setFilter] = useState(NO_FILTER)
  const load = useCallback(async () => {
    const [members, documents] = await Promise.all([api.members(group), api.documents(group)])
    if (!members.ok) return members
    return documents.ok ? ok<Called>({ members: members.value, documents: documents.value }) : documents
  }, [api, group])
  const [called, reload] = useLoaded(load)
  const loadHead = useCallback(() => api.audit(group, { limit: 1 }), [api, group])
  const [newest] = useLoaded(loadHead)
  const names = useMemo<Names>(() => {
    const { members, documents } = called.kind === 'loaded' ? called.value : { members: [], documents: [] }
    return { members: byId(members), documents: byId(documents) }
  }, [called])
  if (called.kind === 'loading') return null
  if (called.kind === 'failed') return <FailurePage failure={called.failure} onRetry={() => void reload()} />
  return (
    <>
      {newest.kind === 'loaded' && <AuditProof group={group} head={newest.value.head} />}
      <AuditFilters {...called.value} filter={filter} onChange={setFilter} />
      <AuditList
        key={Object.values(filter).join(' ')}
        group={group}
        wish={wishOf(filter)}
        names={names}
        filtered={isFiltered(filter)}
      />
    </>
  )
}
