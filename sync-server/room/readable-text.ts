import * as Y from 'yjs'

const LONGEST = 20_000

/** The words in an update, for people who decide about it: inserted text in the order of writing. Empty for a deletion. */
export const readableText = (update: Uint8Array): string => {
  try {
    const words = Y.decodeUpdate(update).structs.map((struct) => {
      if (!(struct instanceof Y.Item)) return ''
      if (struct.content instanceof Y.ContentString) return struct.content.str
      return struct.content instanceof Y.ContentType ? '\n' : ''
    })
    return words.join('').trim().slice(0, LONGEST)
  } catch {
    return ''
  }
}
