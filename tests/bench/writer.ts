import * as Y from 'yjs'
import type { WireClient } from './wire-client.ts'

const WORDS = 'نجتمع اليوم على صياغة رسالة واحدة تعبّر عن توصيات المجموعة في جنيف 2026 '

/** Writes `blocks` blocks of about 200 characters into a document that has none, as updates below the frame limit. */
export const seedBlocks = (client: WireClient, blocks: number): void => {
  const text = client.doc.getText('content')
  for (let from = 0; from < blocks; from += 200) {
    const before = Y.encodeStateVector(client.doc)
    client.doc.transact(() => {
      for (let i = from; i < Math.min(blocks, from + 200); i++) {
        text.insertEmbed(text.length, new Y.Map([['bid', `seed-${i}`]]))
        text.insert(text.length, WORDS.repeat(3))
      }
    })
    client.send(Y.encodeStateAsUpdate(client.doc, before))
  }
}

/** Characters of the sequence, one for each index: a marker is U+FFFC. */
const charactersOf = (text: Y.Text): string => {
  const delta: readonly { readonly insert?: unknown }[] = text.toDelta()
  return delta.map(({ insert }) => (typeof insert === 'string' ? insert : '\uFFFC')).join('')
}

/** A random caret after the first marker and never inside a token, so that every token stays whole. */
const randomCaret = (text: Y.Text, random: () => number): number => {
  const characters = charactersOf(text)
  let caret = Math.min(characters.length, 1 + Math.floor(random() * characters.length))
  while (/[#\d;]/.test(characters.charAt(caret))) caret++
  return caret
}

/**
 * Makes one edit: a numbered token where this writer's caret is. The caret moves to a random place every 20 edits, as
 * people do. Returns the update.
 */
export const writerOf = (client: WireClient, random: () => number): ((token: number) => Uint8Array) => {
  const text = client.doc.getText('content')
  let caret = text.length
  let edits = 0
  return (token) => {
    if (edits++ % 20 === 0) caret = randomCaret(text, random)
    const written = `#${token};`
    let update = new Uint8Array()
    const keep = (bytes: Uint8Array) => (update = new Uint8Array(bytes))
    client.doc.on('update', keep)
    text.insert(caret, written)
    client.doc.off('update', keep)
    caret += written.length
    return update
  }
}
