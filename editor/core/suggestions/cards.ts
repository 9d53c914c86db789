import { sameFormatValue, type BlockContent, type RawFormats } from '../schema/content.ts'
import { OF_WORD } from '../text/words.ts'
import { assertNever } from '../util/assert.ts'
import { proposedChanges, suggestionsOn, type Suggestion } from './suggestion.ts'

/** What one suggestion does at one place of one block. */
export interface Piece {
  readonly id: string
  /** Member id of the author. */
  readonly by: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly change: PieceChange
}

export type PieceChange =
  /** Whole words: as they are without the suggestion, and with it. Empty: nothing there. */
  | { readonly kind: 'text'; readonly before: string; readonly after: string }
  /** A block begins here, is joined to the one before, or goes. */
  | { readonly kind: 'begin' | 'join' | 'remove' }
  | { readonly kind: 'block-format'; readonly set: ReadonlyMap<string, unknown> }
  | { readonly kind: 'format'; readonly text: string; readonly set: ReadonlyMap<string, unknown> }

interface Stretch {
  readonly start: number
  readonly end: number
  readonly formats: RawFormats
}

const stretchesOf = (block: BlockContent): readonly Stretch[] => {
  let start = 0
  return block.runs.map(({ text, formats }) => ({ start, end: (start += text.length), formats }))
}

const markerPieces = (block: BlockContent): Piece[] =>
  suggestionsOn(block.formats).map((suggestion) => {
    const { id, by, at } = suggestion
    return { id, by, at, change: markerChange(suggestion) }
  })

const markerChange = (suggestion: Suggestion): PieceChange => {
  switch (suggestion.kind) {
    case 'insertion':
      return { kind: 'begin' }
    case 'deletion':
      return { kind: suggestion.whole ? 'remove' : 'join' }
    case 'formatChange':
      return { kind: 'block-format', set: proposedChanges(suggestion) }
  }
}

/** What is proposed in a block, in text order; a neighbouring deletion and insertion of one suggestion are one piece. */
export const piecesOf = (block: BlockContent): readonly Piece[] => {
  const pieces = markerPieces(block)
  const stretches = stretchesOf(block)
  const text = block.runs.map((run) => run.text).join('')
  const open = new Map<string, { from: number; to: number; suggestion: Suggestion }>()
  const found: { from: number; to: number; suggestion: Suggestion }[] = []
  for (const { start, end, formats } of stretches)
    for (const suggestion of suggestionsOn(formats)) {
      const { kind, id, set } = suggestion
      const key = kind === 'formatChange' ? `${id} ${set ?? ''}` : id
      const last = open.get(key)
      if (last?.to === start || last?.from === start) last.to = end
      else {
        const stretch = { from: start, to: end, suggestion }
        open.set(key, stretch)
        found.push(stretch)
      }
    }
  for (const { from, to, suggestion } of found) {
    const { id, by, at, kind } = suggestion
    const change: PieceChange =
      kind === 'formatChange'
        ? { kind: 'format', text: text.slice(from, to), set: proposedChanges(suggestion) }
        : { kind: 'text', ...wordsAround(text, stretches, from, to, id) }
    pieces.push({ id, by, at, change })
  }
  return pieces
}

/** The whole words of a change, without the suggestion and with it. */
const wordsAround = (
  text: string,
  stretches: readonly Stretch[],
  from: number,
  to: number,
  id: string,
): { before: string; after: string } => {
  const isWord = (at: number): boolean => OF_WORD.test(text.charAt(at))
  let start = from
  let end = to
  if (isWord(from)) while (start > 0 && isWord(start - 1)) start--
  if (isWord(to - 1)) while (end < text.length && isWord(end)) end++
  let before = ''
  let after = ''
  for (const stretch of stretches) {
    const part = text.slice(Math.max(start, stretch.start), Math.min(end, stretch.end))
    if (part === '' || stretch.start >= end || stretch.end <= start) continue
    const mine = suggestionsOn(stretch.formats).filter((one) => one.id === id)
    if (!mine.some(({ kind }) => kind === 'insertion')) before += part
    if (!mine.some(({ kind }) => kind === 'deletion')) after += part
  }
  return { before, after }
}

/** Do they say the same of a block? Then its cards stay as they are, wherever in it they moved. */
export const samePieces = (one: readonly Piece[], two: readonly Piece[]): boolean =>
  one.length === two.length &&
  one.every(({ id, by, at, change }, index) => {
    const other = two[index]
    return other?.id === id && other.by === by && other.at === at && sameChange(change, other.change)
  })

const sameChange = (one: PieceChange, two: PieceChange): boolean => {
  switch (one.kind) {
    case 'text':
      return two.kind === 'text' && one.before === two.before && one.after === two.after
    case 'begin':
    case 'join':
    case 'remove':
      return two.kind === one.kind
    case 'block-format':
      return two.kind === 'block-format' && sameSet(one.set, two.set)
    case 'format':
      return two.kind === 'format' && one.text === two.text && sameSet(one.set, two.set)
    default:
      return assertNever(one)
  }
}

