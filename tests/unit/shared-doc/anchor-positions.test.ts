import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { moveBlocks } from '../../../editor/extensions/binding/move-blocks.ts'
import { TextSelection } from 'prosemirror-state'
import type { TextAnchor } from '#core/anchors/text-anchor.ts'
import { AnchorResolver, anchorOf, anchorOfBlock } from '#core/shared-doc/anchor-positions.ts'
import type { SequencePosition } from '#core/shared-doc/sequence-edit.ts'
import { block, copyOf, document, openPeer, seeded, type Peer } from '../../support/peers/peer.ts'

const start = document(
  block('The first article speaks of the army.', { bid: 'a' }),
  block('The second article speaks of the courts.', { bid: 'b' }),
  block('The third article speaks of the press.', { bid: 'c' }),
)
const peerOf = (doc = start): Peer => openPeer(copyOf(seeded(doc), 100))

const placeOf = (peer: Peer, words: string, behind = 0): SequencePosition => {
  let found: SequencePosition | null = null
  peer.doc.forEach((node, _at, index) => {
    const offset = node.textContent.indexOf(words)
    if (offset >= 0) found ??= { slot: peer.binding.sequence.slotOf(index), offset: offset + behind }
  })
  if (found === null) throw new Error(`no ${words}`)
  return found
}

const anchor = (peer: Peer, from: string, to = from): TextAnchor =>
  anchorOf(peer.binding.sequence, placeOf(peer, from), placeOf(peer, to, to.length))

/** Where an anchor is, in words. */
const where = (peer: Peer, of: TextAnchor): string => {
  const resolver = new AnchorResolver(peer.binding.sequence)
  const place = resolver.resolve(of)
  return place.kind === 'orphan' ? 'orphan' : `${place.kind} by ${place.how}: ${resolver.textOf(place)}`
}

/** Position in the document in front of `words`. */
const position = (peer: Peer, words: string): number => {
  const { slot, offset } = placeOf(peer, words)
  let at = 1 + offset
  for (let index = 0; peer.binding.sequence.slotOf(index) < slot; index++)
    at += peer.doc.child(index).nodeSize
  return at
}

const remove = (peer: Peer, words: string): void =>
  peer.act((tr) => tr.delete(position(peer, words), position(peer, words) + words.length))

const insert = (peer: Peer, at: number, words: string): void => peer.act((tr) => tr.insertText(words, at))

const ranges: readonly (readonly [string, (peer: Peer) => void, string])[] = [
  ['nothing', () => undefined, 'range by positions: second article'],
  [
    'typing at both its edges, which stays outside',
    (peer) => {
      insert(peer, position(peer, 'second'), 'XX')
      insert(peer, position(peer, ' speaks of the courts'), 'YY')
    },
    'range by positions: second article',
  ],
  [
    'typing inside it',
    (peer) => insert(peer, position(peer, 'article speaks of the c'), 'long '),
    'range by positions: second long article',
  ],
  [
    'a split inside it',
    (peer) => peer.act((tr) => tr.split(position(peer, 'article speaks of the c'))),
    'range by positions: second \narticle',
  ],
  [
    'a split in front of it',
    (peer) => peer.act((tr) => tr.split(position(peer, 'second'))),
    'range by positions: second article',
  ],
  [
    'a join',
    (peer) => peer.act((tr) => tr.join(position(peer, 'The second') - 1)),
    'range by positions: second article',
  ],
  ['its first word deleted', (peer) => remove(peer, 'second '), 'range by positions: article'],
  [
    'another type of its block',
    (peer) =>
      peer.act((tr) =>
        tr.setNodeMarkup(position(peer, 'The second') - 1, null, {
          ...peer.doc.child(1).attrs,
          kind: 'heading',
        }),
      ),
    'range by positions: second article',
  ],
  [
    'a move of its block',
    (peer) => {
      peer.view.dispatch(
        peer.view.state.tr.setSelection(TextSelection.create(peer.doc, position(peer, 'second'))),
      )
      peer.act((tr) => moveBlocks(peer.view.state, 'up', tr))
    },
    'range by block: second article',
  ],
  ['its own deletion', (peer) => remove(peer, 'second article'), 'orphan'],
  [
    'a deletion of its block',
    (peer) => peer.act((tr) => tr.delete(position(peer, 'The second') - 1, position(peer, 'The third') - 1)),
    'orphan',
  ],
  [
    'a deletion that is undone',
    (peer) => {
      remove(peer, 'second article')
      peer.undoManager.undo()
    },
    'range by positions: second article',
  ],
  ['all that is left of it being a letter', (peer) => remove(peer, 'econd article'), 'orphan'],
  [
    'its words cut and written elsewhere with what stood around them',
    (peer) => {
      remove(peer, 'The second article speaks')
      insert(peer, position(peer, 'The third'), 'The second article speaks of the courts. ')
    },
    'range by text: second article',
  ],
]

