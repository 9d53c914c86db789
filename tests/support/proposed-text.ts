import * as Y from 'yjs'
import { WireClient } from '../bench/wire-client.ts'
import type { Person } from './device.ts'

/** A piece of a paragraph: as it is, proposed by whoever writes it, or proposed for deletion. */
export type Part = string | { readonly ins: string } | { readonly del: string }

const writeInto = (
  doc: Y.Doc,
  member: string,
  paragraphs: readonly (readonly Part[])[],
  name: string,
): Uint8Array => {
  const before = Y.encodeStateVector(doc)
  const text = doc.getText('content')
  let count = 0
  doc.transact(() => {
    for (const [index, parts] of paragraphs.entries()) {
      text.insertEmbed(text.length, new Y.Map([['bid', `${name}-${index}`]]))
      for (const part of parts)
        if (typeof part === 'string') text.insert(text.length, part, {})
        else {
          const [kind, words] = 'ins' in part ? ['insertion', part.ins] : ['deletion', part.del]
          const key = `${kind}--${member}-${name}-${count}`
          text.insert(text.length, words, { [key]: { by: member, at: 1_700_000_000_000 + count++ } })
        }
    }
  })
  return Y.encodeStateAsUpdate(doc, before)
}

/**
 * Appends paragraphs with suggestions of `person` to a document, in one update, as their editor would send it. Each piece
 * that is proposed is a suggestion of its own. `name` makes its ids and those of the blocks.
 */
export const writeProposed = async (
  port: number,
  person: Person,
  document: string,
  paragraphs: readonly (readonly Part[])[],
  name = 'seed',
): Promise<void> => {
  let wanted = Number.POSITIVE_INFINITY
  let acked = 0
  const acks: { heard: (() => void) | null } = { heard: null }
  const client = await WireClient.connect(
    { server: 'siyagha', port, document, cookie: person.cookie },
    {
      ack: (handled) => {
        acked = handled
        if (acked >= wanted) acks.heard?.()
      },
    },
    'first-state',
  )
  await new Promise<void>((resolve) => {
    acks.heard = resolve
    wanted = client.send(writeInto(client.doc, person.member.id, paragraphs, name))
    if (acked >= wanted) resolve()
  })
  client.close()
}
