import { cutLine } from './cut-line.ts'
import { areOneWord, cutTornWords } from './torn-words.ts'
import type { Vocabulary } from './vocabulary.ts'

/** A stretch of a line that moves as one. */
export interface LinePiece {
  readonly text: string
  /** Nothing stands between it and the piece before it: together they make a word, or it is punctuation. */
  readonly isGlued: boolean
}

const CLOSING = /^[.،:؛؟!)”»\]]/u
const OPENING = /[(“«[]$/u
/** A letter and a number that abbreviate: «ك2». */
const SINGLE_LETTER = /(?:^|\s)\p{L}$/u

const isGlued = (before: string | undefined, piece: string, vocabulary: Vocabulary): boolean => {
  if (before === undefined) return false
  if (OPENING.test(before) || CLOSING.test(piece)) return true
  return areOneWord(before, piece, vocabulary) || (SINGLE_LETTER.test(before) && /^\d{1,2}$/u.test(piece))
}

const FOREIGN = /^[A-Za-z0-9٠-٩]/u

/** `)` before a foreign run and `(` behind it are its own brackets, written as they were seen. */
const mendBrackets = (pieces: readonly string[]): string[] => {
  const mended = [...pieces]
  for (let at = 1; at < mended.length - 1; at++) {
    const [before = '', run = '', after = ''] = mended.slice(at - 1, at + 2)
    if (!FOREIGN.test(run) || !before.endsWith(')') || !after.startsWith('(') || before.includes('('))
      continue
    mended[at - 1] = before.slice(0, -1).trim()
    mended[at] = `(${run})`
    mended[at + 1] = after.slice(1).trim()
  }
  return mended.filter((piece) => piece !== '')
}

/**
 * A line of damaged PDF text as pieces in the order of reading ([DOC650]): the extractor wrote the runs of the line as
 * they are seen from the left, so they are turned round. One piece: nothing was changed but blanks.
 */
export const repairLine = (raw: string, vocabulary: Vocabulary): readonly LinePiece[] => {
  const cut = cutTornWords(cutLine(raw, vocabulary), vocabulary)
  const pieces = mendBrackets(cut.reverse())
  const read: LinePiece[] = []
  for (const [at, text] of pieces.entries()) {
    const before = pieces[at - 1]
    // A letter that ends the word before it begins none.
    const isEnd = read[at - 1]?.isGlued === true && /^\p{L}\p{M}*$/u.test(before ?? '')
    read.push({ text, isGlued: !isEnd && isGlued(before, text, vocabulary) })
  }
  return read
}

/** The words of pieces in a row. */
export const piecesText = (pieces: readonly LinePiece[]): string =>
  pieces.reduce((text, piece, at) => text + (at === 0 || piece.isGlued ? '' : ' ') + piece.text, '')
