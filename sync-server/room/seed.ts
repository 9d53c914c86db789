import * as Y from 'yjs'
import { encodeMarker, NO_FORMATS, type BlockContent } from '#core/schema/content.ts'
import { DEFAULT_BLOCK_ATTRS } from '#core/schema/block.ts'
import { ROOT } from './replay.ts'

/** Has nobody written yet? The one empty paragraph of a new document is no writing. */
export const isUnwritten = (text: Y.Text): boolean => text.length <= 1

/**
 * Puts blocks in the place of an unwritten text. A block without a bid gets one; a document without blocks gets one
 * empty paragraph, because a text is never without a block.
 */
export const writeSeed = (text: Y.Text, blocks: readonly BlockContent[], newBid: () => string): void => {
  text.delete(0, text.length)
  const written = blocks.length > 0 ? blocks : [{ attrs: DEFAULT_BLOCK_ATTRS, formats: NO_FORMATS, runs: [] }]
  let index = 0
  for (const { attrs, formats, runs } of written) {
    const marker = encodeMarker({ ...attrs, bid: attrs.bid ?? newBid() }, formats)
    text.insertEmbed(index++, new Y.Map(marker), {})
    for (const run of runs) {
      if (run.text === '') continue
      text.insert(index, run.text, Object.fromEntries(run.formats))
      index += run.text.length
    }
  }
}

/** The first update of every document: one empty paragraph. */
export const firstUpdate = (clientId: number, newBid: () => string): Uint8Array => {
  const doc = new Y.Doc()
  doc.clientID = clientId
  doc.transact(() => writeSeed(doc.getText(ROOT), [], newBid))
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return update
}
