import { cutGluedWord } from './glued-words.ts'
import type { Vocabulary } from './vocabulary.ts'

/** A word of Latin letters with what belongs to it: `OSE-Syria`, `v2.1`. */
const LATIN = /[A-Za-z][A-Za-z0-9]*(?:[-/&._'][A-Za-z0-9]+)*/u
/** A number with what stands inside one: `2016`, `15/03/2022`, `3.5`. */
const NUMBER = /[0-9٠-٩]+(?:[./,٫٬:–-][0-9٠-٩]+)*%?/u
/** Latin words in a row are one run, numbers are one each. */
export const FOREIGN = new RegExp(`(${LATIN.source}(?: ${LATIN.source})*|${NUMBER.source})`, 'u')
const FOREIGN_ALL = new RegExp(FOREIGN.source, 'gu')
/** A foreign run that touches an Arabic letter or closing punctuation: between them was a border. */
const TOUCHES = new RegExp(
  `[\\p{Script=Arabic}()]${FOREIGN.source}|${FOREIGN.source}[\\p{Script=Arabic}(]`,
  'u',
)

const WIDE_GAP = /\s{2,}/u
/** Behind a full stop, colon or question mark that is glued to the next word. */
const GLUED_STOP = /(?<=\p{Script=Arabic}[.:؟؛])(?=\p{Script=Arabic}{2})/u
/** Around the word whose comma is glued to the next: it was a run of its own. */
const GLUED_COMMA = /(?<=\s)(?=[^\s،]+،\p{Script=Arabic}{2})|(?<=\p{Script=Arabic}،)(?=\p{Script=Arabic}{2})/u
/** `- aside -goes on`: around the aside. */
const GLUED_DASH = /(?<=\s[-–])(?=\p{L})|(?<=\s)(?=[-–]\s.*\s[-–]\p{L})/u
/** Closing punctuation before another or a bracket, where a line begins: each was a run of its own. */
const LEADING_CLOSED = /^([.،:؛؟!”»]\s*)(?=[.،:؛؟!”»(])|^([”»])(?=\p{L})/u
/** Before an opening quote or bracket with which the line ends. */
const TRAILING_OPEN = /(?<=\S)\s*(?=[“«([]$)/u

const trimmed = (pieces: readonly string[]): string[] =>
  pieces.map((piece) => piece.trim()).filter((piece) => piece !== '')

const splitEach = (pieces: readonly string[], at: RegExp): string[] =>
  trimmed(pieces.flatMap((piece) => piece.split(at)))

const cutLeading = (piece: string): string[] => {
  const match = LEADING_CLOSED.exec(piece)
  return match === null ? [piece] : [match[0].trim(), ...cutLeading(piece.slice(match[0].length).trim())]
}

/** Between runs of other scripts and what stands around them, when one of them touches its neighbour. */
const cutForeign = (piece: string, isCut: boolean): string[] => {
  if (!/\p{Script=Arabic}/u.test(piece) || !(isCut || TOUCHES.test(piece))) return [piece]
  const pieces: string[] = []
  let end = 0
  for (const match of piece.matchAll(FOREIGN_ALL)) {
    pieces.push(piece.slice(end, match.index), match[0])
    end = match.index + match[0].length
  }
  return trimmed([...pieces, piece.slice(end)])
}

/**
 * The pieces of a line of damaged PDF text, in the order in which they stand: cut at the borders of runs, by what no
 * writer leaves there ([DOC650]). A line without any such sign is one piece.
 */
export const cutLine = (raw: string, vocabulary: Vocabulary): string[] => {
  let pieces = splitEach([raw], WIDE_GAP)
  for (const border of [GLUED_STOP, GLUED_COMMA, GLUED_DASH, TRAILING_OPEN])
    pieces = splitEach(pieces, border)
  pieces = pieces.flatMap(cutLeading)
  const touches = pieces.length > 1 || pieces.some((piece) => TOUCHES.test(piece))
  pieces = pieces.flatMap((piece) => cutForeign(piece, touches))
  return pieces.flatMap((piece) => cutGluedWords(piece, vocabulary))
}

/** At the borders inside words. */
const cutGluedWords = (piece: string, vocabulary: Vocabulary): string[] => {
  const pieces: string[] = []
  let open: string[] = []
  for (const token of piece.split(/\s+/u)) {
    const [first = '', ...rest] = cutGluedWord(token, vocabulary)
    open.push(first)
    for (const part of rest) {
      pieces.push(open.join(' '))
      open = [part]
    }
  }
  return trimmed([...pieces, open.join(' ')])
}
