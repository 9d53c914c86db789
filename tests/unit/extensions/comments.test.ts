import { TextSelection, type Transaction } from 'prosemirror-state'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { schema } from '#core/schema/schema.ts'
import type { TextAnchor } from '#core/anchors/text-anchor.ts'
import { moveBlocks } from '../../../editor/extensions/binding/move-blocks.ts'
import type { Reanchored } from '../../../editor/extensions/comments/carried-threads.ts'
import { commentsPlugin } from '../../../editor/extensions/comments/comments.ts'
import { DocumentComments } from '../../../editor/extensions/comments/document-comments.ts'
import { KeptPlaces } from '../../../editor/extensions/comments/kept-places.ts'
import { anchorAt, isPlaced } from '../../../editor/extensions/comments/thread-place.ts'
import { OPERATIONS, operate } from '../../support/peers/operations.ts'
import { block, copyOf, document, openPeer, pull, seeded, type Peer } from '../../support/peers/peer.ts'
import { seededRandom, seeds } from '../../support/seeded-random.ts'

const start = document(
  block('The first article speaks of the army.', { bid: 'a' }),
  block('The second article speaks of the courts.', { bid: 'b' }),
  block('The third article speaks of the press.', { bid: 'c' }),
)

interface Member {
  readonly peer: Peer
  readonly comments: DocumentComments
  readonly reanchored: Reanchored[][]
}

const open = (ydoc: Y.Doc): Member => {
  const comments = new DocumentComments()
  const reanchored: Reanchored[][] = []
  comments.onReanchor((list) => reanchored.push([...list]))
  return { peer: openPeer(ydoc, { plugins: [commentsPlugin(comments, null)] }), comments, reanchored }
}

const position = ({ peer }: Member, words: string): number => {
  let found = -1
  peer.doc.forEach((node, before) => {
    const at = node.textContent.indexOf(words)
    if (found < 0 && at >= 0) found = before + 1 + at
  })
  if (found < 0) throw new Error(`no ${words}`)
  return found
}

const anchorOn = (member: Member, words: string): TextAnchor => {
  const from = position(member, words)
  const anchor = anchorAt(member.peer.view.state, from, from + words.length)
  if (anchor === null) throw new Error('text and screen are apart')
  return anchor
}

/** What stands at the place of a thread. */
const shown = ({ peer, comments }: Member, id = 't'): string | null => {
  const place = comments.place(id)
  return place !== null && isPlaced(place) ? peer.doc.textBetween(place.from, place.to, '\n') : null
}

/** Without what may put the very same blocks back: their text is new then, and nothing on the screen tells so. */
const MOVING_NOTHING = OPERATIONS.filter((kind) => kind !== 'move' && kind !== 'replace-all')

