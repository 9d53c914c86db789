import { CloudOff } from 'lucide-react'
import { useTold } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { useAway } from './use-return.ts'
import css from './away-line.module.css'

/** The server is away, and the page shows what this device knows [UI751]. */
export function AwayLine() {
  const { t } = useMessages()
  const away = useAway()
  useTold(away ? t('app.away') : '')
  if (!away) return null
  return (
    <p className={css['line']} data-testid="away">
      <CloudOff size={16} aria-hidden />
      {t('app.away')}
    </p>
  )
}
