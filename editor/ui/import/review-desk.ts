import type { LineWords } from '../../sync/review-keep.ts'
import type { ReviewAct } from '#core/text/pdf/review-acts.ts'

/** The piece that is worked on, and how. */
export interface ActivePiece {
  readonly line: number
  readonly piece: number
  /** `cut`: its words are shown, to be cut between them; `write`: the line is in a field. */
  readonly mode: 'pieces' | 'cut' | 'write'
  /** Words that were begun in the field before; without: those of the line. */
  readonly words?: string
}

/** What blocks and lines of a review can ask for; the same object for as long as the review is open. */
export interface ReviewDesk {
  readonly act: (act: ReviewAct) => void
  readonly activate: (active: ActivePiece | null) => void
  /** Words stand in the field of a line that are not kept yet; null: no more. */
  readonly note: (words: LineWords | null) => void
  /** Moves a piece and goes along with it. */
  readonly shift: (line: number, piece: number, by: -1 | 1) => void
  /** A person looked at a line: on to the next doubtful one. */
  readonly seen: (line: number) => void
}
