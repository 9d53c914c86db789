import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { contextScore, type ContextScore } from '#core/anchors/context-score.ts'
import { findQuote } from '#core/anchors/find-quote.ts'
import { makeQuote } from '#core/anchors/make-quote.ts'
import type { Quote } from '#core/anchors/quote.ts'
import { searchText } from '#core/anchors/search-text.ts'
import type { TextAnchor } from '#core/anchors/text-anchor.ts'
import { encodeMarker } from '#core/schema/content.ts'
import { AnchorResolver, anchorOf } from '#core/shared-doc/anchor-positions.ts'
import { decideSuggestions } from '#core/shared-doc/decide-suggestions.ts'
import { contentOf, markerMap } from '#core/shared-doc/elements.ts'
import { relativePlace, resolvePlace } from '#core/shared-doc/places.ts'
import { editSequence, type SequencePosition } from '#core/shared-doc/sequence-edit.ts'
import { Sequence } from '#core/shared-doc/sequence.ts'
import { readBlocks } from '#core/shared-doc/whole-text.ts'
import { operate } from '../support/peers/operations.ts'
import { block, copyOf, document, openPeer, pull, seeded } from '../support/peers/peer.ts'
import { seededRandom, seeds, type SeededRandom } from '../support/seeded-random.ts'

/** Every letter of the text at the start is there once, so that where each of them is can be told without anchors. */
const FIRST_LETTER = 0x4e00
const LETTERS = 24
const BIDS = ['p0', 'p1', 'p2', 'p3']

const lettersOf = (index: number): string =>
  Array.from({ length: LETTERS }, (_, n) => String.fromCharCode(FIRST_LETTER + index * LETTERS + n)).join('')

/** A thread that was begun on the text at the start. */
interface Begun {
  readonly anchor: TextAnchor
  readonly start: SequencePosition
  readonly end: SequencePosition
  /** What identifies its letters for Yjs. */
  readonly ids: readonly string[]
}

/** What a way to resolve anchors says: what it spans, or that it is an orphan. */
type Resolve = (sequence: Sequence, begun: Begun) => string | null

const resolving: Resolve = (sequence, { anchor }) => {
  const resolver = new AnchorResolver(sequence)
  const place = resolver.resolve(anchor)
  return place.kind === 'orphan' ? null : resolver.textOf(place)
}

const textBetween = (sequence: Sequence, start: SequencePosition, end: SequencePosition): string => {
  let text = ''
  for (let slot = start.slot; slot <= end.slot && slot < sequence.slots; slot++) {
    const whole = sequence
      .runs(slot)
      .map((run) => run.text)
      .join('')
    const from = slot === start.slot ? start.offset : 0
    text += `${slot === start.slot ? '' : '\n'}${whole.slice(from, slot === end.slot ? end.offset : undefined)}`
  }
  return text
}

/** Broken: a place is a number of letters. */
const byOffsets: Resolve = (sequence, { start, end }) => textBetween(sequence, start, end)

/** Broken: positions are believed, and nothing else is asked. */
const byPositionsAlone: Resolve = (sequence, { anchor }) => {
  const at = (position: string) =>
    resolvePlace(sequence, Y.decodeRelativePosition(new Uint8Array(Buffer.from(position, 'base64'))))
  const [start, end] = [at(anchor.start), at(anchor.end)]
  if (start === null || end === null) return null
  return textBetween(sequence, start, end) || null
}

/** Broken: what is typed at its edges becomes a part of it. */
const clingingOutwards: Resolve = (sequence, begun) => {
  const outward = memo.get(begun)
  if (outward === undefined) throw new Error('not begun')
  const [start, end] = outward.map((position) => resolvePlace(sequence, position))
  return start === null || end === null || start === undefined || end === undefined
    ? null
    : textBetween(sequence, start, end) || null
}
const memo = new WeakMap<Begun, readonly [Y.RelativePosition, Y.RelativePosition]>()

/** Each letter of the shared text with its identity, by a walk of our own. */
const itemsIn = (doc: Y.Doc): { readonly letter: string; readonly id: string }[] => {
  const found: { letter: string; id: string }[] = []
  for (let item = contentOf(doc)._start; item !== null; item = item.right) {
    const { content, id } = item
    if (item.deleted) continue
    if (content instanceof Y.ContentString)
      Array.from(content.str).forEach((letter, n) =>
        found.push({ letter, id: `${id.client}:${id.clock + n}` }),
      )
    else if (markerMap(item) !== null) found.push({ letter: '\n', id: '' })
  }
  return found
}

