import * as Y from 'yjs'
import { encodeMarker, NO_FORMATS, type BlockContent } from '#core/schema/content.ts'
import { DEFAULT_BLOCK_ATTRS } from '#core/schema/block.ts'
import { ROOT } from './replay.ts'

/** Has nobody written yet? The one empty paragraph of a new document is no writing. */
export const isUnwritten = (text: Y.Text): boolean => text.length <= 1

/** The blocks, each with an id of its own. */
export const withBids = (blocks: readonly BlockContent[], newBid: () => string): readonly BlockContent[] =>
  blocks.map((block) =>
    block.attrs.bid === null ? { ...block, attrs: { ...block.attrs, bid: newBid() } } : block,
  )

/**
 * Puts blocks in the place of an unwritten text. A block without a bid gets one; a document without blocks gets one
 * empty paragraph, because a text is never without a block.
 */
export const writeSeed = (text: Y.Text, blocks: readonly BlockContent[], newBid: () => string): void => {
  text.delete(0, text.length)
  const written = blocks.length > 0 ? blocks : [{ attrs: DEFAULT_BLOCK_ATTRS, formats: NO_FORMATS, runs: [] }]
  // One delta: a text of 100,000 runs written one by one is searched from its start for each of them.
  text.applyDelta(written.flatMap((block) => deltaOf(block, newBid)))
}

/** A text to insert, with its formats; a marker stands plain whatever stands before it. */
interface Insertion {
  readonly insert: string | Y.Map<unknown>
  readonly attributes: Readonly<Record<string, unknown>>
}

const deltaOf = ({ attrs, formats, runs }: BlockContent, newBid: () => string): readonly Insertion[] => [
  { insert: new Y.Map(encodeMarker({ ...attrs, bid: attrs.bid ?? newBid() }, formats)), attributes: {} },
  ...runs
    .filter((run) => run.text !== '')
    .map((run) => ({ insert: run.text, attributes: Object.fromEntries(run.formats) })),
]

/** The first update of every document: one empty paragraph. */
export const firstUpdate = (clientId: number, newBid: () => string): Uint8Array => {
  const doc = new Y.Doc()
  doc.clientID = clientId
  doc.transact(() => writeSeed(doc.getText(ROOT), [], newBid))
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return update
}
