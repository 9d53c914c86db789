import { CloudOff } from 'lucide-react'
import { useMessages } from '../locale-provider.tsx'
import { useAway } from './use-return.ts'
import css from './away-line.module.css'

/** The server is away, and the page shows what this device knows [UI751]. */
export function AwayLine() {
  const { t } = useMessages()
  const away = useAway()
  return (
    <div role="status">
      {away && (
        <p className={css['line']} data-testid="away">
          <CloudOff size={16} aria-hidden />
          {t('app.away')}
        </p>
      )}
    </div>
  )
}
