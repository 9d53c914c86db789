import { afterEach, describe, expect, it } from 'vitest'
import { blockStart } from '../../editor/extensions/binding/positions.ts'
import { block, copyOf, document, openPeer, pull, seeded, type Peer } from '../support/peers/peer.ts'

/** Blocks as text: `#` a heading, `/` a line break. */
const shown = (peer: Peer): string[] => {
  const blocks: string[] = []
  peer.doc.forEach((node) => {
    blocks.push((node.attrs['kind'] === 'heading' ? '#' : '') + node.textContent.replaceAll('\n', '/'))
  })
  return blocks
}

const find = (peer: Peer, text: string): number => {
  let found = -1
  peer.doc.forEach((node, at) => {
    const index = node.textContent.indexOf(text)
    if (index >= 0 && found < 0) found = at + 1 + index
  })
  if (found < 0) throw new Error(`no ${text}`)
  return found
}

const join = (peer: Peer, index: number): void => peer.act((tr) => tr.join(blockStart(tr.doc, index)))
const type = (peer: Peer, before: string, text: string): void =>
  peer.act((tr) => tr.insertText(text, find(peer, before)))
const split = (peer: Peer, before: string): void => peer.act((tr) => tr.split(find(peer, before)))
const drop = (peer: Peer, index: number): void =>
  peer.act((tr) => tr.delete(blockStart(tr.doc, index), blockStart(tr.doc, index + 1)))
const head = (peer: Peer, index: number): void =>
  peer.act((tr) =>
    tr.setNodeMarkup(blockStart(tr.doc, index), null, {
      ...tr.doc.child(index).attrs,
      kind: 'heading',
      level: 2,
    }),
  )
const move = (peer: Peer, index: number, to: number): void =>
  peer.act((tr) => {
    const node = tr.doc.child(index)
    tr.delete(blockStart(tr.doc, index), blockStart(tr.doc, index + 1))
    tr.insert(blockStart(tr.doc, to), node)
  })
const only = (peer: Peer, bid: string): void =>
  peer.act((tr) => tr.replaceWith(0, tr.doc.content.size, block('', { bid })))

const [ONE, TWO, THREE, FOUR] = ['One one.', 'Two two.', 'Three three.', 'Four.']

/** What A and B do at the same time, and what both see after: reasoned from the sequence, not from a run. */
const table: [string, (a: Peer, b: Peer) => void, string[]][] = [
  [
    'a join, typing in the block that is joined',
    (a, b) => (join(a, 1), type(b, 'two.', 'NEW ')),
    [`${ONE}Two NEW two.`, THREE, FOUR],
  ],
  ['two joins in a row', (a, b) => (join(a, 1), join(b, 2)), [`${ONE}${TWO}${THREE}`, FOUR]],
  [
    'two splits at one spot',
    (a, b) => (split(a, 'two.'), split(b, 'two.')),
    [ONE, 'Two ', '', 'two.', THREE, FOUR],
  ],
  [
    'a split, typing in its second half',
    (a, b) => (split(a, 'two.'), type(b, 'wo.', 'NEW')),
    [ONE, 'Two ', 'tNEWwo.', THREE, FOUR],
  ],
  [
    'a split, a deletion across it',
    (a, b) => (split(a, 'two.'), b.act((tr) => tr.delete(find(b, 'one.'), find(b, 'three.')))),
    ['One ', 'three.', FOUR],
  ],
  [
    'a heading, typing in it',
    (a, b) => (head(a, 1), type(b, 'two.', 'NEW ')),
    [ONE, '#Two NEW two.', THREE, FOUR],
  ],
  ['a heading, a split of it', (a, b) => (head(a, 1), split(b, 'two.')), [ONE, '#Two ', 'two.', THREE, FOUR]],
  [
    'a block deleted, typing in it',
    (a, b) => (drop(a, 1), type(b, 'two.', 'NEW ')),
    [`${ONE}NEW `, THREE, FOUR],
  ],
  ['one block moved to two places', (a, b) => (move(a, 1, 3), move(b, 1, 0)), [TWO, ONE, THREE, FOUR, TWO]],
  [
    'a move, typing at the old place',
    (a, b) => (move(a, 1, 3), type(b, 'two.', 'NEW ')),
    [`${ONE}NEW `, THREE, FOUR, TWO],
  ],
  [
    'a new block in the middle, a split there',
    (a, b) => (split(a, 'two.'), type(a, 'two.', 'PASTE'), split(b, 'two.')),
    [ONE, 'Two ', 'PASTE', 'two.', THREE, FOUR],
  ],
  ['both delete everything', (a, b) => (only(a, 'na'), only(b, 'nb')), ['', '']],
  [
    'both delete everything, one types',
    (a, b) => (only(a, 'na'), only(b, 'nb'), a.act((tr) => tr.insertText('NEW', 1))),
    ['NEW', ''],
  ],
  [
    'all text deleted, typing in it',
    (a, b) => (a.act((tr) => tr.delete(1, tr.doc.content.size - 1)), type(b, 'two.', 'NEW ')),
    ['NEW '],
  ],
  [
    'a line break, typing beside it',
    (a, b) => (type(a, 'two.', '\n'), type(b, 'wo.', 'NEW')),
    [ONE, 'Two /tNEWwo.', THREE, FOUR],
  ],
  [
    'the first block deleted, the second joined to it',
    (a, b) => (drop(a, 0), join(b, 1)),
    [TWO, THREE, FOUR],
  ],
  [
    'a new block at one place by both',
    (a, b) => {
      a.act((tr) => tr.insert(blockStart(tr.doc, 1), block('AAA', { bid: 'aa' })))
      b.act((tr) => tr.insert(blockStart(tr.doc, 1), block('BBB', { bid: 'bb' })))
    },
    [ONE, 'AAA', 'BBB', TWO, THREE, FOUR],
  ],
]

