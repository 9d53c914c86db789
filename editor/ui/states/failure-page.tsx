import type { ApiFailure } from '../../sync/api-result.ts'
import { Button } from '../controls/button.tsx'
import { PasteInvitation } from '../join/paste-invitation.tsx'
import { useMessages } from '../locale-provider.tsx'
import { useNavigation } from '../routing/navigation-provider.tsx'
import { useFailureText } from './failure-text.ts'
import { StatePage } from './state-page.tsx'

/** A page that could not be opened, after its cause. */
export function FailurePage(props: { readonly failure: ApiFailure; readonly onRetry: () => void }) {
  const { failure, onRetry } = props
  const { t } = useMessages()
  const { go } = useNavigation()
  const failureText = useFailureText()
  const home = (
    <Button
      kind="primary"
      onClick={() => {
        go({ name: 'home', group: null })
      }}
    >
      {t('join.go-home')}
    </Button>
  )
  const retry = (
    <Button kind="primary" onClick={onRetry}>
      {t('app.retry')}
    </Button>
  )
  switch (failure.code) {
    case 'not-found':
      return (
        <StatePage title={t('error.page.not-found.title')} lead={t('error.page.not-found.lead')}>
          {home}
        </StatePage>
      )
    case 'forbidden':
      return (
        <StatePage title={t('error.page.forbidden.title')} lead={t('error.page.forbidden.lead')}>
          {home}
        </StatePage>
      )
    case 'unreachable':
      return (
        <StatePage title={t('error.page.unreachable.title')} lead={t('error.page.unreachable.lead')}>
          {retry}
        </StatePage>
      )
    // Also a device that never was: how one gets in, not what went wrong [UI327].
    case 'not-signed-in':
      return (
        <StatePage title={t('session.none.title')} lead={t('session.none.lead')}>
          <PasteInvitation />
        </StatePage>
      )
    default:
      return (
        <StatePage title={t('error.page.failed.title')} lead={failureText(failure)}>
          {retry}
        </StatePage>
      )
  }
}
