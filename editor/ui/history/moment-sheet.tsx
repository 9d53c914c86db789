import { useEffect, useRef, type ReactNode } from 'react'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import { useFailureText } from '../states/failure-text.ts'
import type { Moment } from './use-moment.ts'
import css from './history.module.css'

export interface MomentSheetProps {
  /** What is shown, in words: the name of the page's middle, and its head on paper. */
  readonly label: string
  readonly moment: Pick<Moment<unknown>, 'isCurrent' | 'failure' | 'retry' | 'value'>
  /** The block that the address points to. */
  readonly block: string | null
  /** Above the paper. */
  readonly head: ReactNode
  readonly isWide: boolean
  readonly children: ReactNode
}

/** The paper: what came last stays on it, a little paler, until the moment that is meant is there [UI682]. */
export function MomentSheet({ label, moment, block, head, isWide, children }: MomentSheetProps) {
  const { t } = useMessages()
  const failureText = useFailureText()
  const sheet = useRef<HTMLElement>(null)
  const { isCurrent, failure, retry, value } = moment
  const isThere = value !== null
  useEffect(() => {
    if (!isThere || block === null) return undefined
    const pointed = sheet.current?.querySelector(`[data-bid="${CSS.escape(block)}"]`)
    pointed?.setAttribute('data-pointed', '')
    pointed?.scrollIntoView({ block: 'center' })
    return () => {
      pointed?.removeAttribute('data-pointed')
    }
  }, [block, isThere])
  return (
    <main id="moment" className={css['main']} tabIndex={-1}>
      {head}
      <article
        ref={sheet}
        className={css['sheet']}
        aria-label={label}
        aria-busy={!isCurrent}
        data-stale={isThere && !isCurrent}
        data-wide={isWide}
      >
        <p className={css['printed']}>{label}</p>
        {failure !== null && (
          <div className={css['failure']} role="alert">
            <p>
              {failure.code === 'unreachable'
                ? t('history.offline')
                : t('history.failed', { reason: failureText(failure) })}
            </p>
            <Button onClick={retry}>{t('app.retry')}</Button>
          </div>
        )}
        {isThere ? (
          <div className={css['content']}>{children}</div>
        ) : (
          failure === null && (
            <p className={css['loading']} role="status">
              {t('history.loadingText')}
            </p>
          )
        )}
      </article>
    </main>
  )
}
