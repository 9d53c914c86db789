import { describe, expect, it } from 'vitest'
import { TextSelection } from 'prosemirror-state'
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
import { operate, wholeCharacter } from '../../support/peers/operations.ts'
import { seededRandom, seeds } from '../../support/seeded-random.ts'

const pair = (): [Peer, Peer] => {
  const server = seeded(document(block('one two', { bid: 'a' }), block('three four', { bid: 'b' })))
  return [openPeer(copyOf(server, 10)), openPeer(copyOf(server, 20))]
}

const caret = (peer: Peer, at: number): void =>
  peer.view.dispatch(peer.view.state.tr.setSelection(TextSelection.create(peer.doc, at)))

describe('composition beside remote changes', () => {
  it('[DOC8] what touches the composed block waits, what is composed is written at once', () => {
    const [mine, theirs] = pair()
    caret(mine, 5)
    mine.view.composing = true
    mine.act((tr) => tr.insertText('k', 5))
    theirs.act((tr) => tr.insertText('ZERO ', 1))
    pull(mine.ydoc, theirs.ydoc)
    expect(mine.doc.child(0).textContent).toBe('one ktwo')
    expect(mine.binding.waiting).toBe(true)
    mine.act((tr) => tr.insertText('i', 6))
    mine.act((tr) => tr.insertText('n', 7))
    pull(theirs.ydoc, mine.ydoc)
    expect(theirs.doc.child(0).textContent).toBe('ZERO one kintwo')
    mine.view.composing = false
    mine.binding.catchUp()
    expect(mine.doc.child(0).textContent).toBe('ZERO one kintwo')
    expect(mine.binding.waiting).toBe(false)
    for (const peer of [mine, theirs]) peer.check()
  })

  it('[DOC8] other blocks go on, also while something waits', () => {
    const [mine, theirs] = pair()
    caret(mine, 5)
    mine.view.composing = true
    theirs.act((tr) => tr.insertText('!', tr.doc.content.size - 1))
    pull(mine.ydoc, theirs.ydoc)
    expect(mine.doc.child(1).textContent).toBe('three four!')
    theirs.act((tr) => tr.insertText('ZERO ', 1))
    pull(mine.ydoc, theirs.ydoc)
    theirs.act((tr) => tr.insertText('?', tr.doc.content.size - 1))
    pull(mine.ydoc, theirs.ydoc)
    expect([mine.doc.child(0).textContent, mine.doc.child(1).textContent]).toEqual([
      'one two',
      'three four!?',
    ])
    mine.act((tr) => tr.insertText('k', 5))
    mine.view.composing = false
    mine.binding.catchUp()
    settle([mine.ydoc, theirs.ydoc])
    expect(theirs.doc.child(0).textContent).toBe('ZERO one ktwo')
    for (const peer of [mine, theirs]) peer.check()
  })

  it('[DOC8] the word is kept when the block is deleted under it', () => {
    const [mine, theirs] = pair()
    caret(mine, 14)
    mine.view.composing = true
    mine.act((tr) => tr.insertText('k', 14))
    theirs.act((tr) => tr.delete(9, tr.doc.content.size))
    pull(mine.ydoc, theirs.ydoc)
    mine.act((tr) => tr.insertText('in', 15))
    mine.view.composing = false
    mine.binding.catchUp()
    settle([mine.ydoc, theirs.ydoc])
    expect(theirs.doc.textContent).toBe('one twokin')
    for (const peer of [mine, theirs]) peer.check()
  })

  it('[DOC8] whatever happens meanwhile, screen and text are one when it ends', () => {
    for (const seed of seeds(30, 3000)) {
      const draw = seededRandom(seed)
      const [mine, theirs] = pair()
      for (let round = 0; round < 4; round++) {
        const near = TextSelection.near(mine.doc.resolve(draw.below(mine.doc.content.size + 1))).from
        const at = wholeCharacter(mine.doc, near)
        caret(mine, at)
        mine.view.composing = true
        for (let n = 0; n < 8; n++) {
          if (draw.chance(0.5)) {
            const { from } = mine.view.state.selection
            mine.act((tr) =>
              draw.chance(0.2) && mine.doc.textBetween(Math.max(0, from - 1), from) === 'k'
                ? tr.delete(from - 1, from)
                : tr.insertText('k', from),
            )
          } else {
            operate(theirs, draw, [
              'type',
              'split',
              'join',
              'bold',
              'delete',
              'retype',
              'paste-inside',
              'delete-block',
              'delete-across',
              'suggest',
            ])
            if (draw.chance(0.7)) pull(mine.ydoc, theirs.ydoc)
          }
        }
        mine.view.composing = false
        mine.binding.catchUp()
        try {
          mine.check()
        } catch (error) {
          throw new Error(`seed ${seed}, round ${round}`, { cause: error })
        }
        settle([mine.ydoc, theirs.ydoc])
        for (const peer of [mine, theirs]) peer.check()
        expect(mine.doc.toJSON(), `seed ${seed}`).toEqual(theirs.doc.toJSON())
      }
      for (const peer of [mine, theirs]) peer.destroy()
    }
  })
})
