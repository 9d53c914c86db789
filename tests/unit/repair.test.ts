import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { decideSuggestions } from '#core/shared-doc/decide-suggestions.ts'
import { Sequence } from '#core/shared-doc/sequence.ts'
import { cellsOf } from '../support/gate-edits.ts'
import {
  as,
  contentOf,
  copyOf,
  flatText,
  GateWorld,
  markerAt,
  positionOf,
  SERVER_CLIENT_ID,
  updateOf,
} from '../support/gate-world.ts'

const EDITOR = as('E', 'editor')
const OTHER = as('G', 'editor')
const SUGGESTER = as('A', 'suggester')

type Edit = (text: Y.Text) => void
type BlockSpec = readonly [entries: Record<string, unknown>, words: string]

const marker = (entries: Record<string, unknown>) => new Y.Map<unknown>(Object.entries(entries))

const worldOf = (...blocks: readonly BlockSpec[]): GateWorld => {
  const doc = new Y.Doc()
  doc.clientID = SERVER_CLIENT_ID
  const text = contentOf(doc)
  for (const [entries, words] of blocks) {
    text.insertEmbed(text.length, marker(entries), {})
    if (words !== '') text.insert(text.length, words, {})
  }
  return new GateWorld(Y.encodeStateAsUpdate(doc))
}

/** Two edits made at once, each valid where it was made; the second comes second. Both have to be admitted. */
const atOnce = (world: GateWorld, first: Edit, second: Edit, senders = [EDITOR, OTHER] as const) => {
  const [one, two] = [world.client(), world.client()]
  const updates = [updateOf(one, first), updateOf(two, second)]
  updates.forEach((update, index) => {
    expect(world.send(update, senders[index] ?? EDITOR).kind).toBe('admitted')
  })
  // The authors get what the room made of it, and everybody holds the same.
  for (const doc of [one, two]) {
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(world.live))
    expect(flatText(contentOf(doc))).toBe(world.flat)
  }
  expect(world.gate.encodeState()).toEqual(Y.encodeStateAsUpdate(world.live))
}

const deleteBlock =
  (words: string): Edit =>
  (text) =>
    text.delete(positionOf(text, words) - 1, words.length + 1)

const typeAt =
  (words: string, offset: number, typed: string): Edit =>
  (text) =>
    text.insert(positionOf(text, words) + offset, typed, {})

/** A move as one act: the copy keeps its bid. */
const moveToEnd =
  (words: string, bid: string): Edit =>
  (text) => {
    deleteBlock(words)(text)
    text.insertEmbed(text.length, marker({ bid }), {})
    text.insert(text.length, words, {})
  }

const bids = (world: GateWorld): unknown[] => world.gate.blocks().map(({ attrs }) => attrs.bid)

const deltaOf = (world: GateWorld): unknown[] =>
  world.text
    .toDelta()
    .map((part: { insert: unknown; attributes?: unknown }) =>
      typeof part.insert === 'string' ? [part.insert, part.attributes ?? {}] : '¶',
    )

