import { BadgeCheck, Info, Lock, RotateCw } from 'lucide-react'
import { Toolbar as RadixToolbar } from 'radix-ui'
import { useEffect, useRef, type ReactNode } from 'react'
import type { SavedState } from '../../sync/saved-state.ts'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import type { MessageKey } from '../messages/catalogue.ts'
import { Link } from '../routing/navigation-provider.tsx'
import css from './read-only-reason.module.css'

export interface ReadOnlyReasonProps {
  readonly why: MessageKey
  readonly saved: SavedState
  /** Who decided it, when and why; null where nobody did. */
  readonly byWhom: ReactNode
  /** How many keys were pressed that would have written: each is answered, none is swallowed [UI15]. */
  readonly refusals: number
  /** The document, when it is final: its certificate is shown on request. */
  readonly certificateOf: string | null
  /** Tells the whole of it where the row has no room; null where the sentence is all there is. */
  readonly details: (() => void) | null
}

/**
 * Why nobody writes here now, in one sentence, in the row of the tools that it takes away: the text does not move for it
 * [UI661]. A key that would have written makes it speak. A part of a toolbar.
 */
export function ReadOnlyReason(props: ReadOnlyReasonProps) {
  const { why, saved, byWhom, refusals, certificateOf, details } = props
  const { t } = useMessages()
  const words = t(why)
  const { alert } = useNotices()
  const answered = useRef(refusals)
  useEffect(() => {
    if (refusals === answered.current) return
    answered.current = refusals
    alert(words)
  }, [alert, refusals, words])
  const reload = saved.kind === 'read-only' || (saved.kind === 'gone' && saved.reason === 'malformed')
  return (
    <div className={css['reason']} data-testid="read-only">
      <Lock size={16} aria-hidden />
      <div className={css['said']}>
        <p key={refusals} className={refusals > 0 ? css['insists'] : undefined}>
          {words}
        </p>
        {byWhom !== null && <p className={css['byWhom']}>{byWhom}</p>}
      </div>
      {certificateOf !== null && (
        <RadixToolbar.Link asChild>
          <Link className={css['act']} to={{ name: 'certificate', document: certificateOf }}>
            <BadgeCheck size={16} aria-hidden />
            <span className={css['word']}>{t('final.showCertificate')}</span>
          </Link>
        </RadixToolbar.Link>
      )}
      {details !== null && (
        <RadixToolbar.Button className={css['act']} onClick={details}>
          <Info size={16} aria-hidden />
          <span className={css['word']}>{t('stages.details')}</span>
        </RadixToolbar.Button>
      )}
      {reload && (
        <RadixToolbar.Button
          className={css['act']}
          onClick={() => {
            window.location.reload()
          }}
        >
          <RotateCw size={16} aria-hidden />
          <span className={css['word']}>{t('document.reload')}</span>
        </RadixToolbar.Button>
      )}
    </div>
  )
}
