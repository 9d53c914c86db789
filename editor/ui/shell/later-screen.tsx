import { useEffect, type ComponentType } from 'react'
import { partFile } from '../later/part-file.ts'
import { usePart } from '../later/use-part.ts'
import { useMessages } from '../locale-provider.tsx'
import type { WordsPart } from '../messages/catalogue.ts'
import { FailurePage } from '../states/failure-page.tsx'
import { Button } from '../controls/button.tsx'
import { StatePage } from '../states/state-page.tsx'
import { Page } from './page.tsx'
import { useOutdated } from './use-outdated.ts'

const UNREACHABLE = { code: 'unreachable', status: 0, message: null } as const

/**
 * A screen whose file is fetched when it is first gone to. One that cannot be had says so, and can be tried again, or is
 * when the network returns [UI853]. Of a page that is older than the server's the newer one is offered [UI935].
 */
export const laterScreen = <Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  words: readonly WordsPart[] = [],
): ComponentType<Props> => {
  const file = partFile(load, words)
  return function LaterScreen(props: Props) {
    const { t } = useMessages()
    const { part: Screen, failed, retry } = usePart(file, true)
    const isOutdated = useOutdated()
    useEffect(() => {
      window.addEventListener('online', retry)
      return () => {
        window.removeEventListener('online', retry)
      }
    }, [retry])
    if (Screen !== null) return <Screen {...props} />
    if (!failed) return <p className="unseen">{t('app.loading')}</p>
    return (
      <Page>
        {isOutdated ? (
          <StatePage title={t('app.newVersion')} lead={t('app.part-missing')}>
            <Button
              kind="primary"
              onClick={() => {
                window.location.reload()
              }}
            >
              {t('app.newVersion.load')}
            </Button>
          </StatePage>
        ) : (
          <FailurePage failure={UNREACHABLE} onRetry={retry} />
        )}
      </Page>
    )
  }
}
