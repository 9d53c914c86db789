import { CloudOff } from 'lucide-react'
import type { SavedState } from '../../sync/saved-state.ts'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import { bannerMessage } from './standing.ts'
import css from './offline-banner.module.css'

export interface OfflineBannerProps {
  readonly saved: SavedState
  readonly reconnect: () => void
}

/** Lies at the foot of the text, moves nothing and covers nothing that is used [UI13]: writing goes on above it. The sign in the bar is what is read out. */
export function OfflineBanner({ saved, reconnect }: OfflineBannerProps) {
  const { t } = useMessages()
  const message = bannerMessage(saved)
  if (message === null) return null
  return (
    <div className={css['banner']} data-testid="offline" data-foot-line data-part>
      <CloudOff size={18} aria-hidden />
      <p>{t(message)}</p>
      <Button kind="plain" onClick={reconnect} className={css['again']}>
        {t('document.reconnect')}
      </Button>
    </div>
  )
}
