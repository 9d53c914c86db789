import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react'
import { piecesText } from '#core/text/pdf/repair-line.ts'
import { repairPdfText } from '#core/text/pdf/repair-pdf-text.ts'
import {
  beginReview,
  nextUnseen,
  reviewProgress,
  type Review,
  type ReviewProgress,
} from '#core/text/pdf/review.ts'
import { reviewed, type ReviewAct } from '#core/text/pdf/review-acts.ts'
import { beginHistory, reviewStep } from '#core/text/pdf/review-history.ts'
import { useMessages } from '../locale-provider.tsx'
import type { LineWords } from '../../sync/review-keep.ts'
import type { ReviewBegun } from './import-source.ts'
import type { ActivePiece, ReviewDesk } from './review-desk.ts'

export interface Reviewing {
  readonly review: Review
  readonly progress: ReviewProgress
  readonly active: ActivePiece | null
  /** What a screen reader is told of the last act. */
  readonly said: string
  readonly canUndo: boolean
  readonly canRedo: boolean
  readonly step: (what: 'undo' | 'redo') => void
  /** To the line whose field was open when the review was left, else to the first that nobody has looked at. */
  readonly begin: () => void
  readonly goToNext: () => void
  /** Words that stand in a field. */
  readonly writing: LineWords | null
  readonly desk: ReviewDesk
}

const placeOf = (review: Review, line: number) => {
  const lines = review.blocks.find((block) => block.lines.some(({ id }) => id === line))?.lines ?? []
  return { lines, at: lines.findIndex(({ id }) => id === line) }
}

/** Where a piece stands once it is shifted; itself at the ends of its block. */
const shifted = (review: Review, line: number, piece: number, by: -1 | 1): readonly [number, number] => {
  const { lines, at } = placeOf(review, line)
  const target = piece + by
  if (target >= 0 && target < (lines[at]?.pieces.length ?? 0)) return [line, target]
  const next = lines[at + by]
  if (next === undefined) return [line, piece]
  return [next.id, by === 1 ? 0 : next.pieces.length]
}

/** A damaged text under review: its state, what is worked on, and what is said of it [UI904]. */
export const useReview = ({ text, kept }: Pick<ReviewBegun, 'text' | 'kept'>): Reviewing => {
  const { t } = useMessages()
  const [history, dispatch] = useReducer(reviewStep, text, (source) =>
    beginHistory(kept?.review ?? beginReview(repairPdfText(source))),
  )
  const [writing, note] = useState(kept?.writing ?? null)
  const [active, activate] = useState<ActivePiece | null>(null)
  const [said, say] = useState('')
  const { now: review } = history
  /** Read by handlers that stay the same while the review changes: blocks that do not change are not drawn again. */
  const latest = useRef(review)
  useEffect(() => {
    latest.current = review
  }, [review])

  const goTo = useCallback(
    (from: Review, line: number | null): void => {
      const next = nextUnseen(from, line)
      activate(next === null ? null : { line: next, piece: 0, mode: 'pieces' })
      if (next === null) say(t('review.all-seen'))
    },
    [t],
  )
  const desk = useMemo<ReviewDesk>(
    () => ({
      act: (act: ReviewAct) => {
        dispatch(act)
        say(t(`review.said.${act.act}`))
      },
      activate,
      note,
      shift: (line, piece, by) => {
        const [to, at] = shifted(latest.current, line, piece, by)
        if (to === line && at === piece) {
          say(t('review.said.end'))
          return
        }
        const { lines, at: index } = placeOf(latest.current, line)
        dispatch({ act: 'shift', line, piece, by })
        activate({ line: to, piece: at, mode: 'pieces' })
        const words = lines[index]?.pieces[piece]
        say(t('review.said.moved', { words: words === undefined ? '' : piecesText([words]), place: at + 1 }))
      },
      seen: (line) => {
        dispatch({ act: 'seen', line })
        say(t('review.said.seen'))
        goTo(reviewed(latest.current, { act: 'seen', line }), line)
      },
    }),
    [goTo, t],
  )
  return {
    review,
    progress: useMemo(() => reviewProgress(review), [review]),
    active,
    said,
    canUndo: history.before.length > 0,
    canRedo: history.after.length > 0,
    step: (what) => {
      dispatch(what)
      say(t(`review.said.${what}`))
    },
    begin: () => {
      if (writing === null) goTo(review, null)
      else activate({ line: writing.line, piece: 0, mode: 'write', words: writing.text })
    },
    writing,
    goToNext: () => {
      goTo(review, active?.line ?? null)
    },
    desk,
  }
}
