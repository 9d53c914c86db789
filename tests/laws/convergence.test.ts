import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { operate } from '../support/peers/operations.ts'
import { block, copyOf, document, openPeer, seeded, type Peer } from '../support/peers/peer.ts'
import { seededRandom, seeds, type SeededRandom } from '../support/seeded-random.ts'

interface Envelope {
  readonly to: number
  readonly update: Uint8Array
}

type Deliver = (peer: Peer, update: Uint8Array) => void

const keeping: Deliver = (peer, update) => Y.applyUpdate(peer.ydoc, update, 'remote')

/** A broken peer: what it cannot place at once it forgets. */
const forgetting: Deliver = (peer, update) => {
  const { store } = peer.ydoc
  const { structs } = Y.decodeUpdate(update)
  const gap = structs.some(
    ({ id }) =>
      id.clock > Y.getState(store, id.client) &&
      !structs.some((other) => other.id.client === id.client && other.id.clock < id.clock),
  )
  if (!gap) keeping(peer, update)
}

/** Every update goes to everybody, in any order, some twice, and a peer may be away for a while. */
const session = (seed: number, deliver: Deliver): string[] => {
  const draw: SeededRandom = seededRandom(seed)
  const server = seeded(document(block('alpha beta', { bid: 'a' }), block('gamma', { bid: 'b' })))
  const peers = [0, 1, 2].map((k) => openPeer(copyOf(server, 100 + k), { thorough: false }))
  const mail: Envelope[] = []
  peers.forEach((peer, from) =>
    peer.ydoc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'remote') return
      peers.forEach((_other, to) => {
        if (to !== from) mail.push({ to, update })
      })
    }),
  )
  const away = new Set<number>()
  const post = (): void => {
    const at = draw.below(mail.length)
    const envelope = mail[at]
    const peer = envelope === undefined ? undefined : peers[envelope.to]
    if (envelope === undefined || peer === undefined || away.has(envelope.to)) return
    if (!draw.chance(0.2)) mail.splice(at, 1)
    deliver(peer, envelope.update)
  }
  for (let n = 0; n < 60; n++) {
    operate(draw.pick(peers), draw)
    if (draw.chance(0.1)) away.add(draw.below(3))
    if (draw.chance(0.2)) away.clear()
    for (let k = draw.below(4); k > 0; k--) post()
  }
  away.clear()
  while (mail.length > 0) post()
  const states = peers.map((peer) => {
    const vector = [...Y.decodeStateVector(Y.encodeStateVector(peer.ydoc))].sort(([a], [b]) => a - b)
    return JSON.stringify([peer.doc.toJSON(), vector])
  })
  if (deliver === keeping) for (const peer of peers) peer.check()
  for (const peer of peers) peer.destroy()
  return states
}

describe('law L1: the same updates give the same document', () => {
  it('[DOC11] in any order, with duplicates and absences, documents and state vectors come out equal', () => {
    for (const seed of seeds(60, 2000)) {
      const states = session(seed, keeping)
      expect(new Set(states).size, `seed ${seed}`).toBe(1)
    }
  })

  it('[DOC11] catches a peer that forgets what it cannot place yet', () => {
    const broken = seeds(10, 10).filter((seed) => new Set(session(seed, forgetting)).size > 1)
    expect(broken.length).toBeGreaterThan(0)
  })
})
