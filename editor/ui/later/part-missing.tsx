import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import { useOutdated } from '../shell/use-outdated.ts'
import css from './part-missing.module.css'

export interface PartMissingProps {
  readonly retry: () => void
  readonly leave: () => void
}

/**
 * Says at the foot of the page that a part of it could not be fetched, until it is tried again or left. Of a page that is
 * older than the server's nothing more can be had: the newer one is offered instead [UI935].
 */
export function PartMissing({ retry, leave }: PartMissingProps) {
  const { t } = useMessages()
  const isOutdated = useOutdated()
  return (
    <div className={css['line']} role="alert" data-part-missing>
      <p>
        {t('app.part-missing')}
        {isOutdated && ` ${t('app.newVersion')}`}
      </p>
      <Button
        kind="primary"
        onClick={() => {
          if (isOutdated) window.location.reload()
          else retry()
        }}
      >
        {t(isOutdated ? 'app.newVersion.load' : 'app.retry')}
      </Button>
      <Button kind="plain" onClick={leave}>
        {t('app.later')}
      </Button>
    </div>
  )
}
