import { TextSelection } from 'prosemirror-state'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { moveBlocks } from '../../editor/extensions/binding/move-blocks.ts'
import { blockStart } from '../../editor/extensions/binding/positions.ts'
import { GateWorld, as } from '../support/gate-world.ts'
import { block, copyOf, document, openPeer, seeded, type Peer } from '../support/peers/peer.ts'
import { seededRandom, seeds } from '../support/seeded-random.ts'

const WORDS = 'جيم دال'
const BLOCKS = [
  ['a', 'ألف باء'],
  ['b', 'هاء واو'],
  ['x', WORDS],
  ['z', 'راء زاي'],
] as const

/** Peers beside the real gate; every frame travels in order, and as late as `deliver` lets it. */
class Room {
  readonly world: GateWorld
  readonly mover: Peer
  readonly typist: Peer
  readonly #up: Uint8Array[][] = [[], []]
  readonly #down: Uint8Array[][] = [[], []]

  constructor() {
    const start = seeded(document(...BLOCKS.map(([bid, text]) => block(text, { bid }))))
    this.world = new GateWorld(Y.encodeStateAsUpdate(start))
    this.mover = openPeer(copyOf(start, 500))
    this.typist = openPeer(copyOf(start, 400))
    this.peers.forEach(({ ydoc }, who) =>
      ydoc.on('update', (update: Uint8Array, origin: unknown) => {
        if (origin !== 'remote') this.#up[who]?.push(update)
      }),
    )
  }

  get peers(): readonly [Peer, Peer] {
    return [this.mover, this.typist]
  }

  /** The server takes the next frame of a peer. */
  judge(who: number): void {
    const update = this.#up[who]?.shift()
    if (update === undefined) return
    const verdict = this.world.send(update, as(`M${who}`, 'editor'))
    expect(verdict.kind).toBe('admitted')
    const repairs = verdict.kind === 'admitted' ? verdict.repairs : null
    const both = repairs === null ? update : Y.mergeUpdates([update, repairs])
    this.#down[1 - who]?.push(both)
    if (repairs !== null) this.#down[who]?.push(repairs)
  }

  /** A peer takes the next frame of the server. */
  receive(who: number): void {
    const update = this.#down[who]?.shift()
    const peer = this.peers[who]
    if (update !== undefined && peer !== undefined) Y.applyUpdate(peer.ydoc, update, 'remote')
  }

  /** All that a peer has to say goes as one frame, as after a while offline. */
  gather(who: number): void {
    const frames = this.#up[who]
    if (frames !== undefined && frames.length > 0) frames.push(Y.mergeUpdates(frames.splice(0)))
  }

