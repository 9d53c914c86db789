import { Fragment, Slice, type Node } from 'prosemirror-model'
import { TextSelection } from 'prosemirror-state'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { moveBlocks } from '../../../editor/extensions/binding/move-blocks.ts'
import { positionOf } from '../../../editor/extensions/binding/positions.ts'
import { schema } from '#core/schema/schema.ts'
import { contentOf } from '#core/shared-doc/elements.ts'
import { relativePlace, resolvePlace } from '#core/shared-doc/places.ts'
import type { SequencePosition } from '#core/shared-doc/sequence-edit.ts'
import { operate, wholeCharacter } from '../../support/peers/operations.ts'
import {
  block,
  copyOf,
  document,
  openPeer,
  pull,
  seeded,
  settle,
  type Peer,
} from '../../support/peers/peer.ts'
import { seededRandom, seeds } from '../../support/seeded-random.ts'

const bold = schema.mark('bold')
const start = document(
  block('alpha beta', { bid: 'a' }),
  block([schema.text('ga'), schema.text('mma', [bold])], { bid: 'b', kind: 'heading', level: 2 }),
  block('delta', { bid: 'd' }),
)
const json = (node: Node): string => JSON.stringify(node.toJSON())
const peerOf = (doc: Node, client = 100): Peer => openPeer(copyOf(seeded(doc), client))

describe('undo', () => {
  it('[DOC10] undoing everything gives the start, redoing everything the end, bids included', () => {
    for (const seed of seeds(60, 2000)) {
      const draw = seededRandom(seed)
      const peer = peerOf(start)
      const first = json(peer.doc)
      for (let n = 0; n < 25; n++) {
        operate(
          peer,
          draw,
          [
            'type',
            'type-twice',
            'delete',
            'split',
            'join',
            'indent',
            'retype',
            'bold',
            'paste-inside',
            'delete-block',
            'suggest-block',
            'suggest',
            'link',
            'move',
            'several',
          ],
          [`s${n}`],
        )
        if (draw.chance(0.5)) peer.undoManager.stopCapturing()
      }
      const last = json(peer.doc)
      while (peer.undoManager.canUndo()) peer.undoManager.undo()
      peer.check()
      expect(json(peer.doc), `undo, seed ${seed}`).toBe(first)
      while (peer.undoManager.canRedo()) peer.undoManager.redo()
      peer.check()
      expect(json(peer.doc), `redo, seed ${seed}`).toBe(last)
      peer.destroy()
    }
  })

  it('[DOC10] takes back only what was done here: no letter of anybody else goes', () => {
    for (const seed of seeds(60, 2000)) {
      const draw = seededRandom(seed)
      const server = seeded(start)
      const [mine, theirs] = [openPeer(copyOf(server, 10)), openPeer(copyOf(server, 20))]
      let tokens = 0
      const typed = new Set<string>()
      for (let n = 0; n < 30; n++) {
        operate(mine, draw, ['type', 'split', 'join', 'bold', 'retype', 'paste-inside', 'indent'])
        theirs.act((tr) => {
          const token = String.fromCharCode(0x4e00 + tokens++)
          typed.add(token)
          const place = TextSelection.near(tr.doc.resolve(draw.below(tr.doc.content.size + 1))).from
          tr.insertText(token, wholeCharacter(tr.doc, place))
        })
        if (draw.chance(0.5)) settle([mine.ydoc, theirs.ydoc])
      }
      settle([mine.ydoc, theirs.ydoc])
      while (mine.undoManager.canUndo()) mine.undoManager.undo()
      settle([mine.ydoc, theirs.ydoc])
      for (const peer of [mine, theirs]) {
        peer.check()
        const text = peer.doc.textBetween(0, peer.doc.content.size)
        for (const token of typed) expect(text.split(token).length - 1, `seed ${seed}`).toBe(1)
        peer.destroy()
      }
    }
  })

  it('[DOC10] puts the selection back to where it was before the change, also when others wrote meanwhile', () => {
    const server = seeded(document(block('one two three', { bid: 'a' })))
    const [mine, theirs] = [openPeer(copyOf(server, 10)), openPeer(copyOf(server, 20))]
    mine.view.dispatch(mine.view.state.tr.setSelection(TextSelection.create(mine.doc, 5, 8)))
    mine.act((tr) => tr.delete(5, 8))
    theirs.act((tr) => tr.insertText('zero ', 1))
    settle([mine.ydoc, theirs.ydoc])
    mine.undoManager.undo()
    expect(mine.doc.textContent).toBe('zero one two three')
    const { from, to } = mine.view.state.selection
    expect(mine.doc.textBetween(from, to)).toBe('two')
  })

  it('[DOC10] leaves out what was marked as no part of the history', () => {
    const peer = peerOf(document(block('one', { bid: 'a' })))
    peer.act((tr) => tr.insertText('x', 1).setMeta('addToHistory', false))
    expect(peer.undoManager.canUndo()).toBe(false)
    peer.act((tr) => tr.insertText('y', 1))
    peer.undoManager.undo()
    expect(peer.doc.textContent).toBe('xone')
  })
})

