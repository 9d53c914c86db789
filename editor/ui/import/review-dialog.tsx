import { ArrowDown, Redo2, Undo2, X } from 'lucide-react'
import { Dialog as RadixDialog } from 'radix-ui'
import { useState } from 'react'
import type { BlockContent } from '#core/schema/content.ts'
import { reviewed } from '#core/text/pdf/review-acts.ts'
import type { PutWhere } from '../../extensions/clipboard/put-in-text.ts'
import type { ReviewPlace } from '../../sync/review-keep.ts'
import { Button } from '../controls/button.tsx'
import { SelectField } from '../controls/field.tsx'
import { useFocusReturn } from '../controls/focus-return.ts'
import { useMessages } from '../locale-provider.tsx'
import type { ReviewBegun } from './import-source.ts'
import { LeaveReview } from './leave-review.tsx'
import { ReviewBlockCard } from './review-block-card.tsx'
import { reviewedContent } from './reviewed-content.ts'
import { useKeptReview } from './use-kept-review.ts'
import { useReview } from './use-review.ts'
import css from './review.module.css'

export interface ReviewDialogProps {
  readonly begun: ReviewBegun
  /** Where the device keeps it. */
  readonly keptAt: ReviewPlace
  readonly isProposal: boolean
  /** Where it will go in the text; null when that is no question. */
  readonly where: PutWhere | null
  readonly putAt: (where: PutWhere) => void
  readonly isBusy: boolean
  /** Why what was reviewed did not come in; the review is as it was. */
  readonly failed: string | null
  /** Answers whether it is in. */
  readonly take: (blocks: readonly BlockContent[]) => Promise<boolean>
  /** Throws it away. */
  readonly leave: () => void
  /** Leaves it on the device. */
  readonly postpone: () => void
  /** Takes the focus when it is closed; without: what had it before, or the page. */
  readonly focusAfter?: () => void
}

const WHERE: readonly PutWhere[] = ['caret', 'end']

/**
 * The page between a damaged PDF text and the document: each doubtful line beside what it came from, its pieces to be
 * moved, its words to be mended [UI904]. Nothing is in any document before the last button.
 */
export function ReviewDialog(props: ReviewDialogProps) {
  const { begun, keptAt, isProposal, where, putAt, isBusy, failed, take, leave, postpone, focusAfter } = props
  const { t } = useMessages()
  const { review, writing, progress, active, said, canUndo, canRedo, step, begin, goToNext, desk } =
    useReview(begun)
  const { isKept, forget } = useKeptReview(keptAt, begun, review, writing)
  const { remember, giveBack } = useFocusReturn()
  const [leaving, setLeaving] = useState(false)
  const left = progress.doubtful - progress.seen
  const throwAway = (): void => {
    forget()
    leave()
  }
  const tryToLeave = (): void => {
    if (canUndo || writing !== null || begun.kept !== null) setLeaving(true)
    else throwAway()
  }
  const takeIn = async (): Promise<void> => {
    // What stands in an open field is meant.
    const last = writing === null ? review : reviewed(review, { act: 'write', ...writing })
    if (await take(reviewedContent(last))) forget()
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
            remember()
            begin()
          }}
          onCloseAutoFocus={(event) => {
            if (focusAfter === undefined) giveBack(event)
            else {
              event.preventDefault()
              focusAfter()
            }
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
            <p className={css['rest']}>
              {left > 0 && t('review.left', { count: left })}{' '}
              {isKept !== null && t(isKept ? 'review.kept' : 'review.not-kept')}
            </p>
            {where !== null && (
              <SelectField<PutWhere>
                quiet
                label={t('import.where')}
                value={where}
                options={WHERE.map((value) => ({ value, label: t(`import.where.${value}`) }))}
                onChange={putAt}
              />
            )}
            <div className={css['footActs']}>
              <Button
                kind="primary"
                aria-disabled={isBusy}
                onClick={() => {
                  if (!isBusy) void takeIn()
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
          <LeaveReview
            open={leaving}
            onOpenChange={setLeaving}
            isKept={isKept === true}
            postpone={postpone}
            throwAway={throwAway}
          />
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  )
}
