import * as Y from 'yjs'
import type { ApiThreadAnchor } from '#core/protocol/api-threads.ts'
import { WireClient } from '../bench/wire-client.ts'
import type { Person } from './device.ts'
import { placeIn } from './thread-places.ts'

/** A thread to be begun: about the first place where `on` stands in the text, or about the whole of it. */
export interface SeededThread {
  readonly id: string
  readonly on: string | null
  readonly body: string
}

/** Letters of the text at their Yjs indexes, and the block that each is in; a block's beginning is a letter of its own. */
const readText = (text: Y.Text): { readonly letters: string; readonly bids: readonly string[] } => {
  let letters = ''
  const bids: string[] = []
  let bid = ''
  for (const { insert } of text.toDelta() as { insert: unknown }[]) {
    // decode boundary: Yjs types its deltas as any
    if (insert instanceof Y.Map) bid = String(insert.get('bid'))
    const piece = typeof insert === 'string' ? insert : '￼'
    letters += piece
    for (let unit = 0; unit < piece.length; unit++) bids.push(bid)
  }
  return { letters, bids }
}

const anchorOn = (text: Y.Text, read: ReturnType<typeof readText>, on: string): ApiThreadAnchor => {
  const from = read.letters.indexOf(on)
  if (from < 0) throw new Error(`no ${on} in the text`)
  const to = from + on.length
  const inBlock = (piece: string, side: 'start' | 'end'): string => {
    const parts = piece.split('￼')
    return (side === 'start' ? parts.at(-1) : parts[0]) ?? ''
  }
  return {
    ...placeIn(text, from, to),
    bid: read.bids[from] ?? '',
    quote: {
      exact: on,
      prefix: inBlock(read.letters.slice(Math.max(0, from - 32), from), 'start'),
      suffix: inBlock(read.letters.slice(to, to + 32), 'end'),
    },
  }
}

/** Begins threads of `person` through the server's API, with anchors on its text as it is now. */
export const seedThreads = async (
  port: number,
  person: Person,
  document: string,
  threads: readonly SeededThread[],
): Promise<void> => {
  const client = await WireClient.connect(
    { server: 'siyagha', port, document, cookie: person.cookie },
    {},
    'first-state',
  )
  const text = client.doc.getText('content')
  const read = readText(text)
  for (const { id, on, body } of threads) {
    const anchor = on === null ? null : anchorOn(text, read, on)
    await person.expect('POST', `/api/documents/${document}/threads`, { id, anchor, body })
  }
  client.close()
}
