import type { Node, Mark, Schema } from 'prosemirror-model'
import { BLOCK_ATTR_NAMES, DEFAULT_BLOCK_ATTRS, isBlockAttr, type BlockAttrs } from './block.ts'
import { parseSuggestionKey, suggestionKey, type FormatValue } from './formats.ts'
import { isSafeHref } from './link.ts'
import { MARK_ORDER, isMarkName } from './mark-specs.ts'
import { BLOCK_NODE } from './schema.ts'
import { isFields } from '../util/fields.ts'

/**
 * Formats as they stand in the shared text, by key, unchecked: what a peer wrote may be anything. Keys that do not
 * decode to a mark are ignored by readers and left alone by writers, so that an older editor never erases what a
 * newer one wrote.
 */
export type RawFormats = ReadonlyMap<string, unknown>

export const NO_FORMATS: RawFormats = new Map()

/** A stretch of text with one set of formats. Never empty; neighbours differ in their formats. */
export interface Run {
  readonly text: string
  readonly formats: RawFormats
}

/** One block as plain data, between the shared text and ProseMirror. */
export interface BlockContent {
  readonly attrs: BlockAttrs
  /** Suggestions on the block itself. */
  readonly formats: RawFormats
  readonly runs: readonly Run[]
}

/** Equality as Yjs has it (`equalFlat`): nested objects are never equal unless identical. */
export const sameFormatValue = (a: unknown, b: unknown): boolean => {
  if (a === b) return true
  if (!isFields(a) || !isFields(b)) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && a[key] === b[key])
  )
}

export const sameFormats = (a: RawFormats, b: RawFormats): boolean => {
  if (a === b) return true
  if (a.size !== b.size) return false
  for (const [key, value] of a) if (!b.has(key) || !sameFormatValue(value, b.get(key))) return false
  return true
}

/** `formats` with one key set, or taken out when `value` is null. The same object when nothing changes. */
export const withFormat = (formats: RawFormats, key: string, value: unknown): RawFormats => {
  if (value === null || value === undefined) {
    if (!formats.has(key)) return formats
    if (formats.size === 1) return NO_FORMATS
    const rest = new Map(formats)
    rest.delete(key)
    return rest
  }
  if (formats.has(key) && sameFormatValue(formats.get(key), value)) return formats
  return new Map(formats).set(key, value)
}

/** Attributes out of a marker's entries; a value that is not admissible counts as the default ([SCH2]). */
export const decodeAttrs = (entries: ReadonlyMap<string, unknown>): BlockAttrs => {
  const attrs: Record<string, unknown> = { ...DEFAULT_BLOCK_ATTRS }
  for (const name of BLOCK_ATTR_NAMES) {
    const value = entries.get(name)
    if (isBlockAttr(name, value)) attrs[name] = value
  }
  return attrs as unknown as BlockAttrs // decode boundary: each value was checked against its name
}

/** The entries of a marker: what differs from the default, always the bid if there is one, and the suggestions. */
export const encodeMarker = (attrs: BlockAttrs, formats: RawFormats): Map<string, unknown> => {
  const entries = new Map<string, unknown>()
  for (const name of BLOCK_ATTR_NAMES)
    if (attrs[name] !== DEFAULT_BLOCK_ATTRS[name]) entries.set(name, attrs[name])
  for (const [key, value] of formats) entries.set(key, value)
  return entries
}

/** A format as a mark of `schema`; null when key or value are not admitted ([SCH3]). */
export const decodeMark = (schema: Schema, key: string, value: unknown): Mark | null => {
  const suggestion = parseSuggestionKey(key)
  if (suggestion !== null) {
    if (!isFields(value) || typeof value['by'] !== 'string' || typeof value['at'] !== 'number') return null
    const { by, at } = value
    const attrs: Record<string, unknown> = { id: suggestion.id, by, at }
    if (suggestion.kind === 'deletion' && value['whole'] === true) attrs['whole'] = true
    if (suggestion.kind === 'formatChange' && typeof value['set'] === 'string') attrs['set'] = value['set']
    return schema.marks[suggestion.kind]?.create(attrs) ?? null
  }
  if (key === 'link') {
    if (!isFields(value) || !isSafeHref(value['href'])) return null
    return schema.marks['link']?.create({ href: value['href'] }) ?? null
  }
  if (!isMarkName(key) || value !== true) return null
  return schema.marks[key]?.create() ?? null
}

/** The key under which a mark stands in the shared text. */
export const formatKey = (mark: Mark): string => {
  const name = mark.type.name
  switch (name) {
    case 'insertion':
    case 'deletion':
    case 'formatChange':
      return suggestionKey(name, String(mark.attrs['id']))
    default:
      return name
  }
}