const begin = (sequence: Sequence, doc: Y.Doc, draw: SeededRandom): Begun => {
  const slot = 1 + draw.below(BIDS.length)
  const offset = draw.below(LETTERS - 1)
  const start = { slot, offset }
  const end =
    draw.chance(0.2) && slot < BIDS.length
      ? { slot: slot + 1, offset: 1 + draw.below(LETTERS - 1) }
      : { slot, offset: offset + 1 + draw.below(Math.min(8, LETTERS - offset)) }
  const anchor = anchorOf(sequence, start, end)
  const ids = itemsIn(doc)
    .filter(({ letter }) => letter !== '\n' && anchor.quote.exact.includes(letter))
    .map(({ id }) => id)
  const begun = { anchor, start, end, ids }
  memo.set(begun, [relativePlace(sequence, start, 'before'), relativePlace(sequence, end, 'after')])
  return begun
}

/** What is wrong with what `resolve` says; null when nothing is. The text is read without the code under test. */
const complaint = (doc: Y.Doc, sequence: Sequence, begun: Begun, resolve: Resolve): string | null => {
  const said = resolve(sequence, begun)
  const { quote, bid } = begun.anchor
  const wanted = Array.from(quote.exact).filter((letter) => letter !== '\n')
  const items = itemsIn(doc)
  const places = wanted.map((letter) => items.filter((item) => item.letter === letter))
  const left = places.flat().length
  /** Those of its letters that are the very ones of the start, for Yjs too. */
  const kept = items.filter(({ id }) => begun.ids.includes(id)).map(({ letter }) => letter)
  if (said === null) {
    // Its own letters stand in a row, however much was edited around them: then it must be found.
    const row = items.map(({ letter }) => letter).join('')
    const isWhole = kept.join('') === wanted.join('') && row.includes(quote.exact)
    if (isWhole) return 'an edit outside it lost it'
    // It was moved, restored or brought back by an undo with its block, and with what stood around it.
    const home = readBlocks(contentOf(doc)).filter(({ attrs }) => attrs.bid === bid)
    const text = home.map(({ runs }) => runs.map((run) => run.text).join('')).join('\n')
    const { exact, prefix, suffix } = quote
    const isThere = text.includes(prefix + exact + suffix)
    return home.length === 1 && isThere && kept.length === 0
      ? 'its block came elsewhere and it did not'
      : null
  }
  if (left === 0) return 'it shows what it never was'
  const [first, last] = [said.at(0), said.at(-1)]
  if (first === undefined || last === undefined) return 'it shows nothing'
  if (!wanted.some((letter) => said.includes(letter))) return 'it shows none of its quote'
  // What is written where its last word went belongs to it; as long as it is whole, nothing at its edges does.
  if (kept.join('') === wanted.join('') && (!wanted.includes(first) || !wanted.includes(last)))
    return 'it reaches beyond its quote'
  const isDoubled = places.some((one) => one.length > 1)
  if (
    !isDoubled &&
    items
      .map(({ letter }) => letter)
      .join('')
      .includes(quote.exact) &&
    said !== quote.exact
  )
    return 'it is not what it was, which stands there'
  return null
}

const restore = (sequence: Sequence, blocks: ReturnType<typeof readBlocks>): void =>
  editSequence(sequence, 'restore', (edit) => {
    const last = sequence.slots - 1
    edit.delete({ slot: 0, offset: 0 }, { slot: last, offset: sequence.block(last).length })
    blocks.forEach(({ attrs, formats, runs }, index) => {
      edit.insertMarker({ slot: index, offset: sequence.block(index).length }, encodeMarker(attrs, formats))
      for (const { text, formats: own } of runs)
        edit.insertText({ slot: index + 1, offset: sequence.block(index + 1).length }, text, own)
    })
  })

/** Two people edit, the server decides and restores now and then; every anchor is asked after each of it. */
const session = (seed: number, resolve: Resolve): string | null => {
  const draw = seededRandom(seed)
  const server = seeded(document(...BIDS.map((bid, index) => block(lettersOf(index), { bid }))))
  const sequence = new Sequence(contentOf(server))
  const start = readBlocks(contentOf(server))
  const begun = Array.from({ length: 6 }, () => begin(sequence, server, draw))
  const peers = [10, 20].map((id) => openPeer(copyOf(server, id), { thorough: false }))
  let wrong: string | null = null
  for (let n = 0; n < 25 && wrong === null; n++) {
    const peer = draw.pick(peers)
    const did = draw.chance(0.08) ? 'restore' : draw.chance(0.1) ? 'decide' : operate(peer, draw, KINDS)
    for (const { ydoc } of peers) pull(server, ydoc)
    if (did === 'restore') restore(sequence, start)
    if (did === 'decide')
      decideSuggestions(
        sequence,
        { verdict: draw.pick(['accept', 'reject']), ids: new Set(['i1', 'i2', 'i3', 'n1', 'n2']) },
        'decide',
      )
    for (const { ydoc } of peers) pull(ydoc, server)
    for (const one of begun) {
      const complained = complaint(server, sequence, one, resolve)
      if (complained !== null)
        wrong ??= `${complained} (seed ${seed}, ${n}, ${did}): ${one.anchor.quote.exact}`
    }
  }
  for (const peer of peers) peer.destroy()
  return wrong
}

