import type { Run } from '#core/schema/content.ts'
import { viewFormats } from '../run-view.ts'
import { joinLetters } from './join-letters.ts'
import type { PageNote } from './page-notes.ts'
import type { PdfPiece, PdfText } from './pdf-piece.ts'
import { printable } from './printable.ts'
import type { Proposers } from './proposers.ts'

/** What goes on a word: a number never stands inside one. */
const REST_OF_WORD = /^(?:[\p{L}\p{M}\p{N}\u0640]|\u200c|\u200d)+/u

/** As browsers send it. */
const asciiAddress = (href: string): string => (URL.canParse(href) ? new URL(href).href : encodeURI(href))

const styleOf = (run: Run): Omit<PdfText, 'text'> => {
  const { bold, italic, underline, href, inserted, deleted, changed } = viewFormats(run.formats)
  return {
    ...(bold && { bold: true as const }),
    ...(italic && { emph: true as const }),
    ...(underline && { under: true as const }),
    ...(href !== null && { href: asciiAddress(href) }),
    ...(inserted !== null && { inserted: true as const }),
    ...(deleted !== null && { deleted: true as const }),
    ...(changed !== null && { changed: true as const }),
  }
}

/** Texts that are drawn alike stand in one piece, so that a border in the formats is none on the page. */
const sameStyle = (one: Omit<PdfText, 'text'>, other: Omit<PdfText, 'text'>): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

interface Stretch {
  text: string
  readonly style: Omit<PdfText, 'text'>
  readonly who: readonly string[]
  /** Stands for a discussion; no text is in it then. */
  readonly note: PageNote | null
}

const stretchesOf = (runs: readonly Run[], proposers: Proposers, notes: readonly PageNote[]): Stretch[] => {
  const stretches: Stretch[] = []
  let [offset, told] = [0, 0]
  const tell = (): void => {
    for (let note = notes[told]; note !== undefined && note.offset <= offset; note = notes[++told])
      stretches.push({ text: '', style: {}, who: [], note })
  }
  for (const run of runs) {
    const [style, who] = [styleOf(run), proposers.on(run.formats)]
    for (let left = run.text; left !== '';) {
      tell()
      const length = Math.min(left.length, (notes[told]?.offset ?? Number.POSITIVE_INFINITY) - offset)
      const text = printable(left.slice(0, length))
      const last = stretches.at(-1)
      if (last?.note === null && sameStyle(last.style, style) && last.who.join() === who.join())
        last.text += text
      else stretches.push({ text, style, who, note: null })
      left = left.slice(length)
      offset += length
    }
  }
  // A place behind the end, as of a block whose text became shorter meanwhile.
  offset = Number.POSITIVE_INFINITY
  tell()
  return stretches
}

const isExchange = (before: Stretch | undefined, after: Stretch | undefined): boolean =>
  (before?.style.deleted === true && after?.style.inserted === true) ||
  (before?.style.inserted === true && after?.style.deleted === true)

/**
 * The runs of a block as parts of lines. Behind what somebody proposes, at the end of the word, stands their number;
 * `first`: numbers of those with a proposal about the block itself, which stand in front.
 */
export const writePieces = (
  runs: readonly Run[],
  proposers: Proposers,
  notes: readonly PageNote[] = [],
): readonly PdfPiece[] => {
  const stretches = stretchesOf(runs, proposers, notes)
  const texts = joinLetters(
    stretches.map(({ text }) => text),
    // What comes in the place of what goes is another word.
    (before, after) => !isExchange(stretches[before], stretches[after]),
  )
  const pieces: PdfPiece[] = []
  const add = (text: string, style: Omit<PdfText, 'text'>): void => {
    text.split('\n').forEach((line, index) => {
      if (index > 0) pieces.push({ end: true })
      if (line !== '') pieces.push({ text: line, ...style })
    })
  }
  let waiting: readonly string[] = []
  const tell = (): void => {
    if (waiting.length > 0) pieces.push({ who: proposers.listed(waiting) })
    waiting = []
  }
  stretches.forEach(({ style, who, note }, index) => {
    if (note !== null) {
      tell()
      pieces.push({ note: note.id, number: note.number })
      return
    }
    let text = texts[index] ?? ''
    if (isExchange(stretches[index - 1], stretches[index])) tell()
    if (waiting.length > 0 && waiting.join() !== who.join()) {
      const rest = REST_OF_WORD.exec(text)?.[0] ?? ''
      add(rest, style)
      text = text.slice(rest.length)
      if (text === '') {
        waiting = [...new Set([...waiting, ...who])]
        return
      }
      tell()
    }
    add(text, style)
    waiting = who
  })
  tell()
  return pieces
}
