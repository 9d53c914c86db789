import * as Y from 'yjs'

/** The root that holds the text (docs/PROTOCOL.md). */
const ROOT = 'content'

/**
 * The words of a document that no server has, in reading order: a line per block, « … » between pieces that do not
 * touch. Deleted words and formats are not words. For showing to the person who wrote them, never for merging.
 *
 * @param durableClock below which a client's work is known to be safe.
 */
export const unsentText = (doc: Y.Doc, durableClock: (client: number) => number): string => {
  let text = ''
  let gap = false
  for (let item = doc.getText(ROOT)._start; item !== null; item = item.right) {
    if (item.deleted) continue
    const { client, clock } = item.id
    const known = Math.min(Math.max(durableClock(client) - clock, 0), item.length)
    const fresh = known < item.length
    if (item.content instanceof Y.ContentString) {
      if (known > 0) gap = true
      if (!fresh) continue
      if (gap && text !== '' && !text.endsWith('\n')) text += ' … '
      text += item.content.str.slice(known)
      gap = false
    } else if (item.content instanceof Y.ContentType || item.content instanceof Y.ContentEmbed) {
      if (text !== '' && !text.endsWith('\n')) text += '\n'
      gap = false
    }
  }
  return text.trim()
}
