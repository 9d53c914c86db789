import { useCallback } from 'react'
import type { ApiJoined } from '#core/protocol/api.ts'
import { useMessages } from '../locale-provider.tsx'
import { Name } from '../name.tsx'
import { PasteInvitation } from '../join/paste-invitation.tsx'
import { useLoaded } from '../loaded.ts'
import { Link } from '../routing/navigation-provider.tsx'
import { useServices } from '../services.tsx'
import { useSession } from '../session/session-provider.tsx'
import { Page, usePageTitle } from '../shell/page.tsx'
import { FailurePage } from '../states/failure-page.tsx'
import { StatePage } from '../states/state-page.tsx'
import { GroupDocuments } from './group-documents.tsx'
import { HomeWaiting } from './home-waiting.tsx'
import { NewGroup } from './new-group.tsx'
import css from './home.module.css'

/** The texts of a group, and the way to the other groups of this device. */
export function HomeScreen({ group }: { readonly group: string | null }) {
  const { t } = useMessages()
  const { state, refresh } = useSession()
  if (state.kind === 'loading') {
    return (
      <Page>
        <HomeWaiting />
      </Page>
    )
  }
  if (state.kind === 'failed') {
    return (
      <Page>
        <FailurePage failure={state.failure} onRetry={() => void refresh()} />
      </Page>
    )
  }
  if (state.kind === 'none') {
    return (
      <Page>
        <StatePage title={t('session.none.title')} lead={t('session.none.lead')}>
          <PasteInvitation />
        </StatePage>
      </Page>
    )
  }
  const { memberships, mayCreateGroups } = state.session
  const shown = group === null ? memberships[0] : memberships.find((one) => one.group.id === group)
  if (shown === undefined) {
    return (
      <Page>
        <FailurePage
          failure={{ code: 'not-found', status: 404, message: null }}
          onRetry={() => void refresh()}
        />
      </Page>
    )
  }
  return (
    <Page>
      {memberships.length > 1 && <Groups memberships={memberships} current={shown.group.id} />}
      <Group key={shown.group.id} membership={shown} />
      {mayCreateGroups && <NewGroup />}
    </Page>
  )
}

interface GroupsProps {
  readonly memberships: readonly ApiJoined[]
  readonly current: string
}

/** The groups of this device as a line of tabs. */
function Groups({ memberships, current }: GroupsProps) {
  const { t } = useMessages()
  return (
    <nav className={css['groups']} aria-label={t('home.groups')}>
      {memberships.map(({ group }) => (
        <Link
          key={group.id}
          to={{ name: 'home', group: group.id }}
          className={css['groupTab']}
          aria-current={group.id === current ? 'page' : undefined}
        >
          <Name>{group.name}</Name>
        </Link>
      ))}
    </nav>
  )
}

function Group({ membership }: { readonly membership: ApiJoined }) {
  const { t } = useMessages()
  const { api, isSecure } = useServices()
  const { group, member } = membership
  usePageTitle(group.name)
  const load = useCallback(() => api.documents(group.id), [api, group.id])
  const [documents, reload] = useLoaded(load)
  return (
    <>
      <header className={css['head']}>
        <h1 className={css['title']}>
          <Name>{group.name}</Name>
        </h1>
        <p className={css['role']}>
          <span>{t('home.group-role', { role: t(`role.${member.role}`) })}</span>
          <Link className="alone" to={{ name: 'members', group: group.id }}>
            {t('home.members')}
          </Link>
          {member.role === 'facilitator' && (
            <Link className="alone" to={{ name: 'audit', group: group.id }}>
              {t('audit.title')}
            </Link>
          )}
        </p>
      </header>
      {documents.kind === 'loading' && <HomeWaiting />}
      {documents.kind === 'failed' && (
        <FailurePage failure={documents.failure} onRetry={() => void reload()} />
      )}
      {documents.kind === 'loaded' && (
        <GroupDocuments membership={membership} documents={documents.value} reload={reload} />
      )}
      {!isSecure && <p className={css['insecure']}>{t('app.insecure')}</p>}
    </>
  )
}
