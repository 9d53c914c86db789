import { assertNever } from '../../util/assert.ts'
import type { LinePiece } from './repair-line.ts'
import type { RepairedKind } from './repair-pdf-text.ts'
import { asItCame, type Review, type ReviewBlock, type ReviewLine } from './review.ts'

/** What a person does to a text under review. Lines and blocks by id, pieces by index. */
export type ReviewAct =
  /** One place earlier or later; over the end of a line into the next line of the same block. */
  | { readonly act: 'shift'; readonly line: number; readonly piece: number; readonly by: -1 | 1 }
  /** In front of the piece `before` of line `to`; its number of pieces: behind the last. */
  | {
      readonly act: 'move'
      readonly line: number
      readonly piece: number
      readonly to: number
      readonly before: number
    }
  /** Behind so many of its words. */
  | { readonly act: 'cut'; readonly line: number; readonly piece: number; readonly words: number }
  /** With the piece before it: nothing between them, or a blank again. */
  | { readonly act: 'glue'; readonly line: number; readonly piece: number }
  /** The whole line in the person's own words. */
  | { readonly act: 'write'; readonly line: number; readonly text: string }
  /** As the file has it; `line` null: every doubtful line that nobody has looked at. */
  | { readonly act: 'as-it-came'; readonly line: number | null }
  | { readonly act: 'by-rules'; readonly line: number }
  | { readonly act: 'seen'; readonly line: number }
  | { readonly act: 'kind'; readonly block: number; readonly kind: RepairedKind }
  /** With the block before it, whose kind stays. */
  | { readonly act: 'join'; readonly block: number }
  /** `line` begins a block of its own; it and what follows become a paragraph. */
  | { readonly act: 'split'; readonly line: number }

/** What an act makes of a review; the very same object when it changes nothing ([DOC655]). */
export const reviewed = (review: Review, act: ReviewAct): Review => {
  switch (act.act) {
    case 'shift':
      return shift(review, act.line, act.piece, act.by)
    case 'move':
      return move(review, act)
    case 'cut':
      return inLine(review, act.line, (line) => cut(line.pieces, act.piece, act.words))
    case 'glue':
      return inLine(review, act.line, ({ pieces }) =>
        act.piece < 1 || act.piece >= pieces.length
          ? pieces
          : pieces.map((piece, at) => (at === act.piece ? { ...piece, isGlued: !piece.isGlued } : piece)),
      )
    case 'write':
      return inLine(review, act.line, () => {
        const text = act.text.replace(/\s+/gu, ' ').trim()
        return text === '' ? [] : [{ text, isGlued: false }]
      })
    case 'as-it-came':
      return eachLine(review, (line) =>
        act.line === null ? line.isDoubtful && !line.isSeen : line.id === act.line,
      )
    case 'by-rules':
      return inLine(review, act.line, (line) => line.byRules)
    case 'seen':
      return inLine(review, act.line, (line) => line.pieces)
    case 'kind':
      return withBlocks(review, (block) =>
        block.id !== act.block || block.kind === act.kind
          ? [block]
          : [{ ...block, kind: act.kind, lines: block.lines.map(asSeenIfLeftOut(block)) }],
      )
    case 'join':
      return join(review, act.block)
    case 'split':
      return split(review, act.line)
    default:
      return assertNever(act)
  }
}

/** What was left out was doubtful for that alone: whoever says what it is has looked at it. */
const asSeenIfLeftOut =
  ({ kind }: ReviewBlock) =>
  (line: ReviewLine): ReviewLine =>
    kind === 'left-out' ? { ...line, isSeen: true } : line

const withBlocks = (review: Review, change: (block: ReviewBlock) => readonly ReviewBlock[]): Review => {
  const blocks = review.blocks.flatMap(change)
  const isSame =
    blocks.length === review.blocks.length && blocks.every((one, at) => one === review.blocks[at])
  return isSame ? review : { blocks }
}

