import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { LockedRange } from '#core/locks/section-lock.ts'
import { decideStanding, type Wish } from '#core/shared-doc/decide-standing.ts'
import { SERVER_ORIGIN } from '#core/shared-doc/gate-staging.ts'
import { as, contentOf, GateWorld, positionOf, SERVER_CLIENT_ID, updateOf } from '../support/gate-world.ts'

const EDITOR = as('E', 'editor')

interface Block {
  readonly bid: string
  readonly words: string
  readonly marker?: Readonly<Record<string, unknown>>
  readonly formats?: Readonly<Record<string, unknown>>
}

const worldOf = (blocks: readonly Block[]): GateWorld => {
  const doc = new Y.Doc()
  doc.clientID = SERVER_CLIENT_ID
  const text = contentOf(doc)
  for (const { bid, words, marker = {}, formats = {} } of blocks) {
    text.insertEmbed(text.length, new Y.Map<unknown>([['bid', bid], ...Object.entries(marker)]), {})
    if (words !== '') text.insert(text.length, words, formats)
  }
  return new GateWorld(Y.encodeStateAsUpdate(doc))
}

const under = (from: string, to = from): readonly LockedRange[] => [{ id: 'l', from, to }]
const drafting = (locks: readonly LockedRange[]) => ({ stage: 'drafting' as const, locks })

/** Decides as the server does under `locks`; the fates by id. */
const decide = (world: GateWorld, wishes: Readonly<Record<string, Wish>>, locks: readonly LockedRange[]) => {
  let fates: readonly string[] = []
  const update = world.gate.editAsServer((sequence) => {
    const by = { member: 'F', locks }
    const carried = decideStanding(sequence, new Map(Object.entries(wishes)), by, SERVER_ORIGIN)
    fates = [...carried.fates].map(([id, { kind }]) => `${id} ${kind}`)
  }, locks)
  if (update === 'locked') throw new Error('a decision reached into a locked section')
  Y.applyUpdate(world.live, update)
  return fates
}

const mark = (kind: string, id: string, more: object = {}) => ({
  [`${kind}--${id}`]: { by: 'A', at: 1, ...more },
})

describe('decisions beside a locked block', () => {
  it('[LCK4] take away a block behind it, and let one come behind it', () => {
    const deletion = mark('deletion', 'A-s-1')
    const whole = mark('deletion', 'A-s-1', { whole: true })
    const world = worldOf([
      { bid: 'b1', words: 'agreed' },
      { bid: 'b2', words: 'goes', marker: whole, formats: deletion },
      { bid: 'b3', words: 'new', marker: mark('insertion', 'A-s-2'), formats: mark('insertion', 'A-s-2') },
    ])
    const fates = decide(world, { 'A-s-1': 'accept', 'A-s-2': 'accept' }, under('b1'))
    expect([fates, world.flat]).toEqual([['A-s-1 decided', 'A-s-2 decided'], '¶agreed¶new'])
  })

  it('[LCK4] [SUG409] are refused when text would join it, and so is what else would make it join', () => {
    const breaks = mark('insertion', 'A-s-1')
    const world = worldOf([
      { bid: 'b1', words: 'agreed' },
      { bid: 'b2', words: 'base', marker: breaks },
      { bid: 'b3', words: 'more', marker: mark('insertion', 'A-s-3') },
    ])
    expect(decide(world, { 'A-s-1': 'reject', 'A-s-3': 'reject' }, under('b1'))).toEqual([
      'A-s-1 locked',
      'A-s-3 decided',
    ])
    expect(world.flat).toBe('¶agreed¶basemore')
    const chain = worldOf([
      { bid: 'b1', words: 'agreed' },
      { bid: 'b2', words: '', marker: breaks },
      { bid: 'b3', words: 'more', marker: mark('insertion', 'A-s-3') },
    ])
    expect(decide(chain, { 'A-s-1': 'reject', 'A-s-3': 'reject' }, under('b1'))).toEqual([
      'A-s-1 locked',
      'A-s-3 decided',
    ])
    expect(chain.flat).toBe('¶agreed¶more')
  })
})