const opened: Peer[] = []
afterEach(() => {
  for (const peer of opened.splice(0)) peer.destroy()
})

const pair = (): [Peer, Peer] => {
  const texts = [ONE, TWO, THREE, FOUR]
  const server = seeded(document(...texts.map((text, k) => block(text, { bid: String(k + 1) }))))
  const peers: [Peer, Peer] = [openPeer(copyOf(server, 10)), openPeer(copyOf(server, 20))]
  opened.push(...peers)
  return peers
}

describe('two people at once', () => {
  it.each(table)('[DOC2] %s', (_name, act, expected) => {
    const [a, b] = pair()
    act(a, b)
    pull(a.ydoc, b.ydoc)
    pull(b.ydoc, a.ydoc)
    expect(shown(a)).toEqual(expected)
    expect(shown(b)).toEqual(expected)
    for (const peer of [a, b]) peer.check()
  })

  it('[DOC1] text that lost its marker shows as a paragraph, and the next edit makes it a block for everybody', () => {
    const [a, b] = pair()
    drop(a, 0)
    join(b, 1)
    pull(a.ydoc, b.ydoc)
    pull(b.ydoc, a.ydoc)
    expect(a.doc.child(0).attrs['bid']).toBeNull()
    a.act((tr) => tr.insertText('!', 1))
    pull(b.ydoc, a.ydoc)
    expect(a.doc.child(0).attrs['bid']).toMatch(/^a-/)
    expect(b.doc.toJSON()).toEqual(a.doc.toJSON())
  })

  it('[DOC6] a remote change takes the smallest steps', () => {
    const [a, b] = pair()
    const steps = (act: () => void): unknown[] => {
      b.view.seen.length = 0
      act()
      pull(b.ydoc, a.ydoc)
      return b.view.seen.flatMap((transaction) => transaction.steps.map((step) => step.toJSON().stepType))
    }
    const start = blockStart(a.doc, 1)
    expect(steps(() => a.act((tr) => tr.insertText('q', start + 3)))).toEqual(['replace'])
    expect(b.view.seen[0]?.steps[0]?.toJSON()).toMatchObject({ from: start + 3, to: start + 3 })
    expect(steps(() => a.act((tr) => tr.split(start + 3)))).toEqual(['replace'])
    expect(b.view.seen[0]?.steps[0]?.toJSON()).toMatchObject({ from: start + 3, to: start + 3 })
    expect(steps(() => head(a, 1))).toEqual(['attr', 'attr'])
    expect(steps(() => a.act((tr) => tr.join(blockStart(tr.doc, 2))))).toEqual(['replace'])
    expect(b.view.seen[0]?.steps[0]?.toJSON()).toMatchObject({ from: start + 3, to: start + 5 })
    expect(steps(() => a.act((tr) => tr.addMark(2, 5, tr.doc.type.schema.mark('bold'))))).toEqual(['addMark'])
  })
})
