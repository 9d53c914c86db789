import type { Node, Schema } from 'prosemirror-model'
import * as Y from 'yjs'
import {
  decodeDocument,
  encodeDocument,
  encodeMarker,
  withFormat,
  NO_FORMATS,
  type BlockContent,
  type RawFormats,
  type Run,
} from '../schema/content.ts'
import { assert } from '../util/assert.ts'
import { NO_MARKER, contentOf, markerMap, readMarker } from './elements.ts'
import { cursorAfter, insertAt } from './text-cursor.ts'

/**
 * The blocks of a text, read once from its start and without an index ([DOC1]): for a server that reads a document
 * now and then. Text before the first marker is a block without a bid; so is the only block of an empty text.
 */
export const readBlocks = (text: Y.Text): BlockContent[] => {
  const blocks: { attrs: BlockContent['attrs']; formats: RawFormats; runs: Run[] }[] = []
  let current: (typeof blocks)[number] | null = null
  let formats = NO_FORMATS
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted) continue
    const { content } = item
    if (content instanceof Y.ContentFormat) formats = withFormat(formats, content.key, content.value)
    else if (content instanceof Y.ContentString) {
      if (current === null) blocks.push((current = { ...NO_MARKER, runs: [] }))
      const last: Run | undefined = current.runs[current.runs.length - 1]
      if (last !== undefined && last.formats === formats)
        current.runs[current.runs.length - 1] = { text: last.text + content.str, formats }
      else current.runs.push({ text: content.str, formats })
    } else {
      const map = markerMap(item)
      if (map === null) continue
      const { attrs, formats: suggestions } = readMarker(map)
      blocks.push((current = { attrs, formats: suggestions, runs: [] }))
    }
  }
  if (blocks.length === 0) blocks.push({ attrs: NO_MARKER.attrs, formats: NO_FORMATS, runs: [] })
  return blocks
}

/** The text of a document as a ProseMirror document of `schema`. */
export const readDocument = (schema: Schema, doc: Y.Doc): Node =>
  decodeDocument(schema, readBlocks(contentOf(doc)))

/**
 * Fills an empty text. Only the server does this, once, when a document is made ([DOC4]): two peers that seed the
 * same text double it. Every block must have its bid.
 */
export const writeBlocks = (doc: Y.Doc, blocks: readonly BlockContent[], origin: unknown): void => {
  const text = contentOf(doc)
  assert(text._start === null, 'only an empty text is filled')
  Y.transact(
    doc,
    (transaction) => {
      const cursor = cursorAfter(text, null, NO_FORMATS)
      for (const block of blocks) {
        assert(block.attrs.bid !== null, 'a block needs its bid before it is stored')
        const entries = encodeMarker(block.attrs, block.formats)
        insertAt(transaction, text, cursor, new Y.Map(entries), NO_FORMATS)
        for (const run of block.runs)
          if (run.text !== '') insertAt(transaction, text, cursor, run.text, run.formats)
      }
    },
    origin,
  )
}

export const writeDocument = (doc: Y.Doc, node: Node, origin: unknown): void =>
  writeBlocks(doc, encodeDocument(node), origin)
