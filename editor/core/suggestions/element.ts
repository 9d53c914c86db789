import {
  decodeAttrs,
  sameFormats,
  sameFormatValue,
  type BlockContent,
  type RawFormats,
  type Run,
} from '../schema/content.ts'
import { parseSuggestionKey } from '../schema/formats.ts'

/** A stretch of text with one set of formats. */
export interface TextElement {
  readonly kind: 'text'
  readonly text: string
  readonly formats: RawFormats
}

/** A block marker: it leads its block. */
export interface MarkerElement {
  readonly kind: 'marker'
  /** Entries of its map that are no suggestions: bid, kind, level … as written, unchecked. */
  readonly attrs: ReadonlyMap<string, unknown>
  /** Its suggestions. */
  readonly formats: RawFormats
}

/** The shared text, or a stretch of it, as plain data: characters and block markers in order. */
export type SequenceElement = TextElement | MarkerElement

/** A marker out of the entries of its map. */
export const markerElement = (entries: Iterable<readonly [string, unknown]>): MarkerElement => {
  const attrs = new Map<string, unknown>()
  const formats = new Map<string, unknown>()
  for (const [key, value] of entries) {
    if (parseSuggestionKey(key) === null) attrs.set(key, value)
    else formats.set(key, value)
  }
  return { kind: 'marker', attrs, formats }
}

export const textElement = (text: string, formats: RawFormats): TextElement => ({
  kind: 'text',
  text,
  formats,
})

const sameEntries = (one: ReadonlyMap<string, unknown>, two: ReadonlyMap<string, unknown>): boolean => {
  if (one === two) return true
  if (one.size !== two.size) return false
  for (const [key, value] of one) if (!two.has(key) || !sameFormatValue(value, two.get(key))) return false
  return true
}

/** Joins neighbouring text of equal formats and drops empty text: equal texts become equal lists. */
export const joinRuns = (elements: Iterable<SequenceElement>): SequenceElement[] => {
  const joined: SequenceElement[] = []
  for (const element of elements) {
    const last = joined[joined.length - 1]
    if (element.kind === 'marker') joined.push(element)
    else if (element.text === '') continue
    else if (last?.kind === 'text' && sameFormats(last.formats, element.formats))
      joined[joined.length - 1] = { kind: 'text', text: last.text + element.text, formats: last.formats }
    else joined.push(element)
  }
  return joined
}

/** Equality of two lists, both out of {@link joinRuns}. */
export const sameElements = (one: readonly SequenceElement[], two: readonly SequenceElement[]): boolean =>
  one.length === two.length &&
  one.every((element, index) => {
    const other = two[index]
    if (other === undefined || other.kind !== element.kind) return false
    if (!sameFormats(element.formats, other.formats)) return false
    return element.kind === 'text'
      ? other.kind === 'text' && element.text === other.text
      : other.kind === 'marker' && sameEntries(element.attrs, other.attrs)
  })

/** The elements as blocks. Text before the first marker becomes a block without a bid. */
export const elementsToBlocks = (elements: Iterable<SequenceElement>): BlockContent[] => {
  const blocks: { attrs: BlockContent['attrs']; formats: RawFormats; runs: Run[] }[] = []
  for (const element of joinRuns(elements)) {
    if (element.kind === 'marker') {
      blocks.push({ attrs: decodeAttrs(element.attrs), formats: element.formats, runs: [] })
      continue
    }
    if (blocks.length === 0) blocks.push({ attrs: decodeAttrs(new Map()), formats: new Map(), runs: [] })
    blocks[blocks.length - 1]?.runs.push({ text: element.text, formats: element.formats })
  }
  return blocks
}

/** Blocks as elements, the other way round. */
export const blocksToElements = (blocks: Iterable<BlockContent>): SequenceElement[] => {
  const elements: SequenceElement[] = []
  for (const block of blocks) {
    const attrs = new Map<string, unknown>(Object.entries(block.attrs))
    elements.push({ kind: 'marker', attrs, formats: block.formats })
    for (const run of block.runs) elements.push(textElement(run.text, run.formats))
  }
  return elements
}
