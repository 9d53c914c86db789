import {
  ArrowLeftToLine,
  ArrowRightToLine,
  Check,
  CornerDownLeft,
  FileText,
  Link2,
  PencilLine,
  RotateCcw,
  Scissors,
  Unlink2,
} from 'lucide-react'
import type { ReviewLine } from '#core/text/pdf/review.ts'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import type { ReviewDesk } from './review-desk.ts'
import css from './review.module.css'

export interface LineActsProps {
  readonly line: ReviewLine
  readonly piece: number
  readonly maySplit: boolean
  readonly desk: ReviewDesk
}

/** What can be done with the piece that is chosen, and with its line. */
export function LineActs({ line, piece: index, maySplit, desk }: LineActsProps) {
  const { t } = useMessages()
  const piece = line.pieces[index]
  const several = line.pieces.length > 1
  const isChanged = line.pieces !== line.byRules
  return (
    <div className={css['acts']}>
      {/* The glyphs are of the pieces, which stand from right to left in every language. */}
      <Button
        icon={<ArrowRightToLine size={16} aria-hidden />}
        onClick={() => {
          desk.shift(line.id, index, -1)
        }}
      >
        {t('review.earlier')}
      </Button>
      <Button
        icon={<ArrowLeftToLine size={16} aria-hidden />}
        onClick={() => {
          desk.shift(line.id, index, 1)
        }}
      >
        {t('review.later')}
      </Button>
      <Button
        icon={<Scissors size={16} aria-hidden />}
        disabled={piece === undefined || !piece.text.includes(' ')}
        onClick={() => {
          desk.activate({ line: line.id, piece: index, mode: 'cut' })
        }}
      >
        {t('review.cut')}
      </Button>
      {several && index > 0 && (
        <Button
          icon={piece?.isGlued === true ? <Unlink2 size={16} aria-hidden /> : <Link2 size={16} aria-hidden />}
          onClick={() => {
            desk.act({ act: 'glue', line: line.id, piece: index })
          }}
        >
          {t(piece?.isGlued === true ? 'review.unglue' : 'review.glue')}
        </Button>
      )}
      <Button
        icon={<PencilLine size={16} aria-hidden />}
        onClick={() => {
          desk.activate({ line: line.id, piece: index, mode: 'write' })
        }}
      >
        {t('review.edit')}
      </Button>
      {maySplit && (
        <Button
          icon={<CornerDownLeft size={16} aria-hidden />}
          onClick={() => {
            desk.act({ act: 'split', line: line.id })
          }}
        >
          {t('review.split')}
        </Button>
      )}
      <Button
        icon={<FileText size={16} aria-hidden />}
        onClick={() => {
          desk.act({ act: 'as-it-came', line: line.id })
        }}
      >
        {t('review.as-came')}
      </Button>
      {isChanged && (
        <Button
          icon={<RotateCcw size={16} aria-hidden />}
          onClick={() => {
            desk.act({ act: 'by-rules', line: line.id })
          }}
        >
          {t('review.by-rules')}
        </Button>
      )}
      <Button
        kind="primary"
        icon={<Check size={16} aria-hidden />}
        onClick={() => {
          desk.seen(line.id)
        }}
      >
        {t('review.right')}
      </Button>
    </div>
  )
}