describe('threads in the text', () => {
  let me: Member
  let other: Member
  const sync = (): void => {
    pull(other.peer.ydoc, me.peer.ydoc)
    pull(me.peer.ydoc, other.peer.ydoc)
  }
  const thread = (anchor: TextAnchor, id = 't') => ({ id, anchor, resolved: null })
  const mark = (words: string): TextAnchor => {
    const anchor = anchorOn(me, words)
    for (const each of [me, other]) each.comments.setThreads([thread(anchor)])
    return anchor
  }

  beforeEach(() => {
    const server = seeded(start)
    me = open(copyOf(server, 10))
    other = open(copyOf(server, 20))
  })

  afterEach(() => {
    for (const each of [me, other]) {
      each.peer.check()
      each.peer.destroy()
    }
  })

  it('[UI600] keep their places through what is typed before, beside and inside them', () => {
    mark('second article')
    me.peer.act((tr) => tr.insertText('New. ', position(me, 'The first')))
    me.peer.act((tr) => tr.insertText('very ', position(me, 'second')))
    other.peer.act((tr) => tr.insertText('!', position(other, ' speaks of the courts')))
    sync()
    for (const each of [me, other]) expect(shown(each)).toBe('second article')
    other.peer.act((tr) => tr.insertText('long ', position(other, 'second article') + 7))
    sync()
    for (const each of [me, other]) expect(shown(each)).toBe('second long article')
  })

  it('[UI600] are orphans when their text is deleted, and back when that is undone', () => {
    mark('second article')
    me.peer.act((tr) => tr.delete(position(me, 'second'), position(me, ' speaks of the courts')))
    sync()
    expect([me, other].map((each) => each.comments.place('t')?.kind)).toEqual(['orphan', 'orphan'])
    me.peer.undoManager.undo()
    sync()
    for (const each of [me, other]) expect(shown(each)).toBe('second article')
  })

  it('[UI600] agree with what their anchors say, whatever is edited', () => {
    let compared = 0
    for (const seed of seeds(40, 1000)) {
      const draw = seededRandom(seed)
      const server = seeded(start)
      const members = [open(copyOf(server, 10)), open(copyOf(server, 20))]
      const [one, two] = members
      if (one === undefined || two === undefined) throw new Error('two members')
      const anchors = ['first article', 'second', 'of the courts', 'third article speaks'].map((words) =>
        thread(anchorOn(one, words), words),
      )
      for (const each of members) each.comments.setThreads(anchors)
      for (let n = 0; n < 25; n++) {
        operate(draw.pick(members).peer, draw, MOVING_NOTHING)
        if (draw.chance(0.5)) pull(one.peer.ydoc, two.peer.ydoc)
        if (draw.chance(0.5)) pull(two.peer.ydoc, one.peer.ydoc)
        for (const each of members) {
          const fresh = new KeptPlaces()
          fresh.set(anchors)
          fresh.resolve(each.peer.view.state)
          for (const { id, anchor } of anchors) {
            // What was carried here has an anchor that nobody else knows of yet.
            if (each.reanchored.flat().some((carried) => carried.thread === id)) continue
            const found = fresh.get(id)
            const text = shown(each, id)
            // What shows its quote letter for letter is not sought anew, what was found by its quote may not be found by
            // who comes later, and an orphan waits until a good piece of it is back.
            if (text === null || text === anchor.quote.exact || found?.how !== 'positions') continue
            compared++
            expect([seed, n, each.comments.place(id)], `${text}`).toEqual([seed, n, found.place])
          }
        }
      }
      for (const each of members) each.peer.destroy()
    }
    expect(compared).toBeGreaterThan(100)
  })

  it('[UI600] the order is the same list until a thread changes its place among the others', () => {
    const anchors = ['third article', 'first article', 'second article'].map((words) =>
      thread(anchorOn(me, words), words),
    )
    me.comments.setThreads([...anchors, { id: 'all', anchor: null, resolved: null }])
    const order = me.comments.order
    expect(order.map((one) => one.thread)).toEqual([
      'all',
      'first article',
      'second article',
      'third article',
    ])
    let told = 0
    me.comments.onOrder(() => told++)
    me.peer.act((tr) => tr.insertText('typed ', position(me, 'first')))
    expect(me.comments.order).toBe(order)
    me.peer.view.dispatch(
      me.peer.view.state.tr.setSelection(TextSelection.create(me.peer.doc, position(me, 'second'))),
    )
    me.peer.act((tr) => moveBlocks(me.peer.view.state, 'up', tr))
    expect(me.comments.order.map((one) => one.thread)).toEqual([
      'all',
      'second article',
      'first article',
      'third article',
    ])
    expect(told).toBe(1)
  })

  it('[UI600] threads about a block follow it, and about a suggestion its marks', () => {
    const anchor = anchorAt(me.peer.view.state, position(me, 'The second'), position(me, 'The second'))
    if (anchor === null) throw new Error('no anchor')
    const from = position(me, 'army')
    me.peer.act((tr) => tr.addMark(from, from + 4, schema.mark('deletion', { id: 's1', by: 'A', at: 1 })))
    me.comments.setThreads([thread(anchor), { id: 'u', anchor: { suggestion: 's1' }, resolved: null }])
    me.peer.act((tr) => tr.insertText('Well. ', 1))
    me.peer.act((tr) => tr.insertText('Also, ', position(me, 'The second')))
    expect(shown(me)).toBe('Also, The second article speaks of the courts.')
    expect(shown(me, 'u')).toBe('army')
    me.peer.act((tr) => tr.removeMark(0, tr.doc.content.size, schema.marks['deletion']))
    expect(me.comments.place('u')?.kind).toBe('orphan')
    const at = position(me, 'press')
    me.peer.act((tr) => tr.addMark(at, at + 5, schema.mark('deletion', { id: 's1', by: 'A', at: 1 })))
    expect(shown(me, 'u')).toBe('press')
    // Late work of it is pending under another id.
    const late = { suggestion: 'gone', renamed: ['s2'] }
    me.comments.setThreads([{ id: 'v', anchor: late, resolved: null }])
    expect(me.comments.place('v')?.kind).toBe('orphan')
    me.peer.act((tr) => tr.addMark(at, at + 5, schema.mark('deletion', { id: 's2', by: 'A', at: 1 })))
    expect(shown(me, 'v')).toBe('press')
  })

  it('[UI600] at a position the shortest stretch comes first, then what is about the block; resolved ones are not there', () => {
    const about = anchorAt(me.peer.view.state, position(me, 'The first'), position(me, 'The first'))
    if (about === null) throw new Error('no anchor')
    me.comments.setThreads([
      thread(about, 'block'),
      thread(anchorOn(me, 'first article speaks'), 'long'),
      thread(anchorOn(me, 'article'), 'short'),
      { ...thread(anchorOn(me, 'first'), 'done'), resolved: { by: 'm', at: 1 } },
    ])
    expect(me.comments.at(position(me, 'article') + 2)).toEqual(['short', 'long', 'block'])
    expect(me.comments.at(position(me, 'first') + 1)).toEqual(['long', 'block'])
    expect(me.comments.at(position(me, 'The third'))).toEqual([])
  })

  describe('carried by the person here', () => {
    const cut = (words: string): void => {
      const from = position(me, words)
      me.peer.act((tr) => tr.delete(from, from + words.length))
    }
    const write = (at: number, words: string, act: string): void =>
      me.peer.act((tr: Transaction) => tr.insertText(words, at).setMeta('uiEvent', act))

    it('[ANC8] by cut and paste are anchored anew, once', () => {
      mark('article')
      cut(' first article')
      expect(me.comments.place('t')?.kind).toBe('orphan')
      write(position(me, ' speaks of the press'), ' first article', 'paste')
      expect(shown(me)).toBe('article')
      expect(me.comments.place('t')).toMatchObject({ from: position(me, 'article speaks of the press') })
      expect(me.reanchored).toHaveLength(1)
      sync()
      // The other learns of it from the server, and finds it by its positions.
      const [carried] = me.reanchored[0] ?? []
      if (carried === undefined) throw new Error('nothing carried')
      other.comments.setThreads([thread(carried.anchor)])
      expect(other.comments.place('t')).toEqual(me.comments.place('t'))
      me.peer.act((tr) => tr.insertText('x', 1))
      me.comments.setThreads([thread(carried.anchor)])
      expect(me.reanchored).toHaveLength(1)
      expect(shown(me)).toBe('article')
    })

    it('[ANC8] by a move of their block, once for the act', () => {
      const anchors = ['second', 'courts'].map((words) => thread(anchorOn(me, words), words))
      me.comments.setThreads(anchors)
      const at = position(me, 'second')
      me.peer.view.dispatch(me.peer.view.state.tr.setSelection(TextSelection.create(me.peer.doc, at)))
      me.peer.act((tr) => moveBlocks(me.peer.view.state, 'up', tr))
      expect(me.reanchored.map((list) => list.map((one) => one.thread))).toEqual([['second', 'courts']])
      expect([shown(me, 'second'), shown(me, 'courts')]).toEqual(['second', 'courts'])
      me.peer.act((tr) => tr.insertText('x', position(me, 'second') + 2))
      expect(me.reanchored).toHaveLength(1)
    })

    it('[ANC8] an undo carries them back', () => {
      mark('article')
      cut(' first article')
      me.peer.undoManager.stopCapturing()
      write(position(me, ' speaks of the press'), ' first article', 'paste')
      me.peer.undoManager.undo()
      me.peer.undoManager.undo()
      expect(me.comments.place('t')).toMatchObject({ from: position(me, 'article speaks of the army') })
      expect(shown(me)).toBe('article')
    })

    it('[ANC8] typing the same letters is not carrying, nor is what somebody else does', () => {
      mark('article')
      cut(' first article')
      write(position(me, ' speaks of the press'), ' first article', 'input')
      expect(me.comments.place('t')?.kind).toBe('orphan')
      sync()
      expect(me.reanchored).toEqual([])
      other.peer.act((tr) =>
        tr.insertText(' first article', position(other, 'The third')).setMeta('uiEvent', 'paste'),
      )
      sync()
      expect(me.reanchored).toEqual([])
    })
  })
})
