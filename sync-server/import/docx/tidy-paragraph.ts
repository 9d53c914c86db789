import { cleanText } from '#core/text/clean.ts'
import { admissibleText } from '../own-content.ts'
import type { Piece, TextPiece, WordParagraph } from './word-paragraph.ts'
import { sameRevision } from './word-revision.ts'

const isProposed = ({ inserted, deleted }: TextPiece): boolean => inserted !== null || deleted !== null

const sameFate = (one: TextPiece, two: TextPiece): boolean =>
  sameRevision(one.inserted, two.inserted) && sameRevision(one.deleted, two.deleted)

const tidyText = (text: string): string =>
  cleanText(text)
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n[ \n]*/gu, '\n')

/**
 * The text of a paragraph as text of ours: a file of our own as it stands; any other cleaned as every import is, blanks
 * one, none at the ends. Blanks of which one is proposed and the other not stay both: in each of the two texts that they
 * make, words must not run together. Pieces without text are gone, edges of comments stay.
 */
export const tidyParagraph = (
  { pieces, markInserted, markDeleted }: WordParagraph,
  isOwn: boolean,
  isJoined: boolean,
): readonly Piece[] => {
  if (isOwn)
    return pieces
      .map((piece) => (piece.kind === 'text' ? { ...piece, text: admissibleText(piece.text) } : piece))
      .filter(hasText)
  const tidy: Piece[] = []
  let last: TextPiece | null = null
  for (const piece of pieces) {
    if (piece.kind === 'edge') {
      tidy.push(piece)
      continue
    }
    let text = tidyText(piece.text)
    const isAtStart = last === null && !isJoined && !isProposed(piece)
    if (isAtStart || (last !== null && /\s$/u.test(last.text) && sameFate(last, piece)))
      text = text.trimStart()
    if (text === '') continue
    last = { ...piece, text }
    tidy.push(last)
  }
  if (markInserted !== null || markDeleted !== null) return tidy
  return trimmedEnd(tidy)
}

const hasText = (piece: Piece): boolean => piece.kind === 'edge' || piece.text !== ''

const trimmedEnd = (pieces: readonly Piece[]): readonly Piece[] => {
  const trimmed = [...pieces]
  for (let at = trimmed.length - 1; at >= 0; at--) {
    const piece = trimmed[at]
    if (piece === undefined || piece.kind === 'edge') continue
    if (isProposed(piece)) break
    const text = piece.text.trimEnd()
    if (text === '') trimmed.splice(at, 1)
    else {
      trimmed[at] = { ...piece, text }
      break
    }
  }
  return trimmed
}
