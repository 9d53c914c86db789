import { describe, expect, it } from 'vitest'
import { Fragment } from 'prosemirror-model'
import { block, copyOf, document, openPeer, pull, seeded, settle, type Peer } from '../support/peers/peer.ts'
import { seededRandom, seeds } from '../support/seeded-random.ts'

/** One unique character per word: what is lost or doubled by a merge can be counted. */
const FIRST_TOKEN = 0x4e00

const KINDS = [
  'type',
  'type-again',
  'type-more',
  'type-on',
  'delete',
  'delete-across',
  'split',
  'join',
  'retype',
  'delete-block',
  'break',
  'paste',
] as const
type Kind = (typeof KINDS)[number] | 'move' | 'copying-split'

interface Count {
  tokens: number
  lost: number
  doubled: number
}

const times = (text: string, token: string): number => text.split(token).length - 1

const textOf = (peer: Peer): string => {
  let text = ''
  peer.doc.forEach((node) => (text += node.textContent))
  return text
}

const session = (seed: number, operations: number, kinds: readonly Kind[], count: Count): void => {
  const draw = seededRandom(seed)
  const { below, pick, chance } = draw
  let tokens = 0
  const fresh = (length: number): string =>
    Array.from({ length }, () => String.fromCharCode(FIRST_TOKEN + tokens++)).join('')
  const server = seeded(document(...[0, 1, 2, 3, 4].map((k) => block(fresh(6), { bid: `p${k}` }))))
  const peers = [0, 1, 2].map((k) => openPeer(copyOf(server, 100 + below(1000) * 3 + k), { thorough: false }))
  const deleted = new Set<string>()
  const moved = new Set<string>()
  for (let n = 0; n < operations; n++) {
    const peer = pick(peers)
    const index = below(peer.doc.childCount)
    let at = 0
    for (let k = 0; k < index; k++) at += peer.doc.child(k).nodeSize
    const node = peer.doc.child(index)
    const inside = at + 1 + below(node.content.size + 1)
    const end = at + 1 + node.content.size
    const before = textOf(peer)
    const kind = pick(kinds)
    peer.act((tr) => {
      switch (kind) {
        case 'type':
        case 'type-again':
        case 'type-more':
        case 'type-on':
          tr.insertText(fresh(1 + below(3)), inside)
          break
        case 'delete':
          tr.delete(inside, Math.min(end, inside + 1 + below(2)))
          break
        case 'delete-across':
          if (index + 1 < peer.doc.childCount)
            tr.delete(
              Math.max(at + 1, end - 1),
              Math.min(end + 3, end + 2 + peer.doc.child(index + 1).content.size),
            )
          break
        case 'split':
          tr.split(inside)
          break
        case 'join':
          if (index > 0) tr.join(at)
          break
        case 'retype':
          tr.setNodeMarkup(at, null, { ...node.attrs, kind: pick(['heading', 'paragraph']) })
          break
        case 'delete-block':
          if (peer.doc.childCount > 2) tr.delete(at, at + node.nodeSize)
          break
        case 'break':
          tr.insertText('\n', inside)
          break
        case 'paste':
          tr.insert(at + node.nodeSize, [block(fresh(2)), block(fresh(2))])
          break
        case 'move': {
          if (peer.doc.childCount < 2) break
          for (const token of node.textContent) moved.add(token)
          tr.delete(at, at + node.nodeSize)
          const places = [0]
          tr.doc.forEach((other, place) => places.push(place + other.nodeSize))
          tr.insert(pick(places), node)
          break
        }
        case 'copying-split': {
          // What a binding over a tree of elements does: the rest of the block is taken out and written anew.
          const rest = node.content.cut(inside - at - 1)
          tr.delete(inside, end)
          tr.insert(tr.mapping.map(at + node.nodeSize), node.copy(Fragment.from(rest)))
          break
        }
      }
    })
    const after = textOf(peer)
    // Of a doubled token one person may delete the one and another the other: each deletion counts.
    for (const token of new Set(before))
      if (token !== '\n' && times(after, token) < times(before, token)) deleted.add(token)
    if (!chance(0.25)) continue
    const [to, from] = [pick(peers), pick(peers)]
    if (to !== from) pull(to.ydoc, from.ydoc)
  }
  settle(peers.map((peer) => peer.ydoc))
  const texts = peers.map(textOf)
  expect(new Set(texts).size, `seed ${seed}: all peers hold one text`).toBe(1)
  for (const peer of peers) {
    peer.check()
    peer.destroy()
  }
  const counts = new Map<string, number>()
  for (const token of texts[0] ?? '') counts.set(token, (counts.get(token) ?? 0) + 1)
  for (let k = 0; k < tokens; k++) {
    const token = String.fromCharCode(FIRST_TOKEN + k)
    const present = counts.get(token) ?? 0
    count.tokens++
    if (present === 0 && !deleted.has(token)) count.lost++
    if (present > 1 && !moved.has(token)) count.doubled++
  }
}

const run = (kinds: readonly Kind[], few: number, many: number): Count => {
  const count: Count = { tokens: 0, lost: 0, doubled: 0 }
  for (const seed of seeds(few, many)) session(seed, 40, kinds, count)
  return count
}

describe('law L0: a merge loses no word and doubles none', () => {
  it('[DOC2] a token that nobody deleted is present exactly once on every peer', () => {
    const { tokens, lost, doubled } = run(KINDS, 100, 3000)
    expect(tokens).toBeGreaterThan(2000)
    expect({ lost, doubled }).toEqual({ lost: 0, doubled: 0 })
  })

  it('[DOC2] with moves among the rest nothing is lost, and only what was moved can be there twice', () => {
    const { lost, doubled } = run([...KINDS, 'move', 'move'], 60, 3000)
    expect({ lost, doubled }).toEqual({ lost: 0, doubled: 0 })
  })

  it('[DOC2] catches a split that takes the rest out and writes it anew', () => {
    const kinds = KINDS.map((kind) => (kind === 'split' ? 'copying-split' : kind))
    const { lost, doubled } = run([...kinds, 'copying-split'], 20, 20)
    expect(lost + doubled).toBeGreaterThan(0)
  })
})
