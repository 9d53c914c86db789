import * as Y from 'yjs'
import { keepRedundantFormats } from '#core/shared-doc/changes.ts'
import { Gate } from '#core/shared-doc/gate.ts'
import type { DocumentState, Sender, Verdict } from '#core/shared-doc/judge.ts'
import type { Role } from '#core/access/roles.ts'

export const SERVER_CLIENT_ID = 1

/** Yjs keeps a document's own formats untidied only when told so; plain clients are not. */
export const copyOf = (state: Uint8Array, clientId: number): Y.Doc => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  doc.clientID = clientId
  return doc
}

export const contentOf = (doc: Y.Doc): Y.Text => doc.getText('content')

/** The text as a string, each marker as ¶: positions in it are positions of Y.Text. */
export const flatText = (text: Y.Text): string => {
  let flat = ''
  for (const part of text.toDelta()) flat += typeof part.insert === 'string' ? part.insert : '¶'
  return flat
}

export const positionOf = (text: Y.Text, words: string): number => {
  const at = flatText(text).indexOf(words)
  if (at < 0) throw new RangeError(`no «${words}» in «${flatText(text)}»`)
  return at
}

/** The marker map of the k-th block. */
export const markerAt = (text: Y.Text, index: number): Y.Map<unknown> => {
  const maps: Y.Map<unknown>[] = []
  for (const part of text.toDelta()) if (part.insert instanceof Y.Map) maps.push(part.insert)
  const map = maps[index]
  if (map === undefined) throw new RangeError(`no block ${index}`)
  return map
}

/** What `change` does to a copy of the document, as the update that a client would send. */
export const updateOf = (doc: Y.Doc, change: (text: Y.Text) => void): Uint8Array => {
  const updates: Uint8Array[] = []
  const collect = (update: Uint8Array): void => void updates.push(update)
  doc.on('update', collect)
  doc.transact(() => change(contentOf(doc)))
  doc.off('update', collect)
  return Y.mergeUpdates(updates)
}

export const drafting: DocumentState = { stage: 'drafting', locks: [] }

export const as = (member: string, role: Role): Sender => ({ member, role })

/** A room's document with its gate, without network or storage. */
export class GateWorld {
  readonly live = new Y.Doc()
  readonly gate: Gate
  #clients = 100
  #bids = 0
  constructor(state: Uint8Array) {
    contentOf(this.live)
    keepRedundantFormats(this.live)
    Y.applyUpdate(this.live, state)
    this.gate = new Gate({
      state,
      serverClientId: SERVER_CLIENT_ID,
      newBid: () => `n${++this.#bids}`,
      reload: () => Y.encodeStateAsUpdate(this.live),
    })
  }

  /** A client that has everything there is. */
  client(): Y.Doc {
    return copyOf(Y.encodeStateAsUpdate(this.live), ++this.#clients)
  }

  send(update: Uint8Array, sender: Sender, document: DocumentState = drafting): Verdict {
    const verdict = this.gate.judge(update, sender, document)
    if (verdict.kind === 'admitted') {
      Y.applyUpdate(this.live, update)
      if (verdict.repairs !== null) Y.applyUpdate(this.live, verdict.repairs)
    }
    return verdict
  }

  /** Lets a fresh client make `change` and send it. */
  edit(sender: Sender, change: (text: Y.Text) => void, document: DocumentState = drafting): Verdict {
    return this.send(updateOf(this.client(), change), sender, document)
  }

  get text(): Y.Text {
    return contentOf(this.live)
  }

  get flat(): string {
    return flatText(this.text)
  }
}
