import { useCallback } from 'react'
import { permits } from '#core/access/permits.ts'
import type { ApiDocument, ApiJoined } from '#core/protocol/api.ts'
import { Button } from '../controls/button.tsx'
import { useLoaded } from '../loaded.ts'
import { useMessages } from '../locale-provider.tsx'
import type { HistoryPlace } from '../routing/history-place.ts'
import { HISTORY_NOW } from '../routing/history-place.ts'
import { useNavigation } from '../routing/navigation-provider.tsx'
import { useServices } from '../services.tsx'
import { membershipOf, useSession } from '../session/session-provider.tsx'
import { Page } from '../shell/page.tsx'
import { FailurePage } from '../states/failure-page.tsx'
import { StatePage } from '../states/state-page.tsx'
import { HistoryPage } from './history-page.tsx'
import { seqOfAddress, stopsOf } from './stops.ts'
import { useHistory, type HistoryState } from './use-history.ts'

export interface HistoryScreenProps {
  readonly document: string
  readonly at: HistoryPlace
}

/** Finds out what the address names and who asks; whoever follows the text sees its history [UI680]. */
export function HistoryScreen({ document: id, at }: HistoryScreenProps) {
  const { t } = useMessages()
  const { api } = useServices()
  const { go } = useNavigation()
  const { state, refresh } = useSession()
  const load = useCallback(() => api.document(id), [api, id])
  const [document, reload] = useLoaded(load)
  if (state.kind === 'loading' || document.kind === 'loading') return <Page>{null}</Page>
  const membership = document.kind === 'loaded' ? membershipOf(state, document.value.group) : null
  if (document.kind === 'failed' || membership === null) {
    const failure =
      document.kind === 'failed'
        ? document.failure
        : state.kind === 'failed'
          ? state.failure
          : ({ code: 'forbidden', status: 403, message: null } as const)
    return (
      <Page>
        <FailurePage failure={failure} onRetry={() => void Promise.all([reload(), refresh()])} />
      </Page>
    )
  }
  if (!permits(membership.member.role, document.value.stage, 'follow'))
    return (
      <Page>
        <StatePage title={t('history.viewer.title')} lead={t('history.viewer.lead')}>
          <Button
            kind="primary"
            onClick={() => {
              go({ name: 'read', document: id })
            }}
          >
            {t('history.viewer.read')}
          </Button>
        </StatePage>
      </Page>
    )
  return <OpenedHistory document={document.value} membership={membership} at={at} />
}

interface OpenedHistoryProps {
  readonly document: ApiDocument
  readonly membership: ApiJoined
  readonly at: HistoryPlace
}

function OpenedHistory({ document, membership, at }: OpenedHistoryProps) {
  const state = useHistory(document.id)
  const { history, reload } = state
  if (history.kind === 'loading') return <Page>{null}</Page>
  if (history.kind === 'failed')
    return (
      <Page>
        <FailurePage failure={history.failure} onRetry={() => void reload()} />
      </Page>
    )
  return (
    <KnownHistory document={document} membership={membership} at={at} state={state} history={history.value} />
  )
}

interface KnownHistoryProps extends OpenedHistoryProps {
  readonly state: HistoryState
  readonly history: Extract<HistoryState['history'], { kind: 'loaded' }>['value']
}

/** Says so where there is nothing yet, or nothing at the address. */
function KnownHistory({ document, membership, at, state, history }: KnownHistoryProps) {
  const { t } = useMessages()
  const { go } = useNavigation()
  const { moments, versions } = history
  if (stopsOf(moments, versions).length === 0)
    return (
      <Page>
        <StatePage title={t('history.emptyHistory.title')} lead={t('history.emptyHistory.lead')}>
          <Button
            kind="primary"
            onClick={() => {
              go({ name: 'document', document: document.id })
            }}
          >
            {t('history.back')}
          </Button>
        </StatePage>
      </Page>
    )
  const isKnown = (address: string | null): boolean => {
    if (address === null) return true
    const seq = seqOfAddress(address, versions)
    return seq !== null && seq > 0 && seq <= history.seq
  }
  if (!isKnown(at.moment) || !isKnown(at.against))
    return (
      <Page>
        <StatePage title={t('history.unknown.title')} lead={t('history.unknown.lead')}>
          <Button
            kind="primary"
            onClick={() => {
              go({ name: 'history', document: document.id, at: HISTORY_NOW })
            }}
          >
            {t('history.unknown.now')}
          </Button>
        </StatePage>
      </Page>
    )
  return (
    <HistoryPage
      document={document}
      membership={membership}
      place={at}
      history={history}
      reload={state.reload}
      isOnline={state.isOnline}
    />
  )
}