describe('the repair of a merge', () => {
  it('[GAT12] gives text without a block a block: everybody deleted everything else', () => {
    const world = worldOf([{ bid: 'a' }, 'one'], [{ bid: 'b' }, 'two'])
    const verdict = world.edit(EDITOR, (text) => text.delete(0, 1))
    expect(verdict.kind).toBe('admitted')
    expect(world.flat).toBe('¶one¶two')
    expect(world.edit(EDITOR, (text) => text.delete(0, text.length)).kind).toBe('admitted')
    expect(world.flat).toBe('¶')
    expect(bids(world)).toEqual(['n2'])
  })

  it('[GAT12] renames the later of two blocks with one bid, and names a block without', () => {
    const world = worldOf([{ bid: 'a' }, 'one'], [{ bid: 'b' }, 'two'])
    world.edit(EDITOR, (text) => {
      text.insertEmbed(0, marker({ bid: 'b' }), {})
      text.insert(1, 'copy', {})
      text.insertEmbed(0, marker({ kind: 'quote' }), {})
    })
    expect(world.flat).toBe('¶¶copy¶one¶two')
    const [first, second, ...rest] = bids(world)
    expect(rest).toEqual(['a', 'b'])
    expect(new Set([first, second, 'a', 'b', null]).size).toBe(5)
  })

  it('[GAT12] keeps the bid of a block against another that takes it', () => {
    const world = worldOf([{ bid: 'a' }, 'one'], [{ bid: 'b' }, 'two'])
    world.edit(EDITOR, (text) => markerAt(text, 0).set('bid', 'b'))
    expect(bids(world)).toEqual(['n1', 'b'])
  })

  it('[GAT15] takes the needless empty block out of two equal splits', () => {
    const world = worldOf([{ bid: 'a' }, 'one two'])
    const split =
      (bid: string): Edit =>
      (text) =>
        text.insertEmbed(positionOf(text, 'two'), marker({ bid }), {})
    atOnce(world, split('x'), split('y'))
    expect(world.flat).toBe('¶one ¶two')
    expect(bids(world)).toEqual(['a', 'x'])
  })

  it('[GAT15] leaves two breaks that one person made, or that differ, or that are proposals', () => {
    const world = worldOf([{ bid: 'a' }, 'one two'])
    world.edit(EDITOR, (text) => text.insertEmbed(5, marker({ bid: 'x' }), {}))
    world.edit(OTHER, (text) => text.insertEmbed(5, marker({ bid: 'y' }), {}))
    expect(world.flat).toBe('¶one ¶¶two')
    const differing = worldOf([{ bid: 'a' }, 'one two'])
    atOnce(
      differing,
      (text) => text.insertEmbed(5, marker({ bid: 'x' }), {}),
      (text) => text.insertEmbed(5, marker({ bid: 'y', kind: 'quote' }), {}),
    )
    expect(differing.flat).toBe('¶one ¶¶two')
  })

  it('[GAT13] gives text a block again whose block is deleted right after it was typed', () => {
    for (const offset of [0, 2, 5]) {
      const world = worldOf(
        [{ bid: 'a' }, 'first'],
        [{ bid: 'b', kind: 'quote' }, 'other'],
        [{ bid: 'c' }, 'last'],
      )
      atOnce(world, typeAt('other', offset, 'NEW'), deleteBlock('other'))
      expect(world.flat).toBe('¶first¶NEW¶last')
      expect(bids(world)).toEqual(['a', 'b', 'c'])
      expect(world.gate.blocks()[1]?.attrs.kind).toBe('quote')
    }
  })

  it('[GAT13] gives text a block again that arrives after the deletion of its block', () => {
    for (const offset of [0, 2, 4]) {
      const world = worldOf(
        [{ bid: 'a' }, 'first'],
        [{ bid: 'b', kind: 'quote' }, 'other'],
        [{ bid: 'c' }, 'last'],
      )
      atOnce(world, deleteBlock('other'), typeAt('other', offset, 'NEW'))
      expect(world.flat).toBe('¶first¶NEW¶last')
      expect(bids(world)).toEqual(['a', 'b', 'c'])
    }
  })

  it('[GAT13] leaves text where it is that is typed after a deletion by who knows of it', () => {
    const world = worldOf([{ bid: 'a' }, 'first'], [{ bid: 'b' }, 'other'], [{ bid: 'c' }, 'last'])
    world.edit(EDITOR, deleteBlock('other'))
    world.edit(OTHER, typeAt('first', 5, ' more'))
    world.edit(EDITOR, typeAt('more', 4, ' and more'))
    expect(world.flat).toBe('¶first more and more¶last')
  })

  it('[GAT13] leaves undone work where it was', () => {
    const world = worldOf([{ bid: 'a' }, 'first'], [{ bid: 'b' }, 'other'], [{ bid: 'c' }, 'last'])
    const client = world.client()
    const text = contentOf(client)
    const undo = new Y.UndoManager(text, { captureTimeout: 0 })
    const updates: Uint8Array[] = []
    client.on('update', (update: Uint8Array) => updates.push(update))
    const flush = (): void => {
      for (const update of updates.splice(0)) expect(world.send(update, EDITOR).kind).toBe('admitted')
    }
    client.transact(() => deleteBlock('other')(text))
    client.transact(() => typeAt('first', 5, ' more')(text))
    client.transact(() => text.delete(positionOf(text, 'more'), 4))
    flush()
    expect(world.flat).toBe('¶first ¶last')
    undo.undo()
    flush()
    expect(world.flat).toBe('¶first more¶last')
    undo.undo()
    undo.undo()
    flush()
    expect(world.flat).toBe('¶first¶other¶last')
    expect(bids(world)).toEqual(['a', 'b', 'c'])
  })

  it('[GAT13] leaves a join a join', () => {
    const world = worldOf([{ bid: 'a' }, 'first'], [{ bid: 'b' }, 'other'])
    atOnce(world, (text) => text.delete(positionOf(text, 'other') - 1, 1), typeAt('other', 2, 'NEW'))
    expect(world.flat).toBe('¶firstotNEWher')
    const selected = worldOf([{ bid: 'a' }, 'first'], [{ bid: 'b' }, 'other'])
    selected.edit(EDITOR, typeAt('other', 5, ' words'))
    selected.edit(EDITOR, (text) => text.delete(positionOf(text, 'other') - 1, 6))
    expect(selected.flat).toBe('¶first words')
  })

  it('[GAT13] carries text to where its block was moved, whichever came first', () => {
    const blocks: readonly BlockSpec[] = [
      [{ bid: 'a' }, 'first'],
      [{ bid: 'b' }, 'other'],
      [{ bid: 'c' }, 'last'],
    ]
    const typedFirst = worldOf(...blocks)
    atOnce(typedFirst, typeAt('other', 2, 'NEW'), moveToEnd('other', 'b'))
    expect(typedFirst.flat).toBe('¶first¶last¶otNEWher')
    const movedFirst = worldOf(...blocks)
    atOnce(movedFirst, moveToEnd('other', 'b'), typeAt('other', 2, 'NEW'))
    expect(movedFirst.flat).toBe('¶first¶last¶otNEWher')
    expect(bids(movedFirst)).toEqual(['a', 'c', 'b'])
  })

  it('[GAT16] keeps one copy of a block that two people moved at once, the later', () => {
    const world = worldOf([{ bid: 'a' }, 'first'], [{ bid: 'b' }, 'other'], [{ bid: 'c' }, 'last'])
    const toStart: Edit = (text) => {
      deleteBlock('other')(text)
      text.insertEmbed(0, marker({ bid: 'b' }), {})
      text.insert(1, 'other', {})
    }
    atOnce(world, moveToEnd('other', 'b'), toStart)
    expect(world.flat).toBe('¶other¶first¶last')
    expect(bids(world)).toEqual(['b', 'a', 'c'])
  })

  it('[GAT16] keeps both copies of a double move when they differ, the later under a new bid', () => {
    const world = worldOf([{ bid: 'a' }, 'first'], [{ bid: 'b' }, 'other'], [{ bid: 'c' }, 'last'])
    const toStart: Edit = (text) => {
      deleteBlock('other')(text)
      text.insertEmbed(0, marker({ bid: 'b' }), {})
      text.insert(1, 'otherwise', {})
    }
    atOnce(world, moveToEnd('other', 'b'), toStart)
    expect(world.flat).toBe('¶otherwise¶first¶last¶other')
    expect(bids(world)).toEqual(['n1', 'a', 'c', 'b'])
  })

  it('[GAT16] never lets a proposal take the place of a block, whatever bid it bears', () => {
    const world = worldOf([{ bid: 'a' }, 'first'], [{ bid: 'b' }, 'other'])
    world.edit(EDITOR, deleteBlock('other'))
    world.edit(EDITOR, (text) => {
      text.insertEmbed(text.length, marker({ bid: 'b' }), {})
      text.insert(text.length, 'other', {})
    })
    const verdict = world.edit(SUGGESTER, (text) => {
      const proposed = { 'insertion--A-s-1': { by: 'A', at: 1 } }
      text.insertEmbed(0, marker({ bid: 'b', ...proposed }), {})
      text.insert(1, 'other', { ...proposed })
    })
    expect(verdict.kind).toBe('admitted')
    expect(world.flat).toBe('¶other¶first¶other')
    expect(bids(world)).toEqual(['n1', 'a', 'b'])
  })

  it('[GAT14] takes a mark off base text onto which it bled', () => {
    const world = worldOf([{ bid: 'a' }, 'one two three'])
    const mark = { 'insertion--A-s-1': { by: 'A', at: 1 } }
    world.edit(SUGGESTER, (text) => text.insert(positionOf(text, 'two'), 'NEW ', { ...mark }))
    // What a merge of two rewritings of one key leaves: the format that ends the run is gone.
    const client = world.client()
    const verdict = world.send(
      updateOf(client, (text) => {
        let last: Y.Item | null = null
        for (let item = text._start; item !== null; item = item.right)
          if (item.content instanceof Y.ContentFormat) last = item
        client.transact((transaction) => last?.delete(transaction))
      }),
      EDITOR,
    )
    expect(verdict).toMatchObject({ kind: 'admitted' })
    expect(deltaOf(world)).toEqual(['¶', ['one ', {}], ['NEW ', mark], ['two three', {}]])
  })

  it('[GAT14] puts back the mark of text that was proposed while its run was being deleted', () => {
    const world = worldOf([{ bid: 'a' }, 'one two'])
    const mark = { 'insertion--A-s-1': { by: 'A', at: 1 } }
    world.edit(SUGGESTER, (text) => text.insert(positionOf(text, 'two'), 'NEW ', { ...mark }))
    atOnce(
      world,
      (text) => text.insert(positionOf(text, 'NEW') + 1, 'xx', { ...mark }),
      (text) => text.delete(positionOf(text, 'NEW'), 4),
      [SUGGESTER, EDITOR],
    )
    expect(deltaOf(world)).toEqual(['¶', ['one ', {}], ['xx', mark], ['two', {}]])
  })

  it("[GAT14] puts back somebody else's mark that an edit takes off text that stays", () => {
    const world = worldOf([{ bid: 'a' }, 'one two'])
    const deletion = { 'deletion--A-s-1': { by: 'A', at: 1 } }
    world.edit(SUGGESTER, (text) => text.format(1, 3, { ...deletion }))
    world.edit(SUGGESTER, (text) => markerAt(text, 0).set('deletion--A-s-1', { by: 'A', at: 1 }))
    world.edit(EDITOR, (text) => {
      text.format(1, 3, { 'deletion--A-s-1': null, bold: true })
      markerAt(text, 0).delete('deletion--A-s-1')
    })
    expect(deltaOf(world)).toEqual(['¶', ['one', { ...deletion, bold: true }], [' two', {}]])
    expect(markerAt(world.text, 0).has('deletion--A-s-1')).toBe(true)
  })

  describe('a proposal in front of every block', () => {
    const proposed = { 'insertion--A-s-1': { by: 'A', at: 1 } }
    const two = () => worldOf([{ bid: 'a' }, 'one'], [{ bid: 'b' }, 'two'])
    const original = (world: GateWorld): string =>
      cellsOf(world.live)
        .filter(({ marks }) => !marks.some(({ kind }) => kind === 'insertion'))
        .map(({ char }) => char)
        .join('')
    const type: Edit = (text) => text.insert(0, 'x', { ...proposed })
    /** Base text and blocks once the proposal has been decided. */
    const decided = (world: GateWorld, verdict: 'accept' | 'reject'): string => {
      const doc = copyOf(Y.encodeStateAsUpdate(world.live), 9)
      decideSuggestions(new Sequence(contentOf(doc)), { verdict, ids: new Set(['A-s-1']) }, 'decision')
      return flatText(contentOf(doc))
    }

    it('[GAT300] gets a proposed block, which a rejection takes away and an acceptance leaves', () => {
      const world = two()
      expect(world.edit(SUGGESTER, type).kind).toBe('admitted')
      expect(world.flat).toBe('¶x¶one¶two')
      expect(original(world)).toBe('¶one¶two')
      expect(decided(world, 'reject')).toBe('¶one¶two')
      expect(decided(world, 'accept')).toBe('¶x¶one¶two')
    })

    it('[GAT300] gets a proposed block when an editor deletes the first block around it', () => {
      for (const offset of [0, 1, 3]) {
        const typed: Edit = (text) => text.insert(1 + offset, 'x', { ...proposed })
        for (const isEditorFirst of [true, false]) {
          const world = two()
          const steps = [deleteBlock('one'), typed]
          const [first, second] = isEditorFirst ? steps : steps.toReversed()
          if (first && second)
            atOnce(world, first, second, isEditorFirst ? [EDITOR, SUGGESTER] : [SUGGESTER, EDITOR])
          expect(world.flat).toBe('¶x¶two')
          expect(original(world)).toBe('¶two')
          expect(decided(world, 'reject')).toBe('¶two')
        }
      }
    })

    it('[GAT300] stands in the one block of the base that every text has', () => {
      const world = worldOf([{ bid: 'a' }, 'one'])
      atOnce(world, (text) => text.insert(2, 'x', { ...proposed }), deleteBlock('one'), [SUGGESTER, EDITOR])
      expect(world.flat).toBe('¶x')
      expect(original(world)).toBe('¶')
    })

    it('[GAT300] beside base text stands with it in a block of the base', () => {
      const world = two()
      world.edit(EDITOR, (text) => text.insert(0, 'base', {}))
      expect(original(world)).toBe('¶base¶one¶two')
    })

    it('[GAT301] loses the block that the server gave it when the last of it is taken back', () => {
      const world = two()
      world.edit(SUGGESTER, type)
      expect(world.edit(SUGGESTER, (text) => text.delete(1, 1)).kind).toBe('admitted')
      expect(world.flat).toBe('¶one¶two')
    })

    it('[GAT301] keeps the block that its author proposed', () => {
      const world = two()
      world.edit(SUGGESTER, (text) => {
        text.insertEmbed(0, marker({ bid: 'p', ...proposed }), {})
        text.insert(1, 'x', { ...proposed })
      })
      world.edit(SUGGESTER, (text) => text.delete(1, 1))
      expect(world.flat).toBe('¶¶one¶two')
    })
  })

  it('[GAT7] takes bidi controls out of what is typed, and nothing else', () => {
    const world = worldOf([{ bid: 'a' }, 'one'])
    world.edit(EDITOR, (text) => text.insert(2, '\u202eab\u2066c\u200f\u2069', {}))
    expect(world.flat).toBe('¶oabc\u200fne')
  })

  it('[GAT12] repairs alike on every copy: the same log gives the same text', () => {
    const run = (): Uint8Array => {
      const world = worldOf([{ bid: 'a' }, 'first'], [{ bid: 'b' }, 'other'], [{ bid: 'c' }, 'last'])
      const clients = [1, 2, 3].map((id) => copyOf(Y.encodeStateAsUpdate(world.live), id * 11))
      const edits: readonly Edit[] = [moveToEnd('other', 'b'), typeAt('other', 2, 'NEW'), deleteBlock('last')]
      clients.forEach((doc, index) => {
        const edit = edits[index]
        if (edit) world.send(updateOf(doc, edit), EDITOR)
      })
      return Y.encodeStateAsUpdate(world.live)
    }
    expect(run()).toEqual(run())
  })
})
