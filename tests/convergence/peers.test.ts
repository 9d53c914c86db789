import { describe, expect, it } from 'vitest'
import { operate } from '../support/peers/operations.ts'
import { block, copyOf, document, openPeer, pull, seeded, settle } from '../support/peers/peer.ts'
import { seededRandom, seeds } from '../support/seeded-random.ts'

const start = document(
  block('alpha beta', { bid: 'a' }),
  block('gamma', { bid: 'b', kind: 'heading', level: 2 }),
  block('', { bid: 'c' }),
  block('delta eps', { bid: 'd' }),
)

const session = (seed: number, count: number, operations: number): void => {
  const draw = seededRandom(seed)
  const server = seeded(start)
  const peers = Array.from({ length: count }, (_, index) =>
    openPeer(copyOf(server, 100 + index), { tidying: index === 1 && seed % 3 === 0 }),
  )
  let last = ''
  try {
    for (let n = 0; n < operations; n++) {
      const peer = draw.pick(peers)
      last = `${n}: ${operate(peer, draw)}`
      peer.check()
      if (draw.chance(0.1)) peer.undoManager.stopCapturing()
      if (count > 1 && draw.chance(0.3)) {
        const [to, from] = [draw.pick(peers), draw.pick(peers)]
        if (to === from) continue
        last += ' then a pull'
        pull(to.ydoc, from.ydoc)
        to.check()
      }
    }
    last = 'the end'
    settle(peers.map((peer) => peer.ydoc))
    for (const peer of peers) peer.check()
    const texts = peers.map((peer) => JSON.stringify(peer.doc.toJSON()))
    expect(new Set(texts).size, 'all peers hold one document').toBe(1)
  } catch (error) {
    throw new Error(`seed ${seed}, ${count} peers, ${last}: ${String(error)}`, { cause: error })
  } finally {
    for (const peer of peers) peer.destroy()
  }
}

describe('peers with the real binding', () => {
  it('[DOC5] one person: whatever is done here stands in the shared text', () => {
    for (const seed of seeds(40, 2000)) session(seed, 1, 100)
  })

  it('[DOC6] two people: whatever is done there comes to stand on the screen', () => {
    for (const seed of seeds(30, 2000)) session(seed + 10_000, 2, 80)
  })

  it('[DOC2] four people converge to one document', () => {
    for (const seed of seeds(15, 1000)) session(seed + 20_000, 4, 120)
  })
})
