import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import css from './part-missing.module.css'

export interface PartMissingProps {
  readonly retry: () => void
  readonly leave: () => void
}

/** Says at the foot of the page that a part of it could not be fetched, until it is tried again or left. */
export function PartMissing({ retry, leave }: PartMissingProps) {
  const { t } = useMessages()
  return (
    <div className={css['line']} role="alert">
      <p>{t('app.part-missing')}</p>
      <Button kind="primary" onClick={retry}>
        {t('app.retry')}
      </Button>
      <Button kind="plain" onClick={leave}>
        {t('app.later')}
      </Button>
    </div>
  )
}
