import { Check, PencilLine } from 'lucide-react'
import { piecesText } from '#core/text/pdf/repair-line.ts'
import type { ReviewLine } from '#core/text/pdf/review.ts'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import { LineActs } from './line-acts.tsx'
import { LineField } from './line-field.tsx'
import { PieceCutter } from './piece-cutter.tsx'
import { PieceRow } from './piece-row.tsx'
import type { ActivePiece, ReviewDesk } from './review-desk.ts'
import css from './review.module.css'

export interface ReviewLineRowProps {
  readonly line: ReviewLine
  readonly isFirst: boolean
  readonly active: ActivePiece | null
  readonly desk: ReviewDesk
}

/** A line: in words when nothing is doubtful about it; else its pieces beside what they came from. */
export function ReviewLineRow({ line, isFirst, active, desk }: ReviewLineRowProps) {
  const { t, number } = useMessages()
  if (!line.isDoubtful && active === null) return <PlainLine line={line} desk={desk} />
  const label = t('review.line', { number: number(line.id) })
  const chosen: ActivePiece = active ?? { line: line.id, piece: 0, mode: 'pieces' }
  return (
    <section
      className={css['line']}
      aria-label={label}
      data-active={active !== null}
      data-seen={line.isSeen}
      data-line={line.id}
    >
      <div className={css['source']}>
        <span className={css['caption']}>
          {t('review.source')} <span className={css['lineNumber']}>{number(line.id)}</span>
        </span>
        <p dir="rtl" lang="ar">
          {line.source}
        </p>
      </div>
      <div className={css['read']}>
        <span className={css['caption']}>
          {t('review.read')}
          {line.isSeen && (
            <span className={css['done']}>
              <Check size={14} aria-hidden /> {t('review.seen')}
            </span>
          )}
        </span>
        {chosen.mode === 'write' && <LineField line={line} words={chosen.words} desk={desk} />}
        {chosen.mode === 'cut' && <PieceCutter line={line} piece={chosen.piece} desk={desk} />}
        {chosen.mode === 'pieces' && <PieceRow line={line} active={active} desk={desk} />}
      </div>
      {active?.mode === 'pieces' && (
        <LineActs line={line} piece={active.piece} maySplit={!isFirst} desk={desk} />
      )}
    </section>
  )
}

/** A line that is what it was; whoever doubts it can open it. */
function PlainLine({ line, desk }: Pick<ReviewLineRowProps, 'line' | 'desk'>) {
  const { t, number } = useMessages()
  return (
    <div className={css['plain']} data-line={line.id}>
      <p dir="rtl" lang="ar">
        {piecesText(line.pieces)}
      </p>
      <Button
        kind="plain"
        className={css['quiet']}
        icon={<PencilLine size={16} aria-hidden />}
        aria-label={t('review.open-line', { number: number(line.id) })}
        onClick={() => {
          desk.activate({ line: line.id, piece: 0, mode: 'pieces' })
        }}
      />
    </div>
  )
}
