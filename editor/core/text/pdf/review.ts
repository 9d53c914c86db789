import { piecesText, type LinePiece } from './repair-line.ts'
import type { RepairedBlock, RepairedKind } from './repair-pdf-text.ts'

/** A repaired text while a person looks at it: nothing of it is in any document yet ([DOC655]). */
export interface Review {
  readonly blocks: readonly ReviewBlock[]
}

export interface ReviewBlock {
  /** Number of its first line in the source. */
  readonly id: number
  readonly kind: RepairedKind
  readonly lines: readonly ReviewLine[]
}

export interface ReviewLine {
  /** Number in the source, counted from 1. */
  readonly id: number
  readonly source: string
  readonly pieces: readonly LinePiece[]
  /** What the rules made of it, to be gone back to. */
  readonly byRules: readonly LinePiece[]
  readonly isDoubtful: boolean
  /** A person looked at it or changed it. */
  readonly isSeen: boolean
}

export const beginReview = (blocks: readonly RepairedBlock[]): Review => ({
  blocks: blocks.map(({ kind, lines }) => ({
    id: lines[0]?.number ?? 0,
    kind,
    lines: lines.map(({ number, source, pieces, isDoubtful }) => ({
      id: number,
      source,
      pieces,
      byRules: pieces,
      isDoubtful,
      isSeen: false,
    })),
  })),
})

/** A line as the file has it, its blanks apart. */
export const asItCame = (source: string): readonly LinePiece[] => [
  { text: source.replace(/\s+/gu, ' '), isGlued: false },
]

/** What a block will say; lines without a word leave no blank. */
export const reviewedWords = ({ lines }: ReviewBlock): string =>
  lines
    .map(({ pieces }) => piecesText(pieces))
    .filter((text) => text !== '')
    .join(' ')

/** What will come into the document, in order: blocks that say something and are not left out. */
export const reviewedBlocks = ({ blocks }: Review): readonly ReviewBlock[] =>
  blocks.filter((block) => block.kind !== 'left-out' && reviewedWords(block) !== '')

export interface ReviewProgress {
  readonly doubtful: number
  readonly seen: number
}

export const reviewProgress = ({ blocks }: Review): ReviewProgress => {
  const doubtful = blocks.flatMap(({ lines }) => lines).filter(({ isDoubtful }) => isDoubtful)
  return { doubtful: doubtful.length, seen: doubtful.filter(({ isSeen }) => isSeen).length }
}

/** The next doubtful line nobody has looked at, after `line` and round to the start; null when all are seen. */
export const nextUnseen = ({ blocks }: Review, line: number | null): number | null => {
  const lines = blocks.flatMap((block) => block.lines)
  const at = lines.findIndex(({ id }) => id === line)
  const found = [...lines.slice(at + 1), ...lines.slice(0, at + 1)].find(
    ({ isDoubtful, isSeen }) => isDoubtful && !isSeen,
  )
  return found?.id ?? null
}
