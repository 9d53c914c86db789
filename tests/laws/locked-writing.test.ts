import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { Transform } from 'prosemirror-transform'
import type { Transaction } from 'prosemirror-state'
import {
  sectionLocksPlugin,
  setLocks,
  type LockRefusal,
  type SpokenLock,
} from '../../editor/extensions/locks/section-locks.ts'
import { as, GateWorld } from '../support/gate-world.ts'
import { OPERATIONS, operate, type Operation } from '../support/peers/operations.ts'
import { block, copyOf, document, openPeer, seeded, type Peer } from '../support/peers/peer.ts'
import { seededRandom, seeds } from '../support/seeded-random.ts'

const LOCKS: readonly SpokenLock[] = [
  { id: 'l1', from: 'b', to: 'c', kind: 'settled', reason: null, by: 'F', at: 1, spoken: '' },
  { id: 'l2', from: 'e', to: 'e', kind: 'disputed', reason: null, by: 'F', at: 2, spoken: '' },
]

const FACILITATOR = as('A', 'facilitator')
const LOCKED = { stage: 'drafting', locks: LOCKS } as const

const start = () =>
  seeded(
    document(
      block('one two', { bid: 'a' }),
      block('three four', { bid: 'b' }),
      block('five', { bid: 'c', kind: 'item', list: 'ordered' }),
      block('six seven', { bid: 'd' }),
      block('eight', { bid: 'e' }),
      block('', { bid: 'f' }),
    ),
  )

/** All but what bears ids of nobody: the gate refuses those for another reason. */
const KINDS: readonly Operation[] = OPERATIONS.filter((kind) => !/suggest-block/.test(kind))

/** What a client that knows of no lock would send if it did this. */
const updateOf = (peer: Peer, act: () => void): Uint8Array => {
  const updates: Uint8Array[] = []
  const collect = (update: Uint8Array): void => void updates.push(update)
  peer.ydoc.on('update', collect)
  act()
  peer.ydoc.off('update', collect)
  return updates.length === 0 ? Uint8Array.of(0, 0) : Y.mergeUpdates(updates)
}

/** `refused` are transactions that the editor did not do; each with what the gate says of it. */
const session = (number: number) => {
  const random = seededRandom(number)
  const world = new GateWorld(Y.encodeStateAsUpdate(start()))
  const told: LockRefusal[] = []
  const plugin = sectionLocksPlugin((refusal) => told.push(refusal))
  const peer = openPeer(copyOf(world.live, 100), { plugins: [plugin] })
  peer.view.dispatch(setLocks(peer.view.state.tr, LOCKS))
  const verdicts: { done: boolean; verdict: string; operation: Operation }[] = []
  for (let step = 0; step < 30; step++) {
    const { length: seen } = peer.view.seen
    const before = copyOf(peer.ydoc, 10_000 + step)
    told.length = 0
    let operation: Operation = 'type'
    const sent = updateOf(peer, () => {
      operation = operate(peer, random, KINDS, ['A-s-1', 'A-s-2'])
    })
    const refusal = told[0]
    if (refusal !== undefined && refusal.how !== 'undo') {
      const twin = openPeer(before)
      const would = updateOf(twin, () => replay(twin, peer.view.seen.slice(seen)))
      twin.destroy()
      const judged = new GateWorld(Y.encodeStateAsUpdate(world.live)).send(would, FACILITATOR, LOCKED)
      verdicts.push({
        done: false,
        verdict: judged.kind === 'refused' ? judged.reason : judged.kind,
        operation,
      })
    }
    const verdict = world.send(sent, FACILITATOR, LOCKED)
    verdicts.push({
      done: true,
      verdict: verdict.kind === 'refused' ? verdict.reason : verdict.kind,
      operation,
    })
    if (verdict.kind === 'refused') break
    Y.applyUpdate(peer.ydoc, Y.encodeStateAsUpdate(world.live), 'remote')
    peer.check()
  }
  peer.destroy()
  return { verdicts }
}

const replay = (twin: Peer, seen: readonly Transaction[]): void => {
  const [first] = seen
  if (first === undefined) return
  twin.act((tr) => {
    const { steps }: Transform = first
    for (const one of steps) tr.step(one)
  })
}

describe('writing beside locks', () => {
  const sessions = seeds(60, 600).map(session)
  const all = sessions.flatMap(({ verdicts }) => verdicts)

  it('[UI651] [UI652] what the editor lets through, undo and redo included, is never refused', () => {
    const sent = all.filter(({ done }) => done)
    expect(sent.filter(({ verdict }) => verdict !== 'admitted' && verdict !== 'contained')).toEqual([])
    expect(sent.filter(({ verdict }) => verdict === 'admitted').length).toBeGreaterThan(300)
  })

  it('[UI651] what the editor does not do, the gate would refuse for its lock', () => {
    const held = all.filter(({ done }) => !done)
    expect(held.filter(({ verdict }) => verdict !== 'locked')).toEqual([])
    expect(held.length).toBeGreaterThan(300)
  })
})

describe('undo under a lock', () => {
  it('[UI652] a step in a section that was locked since waits above the one that is taken, until it is unlocked', () => {
    const told: LockRefusal[] = []
    const peer = openPeer(copyOf(start(), 100), {
      plugins: [sectionLocksPlugin((refusal) => told.push(refusal))],
    })
    const type = (words: string, at: number): void => {
      peer.act((tr) => tr.insertText(words, at))
      peer.undoManager.stopCapturing()
    }
    type('A', 1)
    type('B', peer.doc.child(0).nodeSize + 1)
    type('C', 1)
    const texts = () => [peer.doc.child(0).textContent, peer.doc.child(1).textContent]
    expect(texts()).toEqual(['CAone two', 'Bthree four'])
    peer.view.dispatch(setLocks(peer.view.state.tr, LOCKS))
    peer.undoManager.undo()
    expect(texts()).toEqual(['Aone two', 'Bthree four'])
    expect(told).toEqual([])
    peer.undoManager.undo()
    expect(texts()).toEqual(['one two', 'Bthree four'])
    expect(told).toEqual([{ lock: 'l1', how: 'undo', words: '', composition: null }])
    peer.undoManager.undo()
    expect(texts()).toEqual(['one two', 'Bthree four'])
    expect(told.length).toBe(2)
    peer.undoManager.redo()
    expect(texts()).toEqual(['Aone two', 'Bthree four'])

    peer.view.dispatch(setLocks(peer.view.state.tr, []))
    peer.undoManager.undo()
    peer.undoManager.undo()
    expect(texts()).toEqual(['one two', 'three four'])
    peer.check()
    peer.destroy()
  })
})