  settle(): void {
    while ([...this.#up, ...this.#down].some((frames) => frames.length > 0))
      for (const who of [0, 1]) {
        this.judge(who)
        this.receive(who)
      }
  }
}

const indexOf = (peer: Peer, bid: string): number => {
  let found = -1
  peer.doc.forEach((node, _, index) => {
    if (node.attrs['bid'] === bid) found = index
  })
  return found
}

const caret = (peer: Peer, bid: string, offset: number): void => {
  const at = blockStart(peer.doc, indexOf(peer, bid)) + 1 + offset
  peer.view.dispatch(peer.view.state.tr.setSelection(TextSelection.create(peer.doc, at)))
}

/** One letter at the caret, wherever that is. */
const press = (peer: Peer, letter: string): void => peer.act((tr) => tr.insertText(letter))

const move = (peer: Peer, bid: string, direction: 'up' | 'down'): void => {
  caret(peer, bid, 0)
  peer.act((tr) => moveBlocks(peer.view.state, direction, tr))
}

const shown = (peer: Peer): [unknown, string][] => {
  const blocks: [unknown, string][] = []
  peer.doc.forEach((node) => blocks.push([node.attrs['bid'], node.textContent]))
  return blocks
}

const typedAt = (offset: number, typed: string): string =>
  WORDS.slice(0, offset) + typed + WORDS.slice(offset)

describe('a block in which somebody types is moved', () => {
  it('[DOC7] the caret goes with the block, and what is typed next stands in it', () => {
    for (const offset of [0, 3, WORDS.length]) {
      const room = new Room()
      const { mover, typist } = room
      caret(typist, 'x', offset)
      press(typist, 'ك')
      room.settle()
      move(mover, 'x', 'up')
      room.settle()
      expect(typist.view.state.selection.$head.parent.attrs['bid']).toBe('x')
      press(typist, 'ل')
      room.settle()
      for (const peer of room.peers)
        expect(shown(peer)).toEqual([
          ['a', 'ألف باء'],
          ['x', typedAt(offset, 'كل')],
          ['b', 'هاء واو'],
          ['z', 'راء زاي'],
        ])
    }
  })

  it('[GAT13] letters in flight are carried behind the copy of what they were typed behind', () => {
    for (const offset of [0, 3, WORDS.length])
      for (const first of [0, 1]) {
        const room = new Room()
        const { mover, typist } = room
        caret(typist, 'x', offset)
        for (const letter of 'كت') press(typist, letter)
        move(mover, 'x', 'up')
        room.judge(first)
        room.judge(1 - first)
        room.judge(1)
        // Known here: nothing of it; then the move, then the letters carried.
        press(typist, 'ا')
        room.judge(1)
        room.receive(1)
        press(typist, 'ب')
        room.settle()
        for (const peer of room.peers) {
          peer.check()
          expect(shown(peer), `at ${offset}, first ${first}`).toEqual([
            ['a', 'ألف باء'],
            ['x', typedAt(offset, 'كتاب')],
            ['b', 'هاء واو'],
            ['z', 'راء زاي'],
          ])
        }
      }
  })

  it('[GAT13] who knows of the move and types at the end of the block in front is left alone', () => {
    const room = new Room()
    const { mover, typist } = room
    move(mover, 'x', 'down')
    // The mover knows before the server has said anything.
    caret(mover, 'b', 'هاء واو'.length)
    press(mover, '!')
    room.settle()
    caret(typist, 'b', 'هاء واو!'.length)
    press(typist, '?')
    room.settle()
    // A client of plain Yjs refers to what was deleted there just as well.
    room.world.edit(as('P', 'editor'), (text) => text.insert(18, '.', {}))
    expect(room.world.gate.blocks().map(({ runs }) => runs.map((run) => run.text).join(''))).toEqual([
      'ألف باء',
      'هاء واو!?.',
      'راء زاي',
      WORDS,
    ])
  })

  it('[GAT13] whatever the delays, every letter is there once and the word whole, in the block with that bid', () => {
    const letters = 'abcdefghijklmnopqrst'
    for (const seed of seeds(25, 3000)) {
      const draw = seededRandom(seed)
      const room = new Room()
      const { mover, typist } = room
      const offset = draw.pick([0, 3, WORDS.length])
      caret(typist, 'x', offset)
      const moves = [draw.pick(['up', 'down'] as const)]
      let [typed, moved] = [0, 0]
      while (typed < letters.length || moved < moves.length) {
        const what = draw.below(9)
        if (what < 3 && typed < letters.length) press(typist, letters.charAt(typed++))
        else if (what === 3 && moved < moves.length) {
          const direction = moves[moved++]
          if (direction !== undefined) move(mover, 'x', direction)
        } else if (what < 6) room.judge(draw.below(2))
        else room.receive(draw.below(2))
      }
      room.settle()
      for (const peer of room.peers) {
        peer.check()
        expect(
          shown(peer).filter(([bid]) => bid === 'x'),
          `seed ${seed}`,
        ).toEqual([['x', typedAt(offset, letters)]])
        expect(peer.doc.textContent).toHaveLength(
          letters.length + BLOCKS.map(([, text]) => text).join('').length,
        )
        peer.destroy()
      }
    }
  })

  it('[DOC2] several moves within one delay lose and double no letter, and leave no empty block', () => {
    const letters = 'abcdefghij'
    for (const seed of seeds(25, 3000)) {
      const draw = seededRandom(seed)
      const room = new Room()
      const { mover, typist } = room
      caret(typist, 'x', draw.pick([0, 3, WORDS.length]))
      const moves = ['up', 'up', 'down'] as const
      let [typed, moved] = [0, 0]
      while (typed < letters.length || moved < moves.length) {
        const what = draw.below(9)
        if (what < 3 && typed < letters.length) press(typist, letters.charAt(typed++))
        else if (what === 3 && moved < moves.length) move(mover, 'x', moves[moved++] ?? 'down')
        else if (what < 6) room.judge(draw.below(2))
        else room.receive(draw.below(2))
      }
      room.settle()
      for (const peer of room.peers) {
        peer.check()
        const { textContent } = peer.doc
        expect(
          shown(peer).filter(([, text]) => text === ''),
          `seed ${seed}`,
        ).toEqual([])
        expect(textContent.match(/[a-j]/gu)?.sort().join(''), `seed ${seed}`).toBe(letters)
        peer.destroy()
      }
    }
  })

  it('[GAT16] a move taken back at once loses nothing of a block that somebody else moved meanwhile', () => {
    for (const first of [0, 1])
      for (const direction of ['up', 'down'] as const) {
        const room = new Room()
        const { mover, typist } = room
        move(mover, 'x', 'up')
        mover.undoManager.undo()
        move(typist, 'x', direction)
        room.gather(0)
        room.judge(first)
        room.settle()
        for (const peer of room.peers) {
          peer.check()
          expect(
            shown(peer).toSorted(([one], [two]) => String(one).localeCompare(String(two))),
            `${direction}, first ${first}`,
          ).toEqual(BLOCKS)
        }
      }
  })

  it('[GAT13] what comes to a moved block cuts no word that its mover typed in it before', () => {
    const room = new Room()
    const { mover, typist } = room
    caret(typist, 'x', 'جيم '.length)
    for (const letter of 'قاف ') press(typist, letter)
    move(mover, 'x', 'up')
    // The first begins as the block does, the second ends as it does.
    caret(mover, 'x', 0)
    for (const letter of 'جمل ') press(mover, letter)
    caret(mover, 'x', `جمل ${WORDS}`.length)
    for (const letter of ' نزل') press(mover, letter)
    room.gather(0)
    room.judge(1)
    room.settle()
    for (const peer of room.peers) {
      peer.check()
      expect(shown(peer)[1]).toEqual(['x', 'جمل جيم قاف دال نزل'])
    }
  })

  it('[GAT13] nor one that its mover typed in place of another', () => {
    const room = new Room()
    const { mover, typist } = room
    caret(typist, 'x', 'جيم '.length)
    for (const letter of 'قاف ') press(typist, letter)
    mover.act((tr) => tr.delete(blockStart(tr.doc, 2) + 1, blockStart(tr.doc, 2) + 5))
    caret(mover, 'x', 0)
    for (const letter of 'جمل ') press(mover, letter)
    move(mover, 'x', 'up')
    room.gather(0)
    room.judge(1)
    room.settle()
    for (const peer of room.peers) {
      peer.check()
      expect(shown(peer)[1]?.[1].split(' ').sort()).toEqual(['جمل', 'دال', 'قاف'])
    }
  })
})

describe('a block in which somebody composes is moved', () => {
  const letters = 'كلمة'

  /** The next letters of the composition, in the place of the last `back` ones. */
  const compose = (peer: Peer, text: string, back = 0): void => {
    const { from } = peer.view.state.selection
    peer.act((tr) => tr.insertText(text, from - back, from))
  }

  const finish = (peer: Peer): void => {
    peer.view.composing = false
    peer.binding.catchUp()
  }

  it('[DOC200] the composition goes on where it is shown, and all of it stands in the moved block', () => {
    for (const offset of [0, 3, WORDS.length])
      for (const known of [0, 1, 2]) {
        const room = new Room()
        const { mover, typist } = room
        caret(typist, 'x', offset)
        typist.view.composing = true
        for (const letter of letters.slice(0, known)) compose(typist, letter)
        room.settle()
        move(mover, 'x', 'up')
        room.settle()
        for (const letter of letters.slice(known)) compose(typist, letter)
        expect(typist.doc.child(2).textContent).toBe(typedAt(offset, letters))
        room.settle()
        finish(typist)
        expect(typist.view.state.selection.$head.parent.attrs['bid']).toBe('x')
        press(typist, '!')
        room.settle()
        for (const peer of room.peers) {
          peer.check()
          expect(shown(peer), `at ${offset}, ${known} before`).toEqual([
            ['a', 'ألف باء'],
            ['x', typedAt(offset, `${letters}!`)],
            ['b', 'هاء واو'],
            ['z', 'راء زاي'],
          ])
        }
      }
  })

  it('[DOC200] a word composed anew takes the place of the letters that went with the block', () => {
    const room = new Room()
    const { mover, typist } = room
    caret(typist, 'x', 3)
    typist.view.composing = true
    compose(typist, 'ni')
    room.settle()
    move(mover, 'x', 'up')
    room.settle()
    compose(typist, '你', 2)
    compose(typist, '好')
    finish(typist)
    room.settle()
    for (const peer of room.peers) {
      peer.check()
      expect(shown(peer)[1]).toEqual(['x', typedAt(3, '你好')])
    }
  })

  it('[DOC200] whatever the delays, every letter is there once and the word whole, in the block with that bid', () => {
    const word = 'abcdefghij'
    for (const seed of seeds(25, 3000)) {
      const draw = seededRandom(seed)
      const room = new Room()
      const { mover, typist } = room
      const offset = draw.pick([0, 3, WORDS.length])
      caret(typist, 'x', offset)
      typist.view.composing = true
      let typed = 0
      let isMoved = false
      while (typed < word.length || !isMoved) {
        const what = draw.below(9)
        if (what < 3 && typed < word.length) compose(typist, word.charAt(typed++))
        else if (what === 3 && !isMoved) {
          isMoved = true
          move(mover, 'x', draw.pick(['up', 'down'] as const))
        } else if (what < 6) room.judge(draw.below(2))
        else room.receive(draw.below(2))
        if (draw.chance(0.1)) {
          finish(typist)
          typist.view.composing = draw.chance(0.7)
        }
      }
      finish(typist)
      room.settle()
      finish(typist)
      for (const peer of room.peers) {
        peer.check()
        expect(
          shown(peer).filter(([bid]) => bid === 'x'),
          `seed ${seed}`,
        ).toEqual([['x', typedAt(offset, word)]])
        peer.destroy()
      }
    }
  })
})
