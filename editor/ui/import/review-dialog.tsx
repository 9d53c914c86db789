import { ArrowDown, Redo2, Undo2, X } from 'lucide-react'
import { Dialog as RadixDialog } from 'radix-ui'
import { useState } from 'react'
import type { BlockContent } from '#core/schema/content.ts'
import { Button } from '../controls/button.tsx'
import { ConfirmDialog } from '../controls/dialog.tsx'
import { useMessages } from '../locale-provider.tsx'
import { ReviewBlockCard } from './review-block-card.tsx'
import { reviewedContent } from './reviewed-content.ts'
import { useReview } from './use-review.ts'
import css from './review.module.css'

export interface ReviewDialogProps {
  /** The damaged text as it came. */
  readonly text: string
  readonly isProposal: boolean
  readonly isBusy: boolean
  /** Why what was reviewed did not come in; the review is as it was. */
  readonly failed: string | null
  readonly take: (blocks: readonly BlockContent[]) => void
  readonly leave: () => void
}

/**
 * The page between a damaged PDF text and the document: each doubtful line beside what it came from, its pieces to be
 * moved, its words to be mended [UI904]. Nothing is in any document before the last button.
 */
export function ReviewDialog(props: ReviewDialogProps) {
  const { text, isProposal, isBusy, failed, take, leave } = props
  const { t } = useMessages()
  const { review, progress, active, said, canUndo, canRedo, step, goToNext, desk } = useReview(text)
  const [leaving, setLeaving] = useState(false)
  const left = progress.doubtful - progress.seen
  const tryToLeave = (): void => {
    if (canUndo) setLeaving(true)
    else leave()
  }
  return (
    <RadixDialog.Root open onOpenChange={tryToLeave}>
      <RadixDialog.Portal>
        <RadixDialog.Content
          className={css['page']}
          onInteractOutside={(event) => {
            event.preventDefault()
          }}
          onOpenAutoFocus={(event) => {
            event.preventDefault()
            goToNext()
          }}
          onEscapeKeyDown={(event) => {
            // Escape leaves what is open inside first.
            if (active === null || active.mode === 'pieces') return
            event.preventDefault()
            desk.activate({ ...active, mode: 'pieces' })
          }}
          onKeyDown={(event) => {
            const isField = event.target instanceof HTMLElement && event.target.matches('textarea, select')
            if (isField || event.code !== 'KeyZ' || !(event.ctrlKey || event.metaKey)) return
            event.preventDefault()
            step(event.shiftKey ? 'redo' : 'undo')
          }}
        >
          <header className={css['head']}>
            <div className={css['headRow']}>
              <RadixDialog.Title className={css['title']}>{t('review.title')}</RadixDialog.Title>
              <RadixDialog.Close asChild>
                <Button kind="plain" icon={<X size={18} aria-hidden />} aria-label={t('app.close')} />
              </RadixDialog.Close>
            </div>
            <RadixDialog.Description className={css['lead']}>{t('review.lead')}</RadixDialog.Description>
            <p id="review-keys" className={css['keys']}>
              {t('review.keys')}
            </p>
            <div className={css['bar']}>
              <label className={css['progress']}>
                <span>{t('review.progress', { seen: progress.seen, count: progress.doubtful })}</span>
                <progress value={progress.seen} max={Math.max(1, progress.doubtful)} />
              </label>
              <Button icon={<ArrowDown size={16} aria-hidden />} disabled={left === 0} onClick={goToNext}>
                {t('review.next')}
              </Button>
              <Button
                kind="plain"
                icon={<Undo2 size={18} aria-hidden className="mirrored" />}
                aria-label={t('review.undo')}
                disabled={!canUndo}
                onClick={() => {
                  step('undo')
                }}
              />
              <Button
                kind="plain"
                icon={<Redo2 size={18} aria-hidden className="mirrored" />}
                aria-label={t('review.redo')}
                disabled={!canRedo}
                onClick={() => {
                  step('redo')
                }}
              />
            </div>
          </header>
          <ol className={css['blocks']} aria-label={t('review.blocks')}>
            {review.blocks.map((block, at) => (
              <ReviewBlockCard
                key={block.id}
                block={block}
                isFirst={at === 0}
                active={block.lines.some(({ id }) => id === active?.line) ? active : null}
                desk={desk}
              />
            ))}
          </ol>
          <footer className={css['foot']}>
            <div role="alert">{failed !== null && <p className={css['failed']}>{failed}</p>}</div>
            <p className={css['rest']}>{left > 0 && t('review.left', { count: left })}</p>
            <div className={css['footActs']}>
              <Button
                kind="primary"
                aria-disabled={isBusy}
                onClick={() => {
                  if (!isBusy) take(reviewedContent(review))
                }}
              >
                {t(isProposal ? 'review.propose' : 'review.take')}
              </Button>
              <Button
                kind="plain"
                disabled={left === 0}
                onClick={() => {
                  desk.act({ act: 'as-it-came', line: null })
                }}
              >
                {t('review.all-as-came')}
              </Button>
            </div>
          </footer>
          <p className="unseen" role="status">
            {said}
          </p>
          <ConfirmDialog
            open={leaving}
            onOpenChange={setLeaving}
            title={t('review.leave')}
            lead={t('review.leave.lead')}
            confirm={t('review.leave.confirm')}
            onConfirm={leave}
          />
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  )
}
