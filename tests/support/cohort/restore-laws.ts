import * as Y from 'yjs'
import type { MomentText } from '../../../sync-server/room/versions/moment-text.ts'
import { cellsOf } from '../gate-edits.ts'
import type { OracleCell } from '../suggestion-oracle.ts'
import { copiesIn, idOf, lettersOf } from './word-copies.ts'

/**
 * A block of the text as agreed: its marker's item, and the words in it that are not only proposed; none that stands
 * twice, of which no one can say which of the two it is.
 */
interface AgreedBlock {
  readonly bid: string
  readonly item: string
  readonly words: ReadonlyMap<string, { readonly id: string; readonly marks: string }>
}

const isProposal = (cell: OracleCell | undefined): boolean =>
  cell?.marks.some(({ kind }) => kind === 'insertion') ?? false

const marksOf = (cell: OracleCell | undefined): string =>
  (cell?.marks ?? [])
    .map((mark) => JSON.stringify(mark))
    .toSorted()
    .join()

const bidOf = (cell: OracleCell | undefined): string => {
  const bid = cell?.props['bid']
  return typeof bid === 'string' ? bid : ''
}

const agreedBlocks = (doc: Y.Doc): readonly AgreedBlock[] => {
  const cells = cellsOf(doc)
  const copies = new Map([...copiesIn(doc).values()].map((copy) => [copy.at, copy]))
  const all = [...copies.values()].map(({ word }) => word)
  const blocks: { bid: string; item: string; words: Map<string, { id: string; marks: string }> }[] = []
  lettersOf(doc).forEach((letter, at) => {
    if (isProposal(cells[at])) return
    const copy = copies.get(at)
    if (letter.letter === '¶') blocks.push({ bid: bidOf(cells[at]), item: idOf(letter), words: new Map() })
    else if (copy !== undefined && all.indexOf(copy.word) === all.lastIndexOf(copy.word))
      blocks.at(-1)?.words.set(copy.word, { id: idOf(copy), marks: marksOf(cells[at]) })
  })
  return blocks
}

/** The length of the longest rising run of some numbers, left-out ones allowed. */
const longestRise = (numbers: readonly number[]): number => {
  const lengths: number[] = []
  for (const number of numbers)
    lengths.push(1 + Math.max(0, ...lengths.filter((_, before) => (numbers[before] ?? 0) < number)))
  return Math.max(0, ...lengths)
}

/** What stays keeps its items and the suggestions on it [DOC541]; answers how many words that was. */
export const keptWords = (
  found: Y.Doc,
  left: Y.Doc,
): { readonly kept: number; readonly faults: readonly string[] } => {
  const [before, after] = [agreedBlocks(found), agreedBlocks(left)]
  const faults: string[] = []
  const places = after.flatMap(({ bid }) => {
    const place = before.findIndex((one) => bid !== '' && one.bid === bid)
    return place < 0 ? [] : [place]
  })
  const staying = after.filter(({ item }) => before.some((one) => one.item === item))
  if (staying.length < longestRise(places))
    faults.push(`${staying.length} blocks stayed where they were, of ${longestRise(places)} that could`)
  let kept = 0
  for (const block of staying) {
    const was = before.find(({ item }) => item === block.item)
    if (was === undefined) continue
    const common = [...block.words.keys()].filter((word) => was.words.has(word))
    const order = [...was.words.keys()].filter((word) => block.words.has(word))
    if (common.join() !== order.join()) continue
    for (const word of common) {
      const [one, two] = [was.words.get(word), block.words.get(word)]
      kept++
      if (one?.id !== two?.id) faults.push(`${word} stays, and was written anew`)
      else if (one?.marks !== two?.marks) faults.push(`${word} stays, and its suggestions do not`)
    }
  }
  return { kept, faults }
}

export const suggestionsIn = (doc: Y.Doc): ReadonlySet<string> =>
  new Set(cellsOf(doc).flatMap(({ marks }) => marks.map(({ id }) => id)))

/** From the marker of one block to the end of another's text, items and suggestions included; null when it is not there. */
export const sectionIn = (doc: Y.Doc, from: string, to: string): string | null => {
  const cells = cellsOf(doc)
  const letters = lettersOf(doc)
  const start = cells.findIndex(({ props }, at) => letters[at]?.letter === '¶' && props['bid'] === from)
  const last = cells.findIndex(({ props }, at) => letters[at]?.letter === '¶' && props['bid'] === to)
  if (start < 0 || last < start) return null
  const end = cells.findIndex((_, at) => at > last && letters[at]?.letter === '¶')
  return letters
    .slice(start, end < 0 ? undefined : end)
    .map((letter, index) => {
      const cell = cells[start + index]
      return `${letter.letter}${idOf(letter)}${marksOf(cell)}${JSON.stringify(cell?.props)}`
    })
    .join(' ')
}

/** Blocks of the text as agreed that a restore has to change, by their bids. */
export const changingBlocks = (doc: Y.Doc, target: MomentText): readonly string[] => {
  const wanted = new Map(
    target.blocks.map(({ attrs, runs }) => [attrs.bid, runs.map(({ text }) => text).join('')]),
  )
  return agreedBlocks(doc).flatMap(({ bid, words }) =>
    bid === '' || wanted.get(bid) === [...words.keys()].join('') ? [] : [bid],
  )
}

export const blocksIn = (doc: Y.Doc): readonly string[] =>
  agreedBlocks(doc).flatMap(({ bid }) => (bid === '' ? [] : [bid]))
