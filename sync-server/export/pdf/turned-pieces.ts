import { textDirection } from '#core/text/direction.ts'
import type { PdfPiece, PdfText } from './pdf-piece.ts'

const LETTERS = /\p{L}/gu
const ENDS_IN_WORD = /[\p{L}\p{M}\p{N}\u200c\u200d]$/u

const isText = (piece: PdfPiece | undefined): piece is PdfText => piece !== undefined && 'text' in piece
const endsLine = (piece: PdfPiece | undefined): boolean => piece === undefined || 'end' in piece

/** The direction of the letter next to a place, towards the beginning or the end of its line; null without one. */
const letterBeside = (pieces: readonly PdfPiece[], from: number, step: 1 | -1): 'rtl' | 'ltr' | null => {
  for (let at = from; !endsLine(pieces[at]); at += step) {
    const piece = pieces[at]
    const letters = isText(piece) ? piece.text.match(LETTERS) : null
    if (letters !== null) return textDirection(letters.at(step === 1 ? 0 : -1) ?? '')
  }
  return null
}

/** Does what stands before `at` go, and what stands there or behind its numbers come in its place, as a word? */
const isExchange = (pieces: readonly PdfPiece[], at: number): boolean => {
  const gone = pieces[at - 1]
  let next = at
  while (pieces[next] !== undefined && 'who' in (pieces[next] ?? {})) next++
  const come = pieces[next]
  if (!isText(gone) || !isText(come)) return false
  const isOne =
    (gone.deleted === true && come.inserted === true) || (gone.inserted === true && come.deleted === true)
  const before = pieces[at - 2]
  return isOne && !(isText(before) && ENDS_IN_WORD.test(before.text))
}

/**
 * Parts of a line with the places at which the direction of the line is to be taken up again ([DOC743]): a number behind a
 * word of the other direction stands behind it, and what comes in the place of such words does not stand among them. Where
 * words of the other direction go on behind a number, nothing is turned: they would change places.
 */
export const turnedPieces = (pieces: readonly PdfPiece[], isLtr: boolean): readonly PdfPiece[] => {
  const other = isLtr ? 'rtl' : 'ltr'
  return pieces.flatMap((piece, at): readonly PdfPiece[] => {
    const isNumber = 'who' in piece || 'note' in piece
    const isTurned =
      at > 0 &&
      letterBeside(pieces, at - 1, -1) === other &&
      (isExchange(pieces, at) || (isNumber && letterBeside(pieces, at + 1, 1) !== other))
    return isTurned ? [{ turn: true }, piece] : [piece]
  })
}
