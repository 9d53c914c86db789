import type { ReviewAct } from '#core/text/pdf/review-acts.ts'

/** The piece that is worked on, and how. */
export interface ActivePiece {
  readonly line: number
  readonly piece: number
  /** `cut`: its words are shown, to be cut between them; `write`: the line is in a field. */
  readonly mode: 'pieces' | 'cut' | 'write'
}

/** What blocks and lines of a review can ask for; the same object for as long as the review is open. */
export interface ReviewDesk {
  readonly act: (act: ReviewAct) => void
  readonly activate: (active: ActivePiece | null) => void
  /** Moves a piece and goes along with it. */
  readonly shift: (line: number, piece: number, by: -1 | 1) => void
  /** A person looked at a line: on to the next doubtful one. */
  readonly seen: (line: number) => void
}