describe('an anchor', () => {
  it.each(ranges)('[ANC3] survives %s', (_name, edit, expected) => {
    const peer = peerOf()
    const made = anchor(peer, 'second article')
    edit(peer)
    expect(where(peer, made)).toBe(expected)
    peer.destroy()
  })

  it('[ANC2] is made without the blanks and borders at its ends, over several blocks', () => {
    const peer = peerOf()
    const from = placeOf(peer, ' speaks of the army')
    const made = anchorOf(peer.binding.sequence, from, placeOf(peer, 'The third'))
    expect(made.bid).toBe('a')
    expect(made.quote.exact).toBe('speaks of the army.\nThe second article speaks of the courts.')
    expect(where(peer, made)).toBe(`range by positions: ${made.quote.exact}`)
    peer.act((tr) => tr.delete(position(peer, 'The second') - 1, position(peer, 'The third') - 1))
    expect(where(peer, made)).toBe('range by positions: speaks of the army.')
    peer.destroy()
  })

  it('[ANC2] of blanks, or of nothing, is about the block', () => {
    const peer = peerOf()
    const space = placeOf(peer, ' second')
    for (const end of [space, { ...space, offset: space.offset + 1 }])
      expect(anchorOf(peer.binding.sequence, space, end)).toEqual(anchorOfBlock(peer.binding.sequence, 2))
    peer.destroy()
  })

  it('[ANC7] of a block goes with its bid, with its beginning when it is joined, and is an orphan when that is gone', () => {
    const peer = peerOf()
    const made = anchorOfBlock(peer.binding.sequence, placeOf(peer, 'second').slot)
    expect(where(peer, made)).toBe('block by block: The second article speaks of the courts.')
    peer.act((tr) => tr.join(position(peer, 'The second') - 1))
    expect(where(peer, made)).toMatch(/^block by positions: The first .* courts\.$/)
    remove(peer, 'The second article speaks of the courts.')
    expect(where(peer, made)).toBe('orphan')
    peer.undoManager.undo()
    peer.destroy()
  })

  it('[ANC7] of a block whose copy has another bid is found by how it begins', () => {
    const peer = peerOf()
    const made = {
      ...anchorOfBlock(peer.binding.sequence, placeOf(peer, 'second').slot),
      bid: 'gone',
      start: '',
      end: '',
    }
    expect(where(peer, made)).toBe('block by text: The second article speaks of the courts.')
    peer.destroy()
  })

  it.each(['', 'AAAA', 'not base64!', '////////'])(
    '[ANC3] with positions that are none (%j) is found by its quote',
    (broken) => {
      const peer = peerOf()
      const made = { ...anchor(peer, 'second article'), start: broken, end: broken }
      expect(where(peer, made)).toBe('range by block: second article')
      expect(where(peer, { ...made, bid: '' })).toBe('range by text: second article')
      peer.destroy()
    },
  )

  it('[ANC3] positions of another history that point at other words are not believed', () => {
    const peer = peerOf()
    const other = anchor(peer, 'the press')
    const made = { ...anchor(peer, 'second article'), start: other.start, end: other.end }
    expect(where(peer, made)).toBe('range by block: second article')
    peer.destroy()
  })

  it('[ANC3] in the text before any marker has no block and holds by its positions', () => {
    const doc = new Y.Doc()
    doc.getText('content').insert(0, 'loose words here')
    const peer = openPeer(doc)
    const made = anchor(peer, 'words')
    expect(made.bid).toBe('')
    insert(peer, 1, 'some ')
    expect(where(peer, made)).toBe('range by positions: words')
    peer.destroy()
  })
})