const sameSet = (one: ReadonlyMap<string, unknown>, two: ReadonlyMap<string, unknown>): boolean =>
  one.size === two.size &&
  [...one].every(([key, value]) => two.has(key) && sameFormatValue(value, two.get(key)))

/** A block that bears proposals. */
export interface PiecesOfBlock {
  readonly bid: string | null
  readonly pieces: readonly Piece[]
}

/** One suggestion as a person sees it: one act of one member, decided as one. */
export interface SuggestionCard {
  readonly id: string
  readonly by: string
  readonly at: number
  readonly kind: CardKind
  /** What it takes away, and what it brings; whole words, paragraphs parted by a pilcrow. */
  readonly before: string
  readonly after: string
  /** Styles or block attributes that it proposes. */
  readonly set: ReadonlyMap<string, unknown>
  /** Blocks it lies in, in text order. */
  readonly bids: readonly (string | null)[]
}

export const CARD_KINDS = [
  'insertion',
  'deletion',
  'replacement',
  'move',
  'begin',
  'join',
  'remove',
  'block-format',
  'format',
] as const
export type CardKind = (typeof CARD_KINDS)[number]

/** Longest excerpt on a card, characters. */
const EXCERPT = 140

/** A text in one line, shortened; a line break in it is shown, and a blank that is all there is. */
export const excerptOf = (text: string): string => {
  const line = text
    .replace(/[^\S\n]*\n\s*/gu, ' ↵ ')
    .replace(/\s+/gu, ' ')
    .trim()
  if (line === '') return text === '' ? '' : '␣'
  const letters = Array.from(line)
  return letters.length <= EXCERPT ? line : `${letters.slice(0, EXCERPT - 1).join('')}…`
}

/** The suggestions of a text, in the order in which they begin. */
export const cardsOf = (blocks: Iterable<PiecesOfBlock>): readonly SuggestionCard[] => {
  const cards = new Map<string, { piece: Piece; bid: string | null }[]>()
  for (const { bid, pieces } of blocks)
    for (const piece of pieces) {
      const known = cards.get(piece.id)
      if (known === undefined) cards.set(piece.id, [{ piece, bid }])
      else known.push({ piece, bid })
    }
  return [...cards.values()].flatMap((placed) => {
    const [first] = placed
    return first === undefined ? [] : [cardOf(first.piece, first.bid, placed)]
  })
}

const cardOf = (
  { id, by, at }: Piece,
  first: string | null,
  placed: readonly { readonly piece: Piece; readonly bid: string | null }[],
): SuggestionCard => {
  const before: string[] = []
  const after: string[] = []
  const set = new Map<string, unknown>()
  const kinds = new Set<PieceChange['kind']>()
  let formatted = ''
  for (const { change } of placed.map(({ piece }) => piece)) {
    kinds.add(change.kind)
    if (change.kind === 'text') {
      if (change.before !== '') before.push(change.before)
      if (change.after !== '') after.push(change.after)
    } else if (change.kind === 'format' || change.kind === 'block-format')
      for (const [name, value] of change.set) set.set(name, value)
    if (change.kind === 'format') formatted += change.text
  }
  const [gone, come] = [before.join(' ¶ '), after.join(' ¶ ')]
  const kind = kindOf(kinds, gone, come)
  const order = placed.map(({ piece }) => piece.change.kind)
  const takesWhole = kind === 'remove' || kind === 'move'
  return {
    id,
    by,
    at,
    kind,
    before: takesWhole ? gone : withBreaks(gone, 'join', order),
    after: kind === 'format' ? formatted : takesWhole ? come : withBreaks(come, 'begin', order),
    set,
    bids: [...new Set([first, ...placed.map(({ bid }) => bid)])],
  }
}

/** Words, and a pilcrow where the first or the last thing that is done beside them is to a border of paragraphs. */
const withBreaks = (
  words: string,
  border: 'begin' | 'join',
  order: readonly PieceChange['kind'][],
): string => {
  if (words === '') return ''
  return `${order[0] === border ? '¶ ' : ''}${words}${order.at(-1) === border ? ' ¶' : ''}`
}

const kindOf = (kinds: ReadonlySet<PieceChange['kind']>, before: string, after: string): CardKind => {
  if (before !== '' && before === after) return 'move'
  if (before !== '' && after !== '') return 'replacement'
  if (before !== '') return kinds.has('remove') ? 'remove' : 'deletion'
  if (after !== '') return 'insertion'
  for (const kind of ['begin', 'remove', 'join', 'block-format'] as const) if (kinds.has(kind)) return kind
  return 'format'
}