describe('a move', () => {
  it('[DOC7] takes whole blocks over their neighbour in one act, bids and selection with them', () => {
    const peer = peerOf(start)
    const ids = (): string => {
      const list: string[] = []
      peer.doc.forEach((node) => list.push(String(node.attrs['bid'])))
      return list.join('')
    }
    const { tr } = peer.view.state
    peer.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, 15)))
    const move = (direction: 'up' | 'down'): boolean => {
      const transaction = peer.view.state.tr
      const moved = moveBlocks(peer.view.state, direction, transaction)
      if (moved) peer.view.dispatch(transaction)
      return moved
    }
    expect(move('up')).toBe(true)
    expect(ids()).toBe('bad')
    expect(peer.view.state.selection.$from.parent.attrs['bid']).toBe('b')
    expect(move('up')).toBe(false)
    peer.undoManager.undo()
    expect(ids()).toBe('abd')
    peer.undoManager.redo()
    expect([move('down'), move('down'), move('down')]).toEqual([true, true, false])
    expect(ids()).toBe('adb')
    peer.check()
  })

  it('[DOC7] by cut and paste keeps the bid, a copy gets a new one wherever it is put', () => {
    const peer = peerOf(start)
    const last = peer.doc.child(2)
    const copied = new Slice(Fragment.from(last), 0, 0)
    peer.act((tr) => tr.replace(0, 0, copied))
    expect(peer.doc.child(0).attrs['bid']).not.toBe('d')
    expect(peer.doc.child(3).attrs['bid']).toBe('d')
    peer.act((tr) => tr.delete(tr.doc.content.size - last.nodeSize, tr.doc.content.size))
    peer.act((tr) => tr.replace(0, 0, copied))
    expect(peer.doc.child(0).attrs['bid']).toBe('d')
    const bids = new Set<unknown>()
    peer.doc.forEach((node) => bids.add(node.attrs['bid']))
    expect(bids.size).toBe(peer.doc.childCount)
    peer.check()
  })
})

describe('a relative position', () => {
  const around = (peer: Peer, at: SequencePosition | null): string => {
    if (at === null) return 'nowhere'
    const position = positionOf(peer.binding.sequence, peer.doc, at)
    const text = (from: number, to: number): string => peer.doc.textBetween(from, to, '¶')
    const size = peer.doc.content.size
    return `${text(Math.max(0, position - 3), position)}|${text(position, Math.min(size, position + 4))}`
  }

  const doc = document(
    block('One one.', { bid: '1' }),
    block('Two two.', { bid: '2' }),
    block('Three.', { bid: '3' }),
  )
  const edits: [string, (peer: Peer) => void, string][] = [
    ['a split in front of it', (peer) => peer.act((tr) => tr.split(14)), '¶ |two.'],
    ['a join of its block', (peer) => peer.act((tr) => tr.join(10)), 'wo |two.'],
    [
      'a retype of its block',
      (peer) => peer.act((tr) => tr.setNodeAttribute(10, 'kind', 'heading')),
      'wo |two.',
    ],
    ['bold over it', (peer) => peer.act((tr) => tr.addMark(12, 17, bold)), 'wo |two.'],
    [
      'a deletion of its block and undo',
      (peer) => {
        peer.act((tr) => tr.delete(10, 20))
        peer.undoManager.undo()
      },
      'wo |two.',
    ],
    ['a deletion around it', (peer) => peer.act((tr) => tr.delete(13, 17)), 'Tw|o.¶'],
  ]

  it.each(edits)('[ANC1] survives %s', (_name, edit, expected) => {
    const peer = peerOf(doc)
    const relative = relativePlace(peer.binding.sequence, { slot: 2, offset: 4 }, 'after')
    expect(around(peer, resolvePlace(peer.binding.sequence, relative))).toBe('wo |two.')
    edit(peer)
    expect(around(peer, resolvePlace(peer.binding.sequence, relative))).toBe(expected)
  })

  it('[ANC1] is made and resolved as Yjs does it, without a walk from the start of the text', () => {
    for (const seed of seeds(20, 500)) {
      const draw = seededRandom(seed)
      const server = seeded(start)
      const [peer, other] = [openPeer(copyOf(server, 10)), openPeer(copyOf(server, 20))]
      const text = contentOf(peer.ydoc)
      const { sequence } = peer.binding
      const flat = ({ slot, offset }: SequencePosition): number => {
        let index = offset
        for (let k = 0; k < slot; k++) index += sequence.block(k).length + 1
        return index
      }
      const kept: Y.RelativePosition[] = []
      for (let n = 0; n < 30; n++) {
        operate(draw.pick([peer, other]), draw)
        if (draw.chance(0.4)) pull(peer.ydoc, other.ydoc)
        if (draw.chance(0.4)) pull(other.ydoc, peer.ydoc)
        const slot = draw.below(sequence.slots)
        const at = { slot, offset: draw.below(sequence.block(slot).length + 1) }
        for (const cling of ['before', 'after'] as const) {
          const ours = relativePlace(sequence, at, cling)
          const theirs = Y.createRelativePositionFromTypeIndex(text, flat(at), cling === 'before' ? -1 : 0)
          expect(Y.relativePositionToJSON(ours), `seed ${seed}`).toEqual(Y.relativePositionToJSON(theirs))
          kept.push(Y.decodeRelativePosition(Y.encodeRelativePosition(ours)))
        }
        for (const relative of kept) {
          const ours = resolvePlace(sequence, relative)
          const theirs = Y.createAbsolutePositionFromRelativePosition(relative, peer.ydoc)
          expect(ours === null ? null : flat(ours), `seed ${seed}, ${n}`).toBe(
            theirs === null ? null : theirs.index,
          )
        }
      }
      for (const each of [peer, other]) each.destroy()
    }
  })
})
