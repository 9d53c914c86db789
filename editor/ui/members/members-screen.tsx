import { useCallback } from 'react'
import type { ApiJoined } from '#core/protocol/api.ts'
import { useMessages } from '../locale-provider.tsx'
import { useLoaded } from '../loaded.ts'
import { Link } from '../routing/navigation-provider.tsx'
import { useServices } from '../services.tsx'
import { membershipOf, useSession } from '../session/session-provider.tsx'
import { Page, usePageTitle } from '../shell/page.tsx'
import { GroupTrail } from '../shell/trail.tsx'
import { FailurePage } from '../states/failure-page.tsx'
import { InvitationList } from './invitation-list.tsx'
import { MemberList } from './member-list.tsx'
import { RoleList } from './role-list.tsx'
import css from './members.module.css'

/** Who is in the group, in which role, and which invitations are open. */
export function MembersScreen({ group }: { readonly group: string }) {
  const { t } = useMessages()
  const { state, refresh } = useSession()
  usePageTitle(t('members.title'))
  if (state.kind === 'loading') return <Page>{null}</Page>
  const membership = membershipOf(state, group)
  if (membership === null) {
    const failure =
      state.kind === 'failed' ? state.failure : ({ code: 'forbidden', status: 403, message: null } as const)
    return (
      <Page>
        <FailurePage failure={failure} onRetry={() => void refresh()} />
      </Page>
    )
  }
  return (
    <Page trail={<GroupTrail group={membership.group} />}>
      <h1 className={css['title']}>{t('members.title')}</h1>
      <Members membership={membership} />
    </Page>
  )
}

function Members({ membership }: { readonly membership: ApiJoined }) {
  const { t } = useMessages()
  const { api } = useServices()
  const group = membership.group.id
  const facilitates = membership.member.role === 'facilitator'
  const loadMembers = useCallback(() => api.members(group), [api, group])
  const [members, reloadMembers] = useLoaded(loadMembers)
  if (members.kind === 'loading') return null
  if (members.kind === 'failed') {
    return <FailurePage failure={members.failure} onRetry={() => void reloadMembers()} />
  }
  return (
    <>
      <MemberList
        group={group}
        me={membership.member}
        members={members.value.filter((one) => one.removed !== true)}
        reload={reloadMembers}
      />
      <RoleList />
      {facilitates ? (
        <>
          <InvitationList group={group} />
          <p className={css['note']}>
            <Link className="alone" to={{ name: 'audit', group }}>
              {t('audit.title')}
            </Link>
          </p>
        </>
      ) : (
        <p className={css['note']}>{t('members.only-facilitators')}</p>
      )}
    </>
  )
}
