import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { blocksToElements } from '#core/suggestions/element.ts'
import { projectOriginal, projectWithout } from '#core/suggestions/project.ts'
import { ownerOf } from '#core/suggestions/suggestion.ts'
import { contentOf } from '#core/shared-doc/elements.ts'
import { reapply } from '#core/shared-doc/reapply.ts'
import { readBlocks } from '#core/shared-doc/whole-text.ts'
import { operate } from '../support/peers/operations.ts'
import { block, copyOf, document, openPeer, pull, seeded } from '../support/peers/peer.ts'
import { as, drafting, GateWorld, updateOf } from '../support/gate-world.ts'
import { seededRandom, seeds, type SeededRandom } from '../support/seeded-random.ts'

const KINDS = [
  'delete',
  'delete-across',
  'split',
  'join',
  'indent',
  'retype',
  'bold',
  'delete-block',
  'undo',
] as const
/** One character for each letter typed offline: what is lost or doubled can be counted. */
const FIRST_TOKEN = 0x4e00

const elementsIn = (doc: Y.Doc) => blocksToElements(readBlocks(contentOf(doc)))
const textIn = (doc: Y.Doc): string =>
  elementsIn(doc)
    .map((element) => (element.kind === 'text' ? element.text : '\n'))
    .join('')
const count = (text: string, token: string): number => text.split(token).length - 1

/** Two who wrote in one text: one away, whose work is refused, one at the server. */
const writtenApart = (draw: SeededRandom) => {
  const start = seeded(
    document(...['p0', 'p1', 'p2', 'p3'].map((bid) => block(`${bid} one two three`, { bid }))),
  )
  const offline = openPeer(copyOf(start, 1000), { thorough: false })
  const other = openPeer(copyOf(start, 2000), { thorough: false })
  let tokens = 0
  let given = 0
  const type = (length: number): string =>
    Array.from({ length }, () => String.fromCharCode(FIRST_TOKEN + tokens++)).join('')
  for (let n = 0; n < 12; n++) {
    if (draw.chance(0.5)) {
      const { doc } = offline
      const index = draw.below(doc.childCount)
      let at = 1
      for (let k = 0; k < index; k++) at += doc.child(k).nodeSize
      const inside = at + draw.below(doc.child(index).content.size + 1)
      offline.act((tr) => tr.insertText(type(1 + draw.below(3)), inside))
    } else operate(offline, draw, KINDS)
    // Now and then the server has had a part of it, and was not heard to say so.
    if (n === 4 && draw.chance(0.3)) {
      pull(other.ydoc, offline.ydoc)
      given = tokens
    }
    if (draw.chance(0.5)) operate(other, draw, [...KINDS, 'type', 'move'])
  }
  return { offline, other, tokens, given }
}

describe('refused work brought back', () => {
  it.each(seeds(60, 2000))(
    '[SUG442] finds the same places whether the work had heard of the others or not (seed %i)',
    (seed) => {
      const draw = seededRandom(seed)
      const { offline, other } = writtenApart(draw)
      const shared = Y.encodeStateAsUpdate(other.ydoc)
      const base = Y.encodeStateAsUpdate(offline.ydoc)
      pull(offline.ydoc, other.ydoc)
      const merged = Y.encodeStateAsUpdate(offline.ydoc)
      const results = [base, merged].map((state) => {
        const doc = new GateWorld(shared).client()
        let bids = 0
        const by = { member: 'm1', session: 's', at: 5000, locks: [], newBid: () => `r${++bids}` }
        const reapplied = reapply(doc, { state, base }, by, 'reapply')
        return { reapplied, text: elementsIn(doc) }
      })
      expect(results[1]).toEqual(results[0])
      offline.destroy()
      other.destroy()
    },
  )

  it.each(seeds(60, 2000))(
    '[SUG440] [SUG441] loses and doubles no letter, changes nothing else (seed %i)',
    (seed) => {
      const draw = seededRandom(seed)
      const { offline, other, tokens, given } = writtenApart(draw)
      const shared = Y.encodeStateAsUpdate(other.ydoc)
      const base = Y.encodeStateAsUpdate(offline.ydoc)
      // On coming back it may have heard of the others before it is refused.
      if (draw.chance(0.5)) pull(offline.ydoc, other.ydoc)
      const fork = { state: Y.encodeStateAsUpdate(offline.ydoc), base: draw.chance(0.8) ? base : null }
      const before = elementsIn(other.ydoc)
      const had = textIn(other.ydoc)
      const wrote = textIn(offline.ydoc)
      const world = new GateWorld(shared)
      const client = world.client()
      let bids = 0
      let unplaced = ''
      const update = updateOf(client, () => undefined)
      const updates: Uint8Array[] = [update]
      client.on('update', (one: Uint8Array) => updates.push(one))
      const by = { member: 'm1', session: 's', at: 5000, locks: [], newBid: () => `r${++bids}` }
      for (const one of reapply(client, fork, by, 'reapply').unplaced) unplaced += one.words
      const after = elementsIn(client)
      expect(projectOriginal(after)).toEqual(projectOriginal(before))
      expect(projectWithout(after, 'm1')).toEqual(projectWithout(before, 'm1'))
      const own = after
        .map((one) => (one.kind === 'text' && ownerOf(one.formats)?.by === 'm1' ? one.text : ''))
        .join('')
      for (let n = 0; n < tokens; n++) {
        const token = String.fromCharCode(FIRST_TOKEN + n)
        const times = count(own, token) + count(unplaced, token)
        // Of what the server had, somebody may have deleted a letter, or brought it back by an undo.
        if (n < given) expect([n, times + count(had, token) <= 1]).toEqual([n, true])
        else expect([n, times]).toEqual([n, Math.min(1, count(wrote, token))])
      }
      const verdict = world.send(Y.mergeUpdates(updates), as('m1', 'suggester'), drafting)
      expect(verdict.kind).toMatch(/admitted|contained/)
      expect(textIn(world.live)).toBe(textIn(client))
      offline.destroy()
      other.destroy()
    },
  )
})