const KINDS = [
  'type',
  'type-twice',
  'backspace',
  'delete',
  'delete-across',
  'split',
  'split',
  'join',
  'retype',
  'paste-inside',
  'bold',
  'suggest',
  'suggest-block',
  'delete-block',
  'move',
  'move',
  'insert-block',
  'line-break',
  'undo',
  'redo',
] as const

describe('law L5: an anchor survives any edit outside it', () => {
  it('[ANC3] and shows its quote wherever it is said to be, or is an orphan', () => {
    for (const seed of seeds(150, 5000)) expect(session(seed, resolving)).toBeNull()
  })

  it.each([
    ['counts letters', byOffsets],
    ['believes positions and asks no further', byPositionsAlone],
    ['lets in what is typed at its edges', clingingOutwards],
  ])('[ANC3] the law catches an anchor that %s', (_name, broken) => {
    expect(seeds(40, 40).some((seed) => session(seed, broken) !== null)).toBe(true)
  })
})

/** Letters that are nowhere in the quote or its context. */
const FOREIGN = '#'
const letters = (first: string, length: number): string =>
  Array.from({ length }, (_, n) => String.fromCharCode(first.charCodeAt(0) + n)).join('')
const PREFIX = letters('\u4e00', 40)
const SUFFIX = letters('\u5e00', 40)
const EXACT = 'quoted words'
const spoil = (text: string, places: readonly number[]): string =>
  Array.from(text)
    .map((letter, at) => (places.includes(at) ? FOREIGN : letter))
    .join('')

type Score = (text: string, start: number, end: number, quote: Quote) => ContextScore

/** Of two places the one of which fewer letters around were changed must not score lower. */
const betterNeverLower = (score: Score) =>
  fc.property(
    fc.uniqueArray(fc.nat({ max: 39 }), { maxLength: 20 }),
    fc.uniqueArray(fc.nat({ max: 39 }), { maxLength: 20 }),
    fc.nat({ max: 20 }),
    fc.nat({ max: 20 }),
    (front, behind, lessInFront, lessBehind) => {
      const quote = makeQuote([PREFIX + EXACT + SUFFIX], PREFIX.length, PREFIX.length + EXACT.length)
      const worse = spoil(PREFIX, front) + EXACT + spoil(SUFFIX, behind)
      const better = spoil(PREFIX, front.slice(lessInFront)) + EXACT + spoil(SUFFIX, behind.slice(lessBehind))
      const of = (text: string): number =>
        score(text, PREFIX.length, PREFIX.length + EXACT.length, quote).share
      return of(better) >= of(worse)
    },
  )

describe('law L5: better context never scores lower', () => {
  const options = { seed: 1505, numRuns: 500 }

  it('[ANC5] when fewer letters around a place were changed', () => {
    fc.assert(betterNeverLower(contextScore), options)
  })

  it('[ANC5] the law catches a score that looks at the nearest letters only for as long as they agree, less the rest', () => {
    const broken: Score = (text, start, end, quote) => {
      const run = Array.from(quote.suffix).findIndex((letter, at) => text.charAt(end + at) !== letter)
      const rest = Array.from(text.slice(end)).filter((letter) => quote.suffix.includes(letter)).length
      return { share: run < 0 ? 1 : (run - rest) / quote.suffix.length, letters: start, missing: 0 }
    }
    expect(fc.check(betterNeverLower(broken), options).failed).toBe(true)
  })

  it('[ANC5] of two places in one text the better one is found', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat({ max: 39 }), { minLength: 1, maxLength: 9 }),
        fc.boolean(),
        (places, first) => {
          const text = PREFIX + EXACT + SUFFIX
          const worse = spoil(PREFIX, places) + EXACT + spoil(SUFFIX, places)
          const both = first ? `${text}\n${worse}` : `${worse}\n${text}`
          const quote = makeQuote([text], PREFIX.length, PREFIX.length + EXACT.length)
          const found = findQuote(searchText(both), quote, { near: null, isHome: () => true, hasMoved: true })
          const isNear = places.some((at) => at >= 8 || at < 32)
          fc.pre(isNear)
          expect(found?.start).toBe((first ? 0 : worse.length + 1) + PREFIX.length)
        },
      ),
      options,
    )
  })
})