/** The value of a mark in the shared text; attributes that are null are left out. */
export const formatValue = (mark: Mark): FormatValue => {
  const entries = Object.entries(mark.attrs).filter(([name, value]) => name !== 'id' && value !== null)
  return entries.length === 0 ? true : (Object.fromEntries(entries) as unknown as FormatValue) // decode boundary
}

const rank = new Map<string, number>(MARK_ORDER.map((name, index) => [name, index]))

const compareMarks = (a: Mark, b: Mark): number => {
  const order = (rank.get(a.type.name) ?? 99) - (rank.get(b.type.name) ?? 99)
  if (order !== 0) return order
  const [one, two] = [formatKey(a), formatKey(b)]
  return one < two ? -1 : one > two ? 1 : 0
}

/**
 * Marks in canonical order: by type, then by suggestion id. ProseMirror keeps several marks of one type in the order
 * of their making, so without this two equal documents differ in their JSON ([SCH3]).
 */
export const canonicalMarks = (marks: readonly Mark[]): readonly Mark[] => {
  for (let i = 1; i < marks.length; i++) {
    const [before, after] = [marks[i - 1], marks[i]]
    if (before !== undefined && after !== undefined && compareMarks(before, after) > 0)
      return [...marks].sort(compareMarks)
  }
  return marks
}

const NO_MARKS: readonly Mark[] = []

export const decodeMarks = (schema: Schema, formats: RawFormats): readonly Mark[] => {
  if (formats.size === 0) return NO_MARKS
  const marks: Mark[] = []
  for (const [key, value] of formats) {
    const mark = decodeMark(schema, key, value)
    if (mark !== null) marks.push(mark)
  }
  return marks.sort(compareMarks)
}

export const encodeMarks = (marks: readonly Mark[]): RawFormats =>
  marks.length === 0 ? NO_FORMATS : new Map(marks.map((mark) => [formatKey(mark), formatValue(mark)]))

/** Only suggestions live on a block: emphasis or a link on a marker means nothing and is not shown. */
export const decodeBlockMarks = (schema: Schema, formats: RawFormats): readonly Mark[] =>
  decodeMarks(schema, formats).filter((mark) => parseSuggestionKey(formatKey(mark)) !== null)

/** Text nodes of a block: runs that decode to the same marks become one node. */
export const decodeRuns = (schema: Schema, runs: readonly Run[]): Node[] => {
  const nodes: Node[] = []
  let text = ''
  let marks: readonly Mark[] = NO_MARKS
  const flush = (): void => {
    if (text !== '') nodes.push(schema.text(text, marks))
  }
  for (const run of runs) {
    const next = decodeMarks(schema, run.formats)
    if (text === '' || !sameMarkList(marks, next)) {
      flush()
      text = run.text
      marks = next
    } else text += run.text
  }
  flush()
  return nodes
}

/** Equal marks in equal order; both lists canonical. */
export const sameMarkList = (a: readonly Mark[], b: readonly Mark[]): boolean =>
  a === b ||
  (a.length === b.length &&
    a.every((mark, index) => {
      const other = b[index]
      return other !== undefined && mark.eq(other)
    }))

export const decodeBlock = (schema: Schema, block: BlockContent): Node =>
  schema.node(
    BLOCK_NODE,
    { ...block.attrs },
    decodeRuns(schema, block.runs),
    decodeBlockMarks(schema, block.formats),
  )

/** Attributes of a ProseMirror block, typed and without anything that is not admissible. */
export const blockAttrsOf = (node: Node): BlockAttrs => decodeAttrs(new Map(Object.entries(node.attrs)))

export const encodeBlock = (node: Node): BlockContent => {
  const runs: Run[] = []
  node.forEach((child) => {
    if (child.text !== undefined && child.text !== '')
      runs.push({ text: child.text, formats: encodeMarks(child.marks) })
  })
  return { attrs: blockAttrsOf(node), formats: encodeMarks(node.marks), runs }
}

/** A whole document out of blocks; with none, one empty paragraph without a bid (a document is never empty). */
export const decodeDocument = (schema: Schema, blocks: readonly BlockContent[]): Node =>
  schema.node(
    'doc',
    null,
    blocks.length === 0
      ? [schema.node(BLOCK_NODE, { ...DEFAULT_BLOCK_ATTRS })]
      : blocks.map((block) => decodeBlock(schema, block)),
  )

export const encodeDocument = (doc: Node): BlockContent[] => {
  const blocks: BlockContent[] = []
  doc.forEach((node) => {
    if (node.type.name === BLOCK_NODE) blocks.push(encodeBlock(node))
  })
  return blocks
}