/** Lines changed one by one; a block none of whose lines changes stays the same object. */
const withLines = (review: Review, change: (line: ReviewLine) => ReviewLine): Review =>
  withBlocks(review, (block) => {
    const lines = block.lines.map(change)
    return [lines.every((line, at) => line === block.lines[at]) ? block : { ...block, lines }]
  })

const withPieces = (line: ReviewLine, pieces: readonly LinePiece[]): ReviewLine =>
  pieces === line.pieces && line.isSeen
    ? line
    : {
        ...line,
        pieces: pieces.map((piece, at) => (at === 0 ? { ...piece, isGlued: false } : piece)),
        isSeen: true,
      }

const inLine = (review: Review, id: number, change: (line: ReviewLine) => readonly LinePiece[]): Review =>
  withLines(review, (line) => (line.id === id ? withPieces(line, change(line)) : line))

const eachLine = (review: Review, isMeant: (line: ReviewLine) => boolean): Review =>
  withLines(review, (line) => (isMeant(line) ? withPieces(line, asItCame(line.source)) : line))

const cut = (pieces: readonly LinePiece[], index: number, count: number): readonly LinePiece[] => {
  const piece = pieces[index]
  const words = piece?.text.split(' ') ?? []
  if (piece === undefined || count < 1 || count >= words.length) return pieces
  const halves = [
    { ...piece, text: words.slice(0, count).join(' ') },
    { text: words.slice(count).join(' '), isGlued: false },
  ]
  return [...pieces.slice(0, index), ...halves, ...pieces.slice(index + 1)]
}

const shift = (review: Review, id: number, index: number, by: -1 | 1): Review => {
  const lines = review.blocks.find((block) => block.lines.some((line) => line.id === id))?.lines ?? []
  const at = lines.findIndex((line) => line.id === id)
  const line = lines[at]
  if (line?.pieces[index] === undefined) return review
  const target = index + by
  if (target >= 0 && target < line.pieces.length)
    return move(review, { line: id, piece: index, to: id, before: by === 1 ? target + 1 : target })
  const next = lines[at + by]
  if (next === undefined) return review
  return move(review, { line: id, piece: index, to: next.id, before: by === 1 ? 0 : next.pieces.length })
}

interface Move {
  readonly line: number
  readonly piece: number
  readonly to: number
  readonly before: number
}

/** A piece that comes to stand elsewhere is glued to nothing, and neither is what it stood before. */
const move = (review: Review, { line: from, piece: index, to, before }: Move): Review => {
  const lines = review.blocks.flatMap((block) => block.lines)
  const piece = lines.find(({ id }) => id === from)?.pieces[index]
  const target = lines.find(({ id }) => id === to)
  if (piece === undefined || target === undefined) return review
  if (from === to && (before === index || before === index + 1)) return review
  const loose = { ...piece, isGlued: false }
  return withLines(review, (line) => {
    if (line.id !== from && line.id !== to) return line
    let pieces = line.pieces
    let place = Math.min(before, pieces.length)
    if (line.id === from) {
      pieces = pieces.flatMap((one, at) =>
        at === index ? [] : at === index + 1 && one.isGlued ? [{ ...one, isGlued: false }] : [one],
      )
      if (from === to && before > index) place--
    }
    if (line.id === to) pieces = [...pieces.slice(0, place), loose, ...pieces.slice(place)]
    return withPieces(line, pieces)
  })
}

const join = (review: Review, id: number): Review => {
  const at = review.blocks.findIndex((block) => block.id === id)
  const [before, block] = [review.blocks[at - 1], review.blocks[at]]
  if (before === undefined || block === undefined) return review
  const joined = { ...before, lines: [...before.lines, ...block.lines] }
  return { blocks: [...review.blocks.slice(0, at - 1), joined, ...review.blocks.slice(at + 1)] }
}

const split = (review: Review, id: number): Review =>
  withBlocks(review, (block) => {
    const at = block.lines.findIndex((line) => line.id === id)
    if (at < 1) return [block]
    const rest: ReviewBlock = { id, kind: 'paragraph', lines: block.lines.slice(at) }
    return [{ ...block, lines: block.lines.slice(0, at) }, rest]
  })
