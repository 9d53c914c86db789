import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Person } from './device.ts'

/** Writes as a stock client of `person`; resolves with the number at which the server has it. */
export const writeAs = async (
  person: Person,
  document: string,
  edit: (text: Y.Text) => void,
): Promise<number> => {
  const doc = new Y.Doc()
  class Socket extends WebSocket {
    constructor(url: string) {
      super(url, { headers: { cookie: person.cookie } })
    }
  }
  const provider = new WebsocketProvider(`${person.url.replace('http', 'ws')}/sync`, document, doc, {
    WebSocketPolyfill: Socket as unknown as typeof globalThis.WebSocket, // the shape that y-websocket uses
    disableBc: true,
  })
  const seqOf = async (): Promise<number> =>
    (await person.expect<{ seq: number }>('GET', `/api/documents/${document}/text`)).seq
  await new Promise<void>((resolve) => provider.once('sync', () => resolve()))
  const before = await seqOf()
  doc.transact(() => edit(doc.getText('content')))
  let seq = before
  while (seq === before) seq = await seqOf()
  provider.destroy()
  doc.destroy()
  return seq
}

/** A new block behind everything. */
export const appendBlock = (text: Y.Text, bid: string, words: string): void => {
  const at = text.length
  text.insertEmbed(at, new Y.Map<unknown>([['bid', bid]]), {})
  text.insert(at + 1, words, {})
}

/** Where `words` begin in the text, the first time. */
export const placeOf = (text: Y.Text, words: string): number => {
  let at = 0
  for (const { insert } of text.toDelta() as { insert: unknown }[]) {
    const found = typeof insert === 'string' ? insert.indexOf(words) : -1
    if (found >= 0) return at + found
    at += typeof insert === 'string' ? insert.length : 1
  }
  throw new RangeError(`no «${words}»`)
}

/** Writes `words` over `old`, which stands in the text once. */
export const replaceWords = (text: Y.Text, old: string, words: string): void => {
  const at = placeOf(text, old)
  text.delete(at, old.length)
  text.insert(at, words, {})
}