describe('what the server writes', () => {
  it('[LCK4] is not written at all when it would change a locked section', () => {
    const world = worldOf([
      { bid: 'b1', words: 'agreed' },
      { bid: 'b2', words: 'free' },
      { bid: 'b3', words: 'agreed too' },
    ])
    const locks = under('b1', 'b3')
    const before = world.gate.encodeState()
    for (const write of [
      (text: Y.Text) => text.insert(1, 'x', {}),
      (text: Y.Text) => text.delete(0, text.length),
      (text: Y.Text) => text.format(2, 3, { bold: true }),
      (text: Y.Text) => text.insertEmbed(7, new Y.Map([['bid', 'b9']]), {}),
      (text: Y.Text) => {
        text.insert(text.length, ' tail', {})
      },
    ])
      expect(world.gate.writeAsServer(write, locks)).toBe('locked')
    expect(world.gate.encodeState()).toEqual(before)
    expect(world.gate.writeAsServer((text) => text.insert(0, 'in front', {}), locks)).not.toBe('locked')
  })
})

describe('repairs', () => {
  it('[LCK4] give text in front of a locked first block a block of its own', () => {
    const world = worldOf([{ bid: 'b1', words: 'agreed' }])
    expect(world.edit(EDITOR, (text) => text.insert(0, 'in front', {}), drafting(under('b1'))).kind).toBe(
      'admitted',
    )
    expect(world.flat).toBe('¶in front¶agreed')
    expect(world.gate.blocks()[1]?.attrs.bid).toBe('b1')
  })

  it('[LCK4] of two blocks added at one place leave the locked one as it is', () => {
    const world = worldOf([{ bid: 'b1', words: 'text' }])
    const add = (bid: string, words: string) => (text: Y.Text) => {
      text.insertEmbed(text.length, new Y.Map([['bid', bid]]), {})
      if (words !== '') text.insert(text.length, words, {})
    }
    // Both at once at the end of the text; the first is locked before the second arrives.
    const [one, two] = [world.client(), world.client()]
    const first = updateOf(one, add('p1', ''))
    const second = updateOf(two, add('p2', 'words'))
    world.send(first, EDITOR)
    expect(world.send(second, EDITOR, drafting(under('p1'))).kind).toBe('admitted')
    expect(world.flat).toBe('¶text¶¶words')
    // Without a lock one block is enough.
    const free = worldOf([{ bid: 'b1', words: 'text' }])
    const [three, four] = [free.client(), free.client()]
    const [third, fourth] = [updateOf(three, add('p1', '')), updateOf(four, add('p2', 'words'))]
    free.send(third, EDITOR)
    free.send(fourth, EDITOR)
    expect(free.flat).toBe('¶text¶words')
  })

  it('[LCK4] of two moves leave the locked copy, and the later one gets a bid of its own', () => {
    const world = worldOf([
      { bid: 'b1', words: 'one' },
      { bid: 'b2', words: 'two' },
      { bid: 'b3', words: 'three' },
    ])
    const moveFirst = (to: (text: Y.Text) => number) => (text: Y.Text) => {
      text.delete(0, 4)
      const at = to(text)
      text.insertEmbed(at, new Y.Map([['bid', 'b1']]), {})
      text.insert(at + 1, 'one', {})
    }
    const [one, two] = [world.client(), world.client()]
    const first = updateOf(
      one,
      moveFirst((text) => positionOf(text, '¶three')),
    )
    const second = updateOf(
      two,
      moveFirst((text) => text.length),
    )
    world.send(first, EDITOR)
    expect(world.flat).toBe('¶two¶one¶three')
    expect(world.send(second, EDITOR, drafting(under('b1'))).kind).toBe('admitted')
    expect(world.flat).toBe('¶two¶one¶three¶one')
    const bids = world.gate.blocks().map(({ attrs }) => attrs.bid)
    expect([bids[1], new Set(bids).size]).toEqual(['b1', 4])
  })

  it('[LCK4] take no bidi control out of a locked block beside what came', () => {
    const world = worldOf([
      { bid: 'b1', words: 'one' },
      { bid: 'b2', words: 'two \u202e locked' },
      { bid: 'b3', words: 'three' },
    ])
    const verdict = world.edit(
      EDITOR,
      (text) => {
        const at = positionOf(text, '¶three')
        text.insertEmbed(at, new Y.Map([['bid', 'b9']]), {})
        text.insert(at + 1, 'new \u202e', {})
      },
      drafting(under('b2')),
    )
    expect(verdict.kind).toBe('admitted')
    expect(world.flat).toBe('¶one¶two \u202e locked¶new ¶three')
  })
})
