import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import type { SavedState } from '../../sync/saved-state.ts'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import type { MessageKey } from '../messages/catalogue.ts'
import { Link } from '../routing/navigation-provider.tsx'
import css from './document-page.module.css'

export interface ReadOnlyReasonProps {
  readonly why: MessageKey
  readonly saved: SavedState
  /** Who decided it, when and why; null where nobody did. */
  readonly byWhom: ReactNode
  /** How many keys were pressed that would have written: each is answered, none is swallowed [UI15]. */
  readonly refusals: number
  /** The document, when it is final: its certificate is shown on request. */
  readonly certificateOf: string | null
}

/** Why nobody writes here now, in one sentence, above the text. A key that would have written makes it speak. */
export function ReadOnlyReason({ why, saved, byWhom, refusals, certificateOf }: ReadOnlyReasonProps) {
  const { t } = useMessages()
  const words = t(why)
  const reload = saved.kind === 'read-only' || (saved.kind === 'gone' && saved.reason === 'malformed')
  return (
    <div className={css['reason']} data-testid="read-only">
      <Lock size={16} aria-hidden />
      <p key={refusals} className={refusals > 0 ? css['insists'] : undefined}>
        {words}
        {byWhom !== null && <span className={css['byWhom']}> {byWhom}</span>}
      </p>
      {certificateOf !== null && (
        <Link className={css['certificate']} to={{ name: 'certificate', document: certificateOf }}>
          {t('final.showCertificate')}
        </Link>
      )}
      {reload && (
        <Button
          kind="plain"
          onClick={() => {
            window.location.reload()
          }}
        >
          {t('document.reload')}
        </Button>
      )}
      <span className="unseen" role="alert">
        {refusals > 0 && <span key={refusals}>{words}</span>}
      </span>
    </div>
  )
}
