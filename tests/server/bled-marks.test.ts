import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { SequenceEdit } from '#core/shared-doc/sequence-edit.ts'
import { suggestionsOn } from '#core/suggestions/suggestion.ts'
import { gather } from '../support/cohort/cast.ts'
import { Client, settleAll } from '../support/cohort/client.ts'
import { settled } from '../support/cohort/world.ts'
import { editAs } from '../support/late-typing.ts'
import { markerAt } from '../support/gate-world.ts'

const KEY = 'deletion--s-x-1'

/** Neighbours of equal formats are one: Yjs cuts a text wherever a format stands, though it says nothing any more. */
const shown = (client: Client): string => {
  const parts: { text: string; readonly keys: string }[] = []
  for (const { insert, attributes } of client.text.toDelta() as { insert: unknown; attributes?: object }[]) {
    const keys = attributes === undefined ? '' : `[${Object.keys(attributes).join(' ')}]`
    const last = parts.at(-1)
    if (typeof insert === 'string' && last?.keys === keys && last.text !== '¶') last.text += insert
    else parts.push({ text: typeof insert === 'string' ? insert : '¶', keys })
  }
  return parts.map(({ text, keys }) => text + keys).join('|')
}

/** An editor and a suggester in «one two three», of which the suggester is about to propose that «two» goes. */
const meeting = async ({ numbered = true } = {}) => {
  const { world, page } = await gather(
    [
      ['e', 'editor', 11],
      ['s', 'suggester', 12],
    ],
    'one two three',
    { connecting: { numbered } },
  )
  const [e, s] = [page('e'), page('s')]
  const propose = async (): Promise<void> => {
    s.text.format(5, 3, { [KEY]: { by: 's', at: 1 } })
    s.flush()
    await settleAll([s])
  }
  const settle = async (): Promise<string> => {
    await settleAll([e, s])
    expect(shown(s)).toBe(shown(e))
    expect(world.broken).toEqual([])
    return shown(e)
  }
  return { world, e, s, propose, settle }
}

describe('what a direct writer types where somebody meanwhile proposes', () => {
  it('[GAT400] loses the mark that the merge put on it, in the same frame, and stays', async () => {
    const { e, s, propose, settle } = await meeting()
    e.text.insert(6, 'XYZ')
    await propose()
    let frames = 0
    s.doc.on('update', () => frames++)
    expect(await settle()).toBe(`¶|one |t[${KEY}]|XYZ|wo[${KEY}]| three`)
    expect(frames).toBe(1)
    expect(e.isSaved).toBe(true)
  })

  it('[GAT400] loses the mark of an insertion, too, unless they nest a proposal in it', async () => {
    const { e, s, settle } = await meeting({ numbered: false })
    s.text.insert(5, 'abc', { 'insertion--s-x-2': { by: 's', at: 1 } })
    await settle()
    // Yjs gives what is inserted the formats of what stands before it, unless told otherwise.
    e.text.insert(6, 'X')
    expect(await settle()).toBe('¶|one |a[insertion--s-x-2]|X|bc[insertion--s-x-2]|two three')
    const nested = { 'insertion--s-x-2': { by: 's', at: 1 }, 'insertion--e-x-1': { by: 'e', at: 2 } }
    e.text.insert(8, 'Y', nested)
    expect(await settle()).toContain('b[insertion--s-x-2]|Y[insertion--s-x-2 insertion--e-x-1]|c')
  })

  it('[GAT400] key by key too, and accepting the deletion leaves all of it', async () => {
    const { world, e, propose, settle } = await meeting()
    e.text.insert(6, 'X')
    e.text.insert(7, 'Z')
    e.text.insert(7, 'Y')
    await propose()
    expect(await settle()).toBe(`¶|one |t[${KEY}]|XYZ|wo[${KEY}]| three`)
    world.add('f', 'facilitator')
    await (
      await world.room()
    ).decisions.decide('f', { id: 'd', decisions: [{ suggestion: 's-x-1', verdict: 'accept' }] })
    expect(await settle()).toBe('¶|one XYZ three')
  })

  it('[GAT400] what an undo brings back, and what is moved with its mark, keeps the mark', async () => {
    const { e, propose, settle } = await meeting()
    await propose()
    await settle()
    const undo = new Y.UndoManager(e.text)
    e.text.delete(6, 1)
    await settle()
    undo.undo()
    expect(await settle()).toBe(`¶|one |two[${KEY}]| three`)
    e.text.insert(1, 'two', { [KEY]: { by: 's', at: 1 } })
    expect(await settle()).toBe(`¶|two[${KEY}]|one |two[${KEY}]| three`)
  })

  it('[GAT400] what comes back to where an insertion stood keeps its mark, whoever took the letters away', async () => {
    const formats = new Map([['insertion--s-x-2', { by: 's', at: 1 }]])
    // As the editor does it: formats of others stay where they were.
    const edit = (client: Client, change: (edit: SequenceEdit) => void): void =>
      editAs(client.text, 'typing', change)
    const [start, place, end] = [0, 4, 7].map((offset) => ({ slot: 1, offset }))
    if (start === undefined || place === undefined || end === undefined) return
    for (const how of ['undo', 'move'] as const) {
      const { world, e, s, settle } = await meeting()
      for (const [member, role] of [
        ['f', 'facilitator'],
        ['g', 'editor'],
      ] as const)
        world.add(member, role)
      const g = new Client(world, 'g', 13)
      await g.connect()
      edit(s, (one) => {
        one.insertText(place, 'abc', formats)
      })
      await settleAll([e, s, g])
      expect(await settle()).toBe('¶|one |abc[insertion--s-x-2]|two three')
      if (how === 'undo') {
        // Away, they take the letters out and bring them back; meanwhile these are rejected.
        const undo = new Y.UndoManager(e.text, { trackedOrigins: new Set(['typing']) })
        e.disconnect()
        edit(e, (one) => {
          one.delete(place, end)
        })
        undo.undo()
        const decisions = [{ suggestion: 's-x-2', verdict: 'reject' }] as const
        await (await world.room()).decisions.decide('f', { id: 'd', decisions })
        await e.connect()
      } else {
        // One moves the letters to the front, the other moves them back, between the formats that are left of them.
        edit(g, (one) => {
          one.delete(place, end)
        })
        edit(g, (one) => {
          one.insertText(start, 'abc', formats)
        })
        await settleAll([e, s, g])
        edit(e, (one) => {
          one.insertText(end, 'abc', formats)
        })
        edit(e, (one) => {
          one.delete(start, { slot: 1, offset: 3 })
        })
      }
      await settleAll([e, s, g])
      const id = how === 'undo' ? 's-x-2.1' : 's-x-2'
      expect(await settle()).toBe(`¶|one |abc[insertion--${id}]|two three`)
    }
  })

  it('[GAT400] what they move keeps its mark, also behind what they typed in it, mark by mark', async () => {
    const { world, e, s, settle } = await meeting()
    s.text.insert(5, 'abc', { 'insertion--s-x-2': { by: 's', at: 1 } })
    await settle()
    e.disconnect()
    // What it could undo a page keeps: the formats that it took away again come too.
    new Y.UndoManager(e.text, { trackedOrigins: new Set(['move', 'typing']) })
    const [at, theirs] = [
      { slot: 1, offset: 0 },
      { by: 's', at: 1 },
    ]
    editAs(e.text, 'move', (edit) => {
      edit.delete({ slot: 1, offset: 4 }, { slot: 1, offset: 7 })
      edit.insertText(at, 'abc', new Map([['insertion--s-x-2', theirs]]))
    })
    // As the editor does it: it types, and then sets the marks, letter by letter.
    editAs(e.text, 'typing', (edit) => {
      edit.insertText(at, 'XY', new Map())
      for (const offset of [0, 1]) {
        const marks = { 'insertion--s-x-2': theirs, 'insertion--e-x-1': { by: 'e', at: 2 } }
        edit.format({ slot: 1, offset }, 1, new Map(Object.entries(marks)))
      }
    })
    const before = shown(e)
    expect(before).toContain('abc[insertion--s-x-2]|one two three')
    await e.connect()
    await settleAll([e, s])
    expect(await settle()).toBe(before)
    expect(world.broken).toEqual([])
  })

  /**
   * «new» is proposed in front of a second block. An editor writes in it, sets its mark again behind that, and does not
   * know that it is accepted, and its end gone: when that comes, the mark reaches over all that follows.
   */
  const bleeding = async (author: 'g' | 's' = 's') => {
    const { world, e, s, settle } = await meeting()
    for (const [member, role] of [
      ['f', 'facilitator'],
      ['g', 'editor'],
    ] as const)
      world.add(member, role)
    const g = new Client(world, 'g', 13)
    await g.connect()
    e.text.insertEmbed(14, new Y.Map<unknown>([['bid', 'b2']]), {})
    e.text.insert(15, 'second', {})
    await settleAll([e, s, g])
    const id = `${author}-x-2`
    const writer = author === 's' ? s : g
    writer.text.insert(14, 'new', { [`insertion--${id}`]: { by: author, at: 1 } })
    await settleAll([e, s, g])
    expect(await settle()).toBe(`¶|one two three|new[insertion--${id}]|¶|second`)
    const bleed = async (): Promise<void> => {
      e.text.insert(16, 'X', {})
      const decisions = [{ suggestion: id, verdict: 'accept' }] as const
      await (await world.room()).decisions.decide('f', { id: 'd', decisions })
    }
    /** What is left of the mark on the block itself says nothing. */
    const text = async (): Promise<string> => {
      await settleAll([e, s, g])
      return (await settle()).replace(`¶[insertion--${id}]`, '¶')
    }
    return { world, e, s, g, bleed, text }
  }

  it('[GAT400] what an undo brings back has no mark that it did not have, where one bled on it meanwhile', async () => {
    const { e, g, bleed, text } = await bleeding()
    e.disconnect()
    g.disconnect()
    const undo = new Y.UndoManager(g.text)
    g.text.delete(18, 3)
    undo.undo()
    await bleed()
    await e.connect()
    expect(await text()).toBe('¶|one two threeneXw|¶|second')
    await g.connect()
    expect(await text()).toBe('¶|one two threeneXw|¶|second')
  })

  it('[GAT400] what an undo brings back keeps a mark that it had for its author alone', async () => {
    const { e, s, settle } = await meeting()
    s.text.insert(5, 'abc', { 'insertion--s-x-2': { by: 's', at: 1 } })
    await settle()
    // The server has never seen the letter that goes: it comes and goes in one update.
    e.disconnect()
    const undo = new Y.UndoManager(e.text, { trackedOrigins: new Set(['typing']) })
    editAs(e.text, 'move', (edit) => {
      edit.insertText({ slot: 1, offset: 0 }, 'abc', new Map([['insertion--s-x-2', { by: 's', at: 1 }]]))
      edit.delete({ slot: 1, offset: 7 }, { slot: 1, offset: 10 })
    })
    editAs(e.text, 'typing', (edit) => {
      edit.delete({ slot: 1, offset: 1 }, { slot: 1, offset: 2 })
    })
    await e.connect()
    await settleAll([e, s])
    expect(await settle()).toBe('¶|ac[insertion--s-x-2]|one two three')
    undo.undo()
    expect(await settle()).toBe('¶|abc[insertion--s-x-2]|one two three')
  })

  it('[SUG404] what is left of a mark there makes no proposal of what an undo brings back of another', async () => {
    const { e, s, g, bleed, text } = await bleeding()
    s.text.insert(18, 'abc', { 'insertion--s-x-3': { by: 's', at: 1 } })
    expect(await text()).toBe('¶|one two three|new[insertion--s-x-2]|¶|abc[insertion--s-x-3]|second')
    e.disconnect()
    g.disconnect()
    // The letters alone go, as the editor does it: the marks of others stay.
    const undo = new Y.UndoManager(g.text, { trackedOrigins: new Set(['typing']) })
    editAs(g.text, 'typing', (edit) => {
      edit.delete({ slot: 2, offset: 0 }, { slot: 2, offset: 3 })
    })
    undo.undo()
    s.text.delete(18, 3)
    await bleed()
    await e.connect()
    expect(await text()).toBe('¶|one two threeneXw|¶|second')
    await g.connect()
    expect(await text()).toBe('¶|one two threeneXw|¶|abc[insertion--s-x-3]|second')
  })

  it('[GAT400] what they wrote behind an insertion is text, though they have heard since that its end is gone', async () => {
    const { e, bleed, text } = await bleeding()
    e.text.insert(17, 'Y', {})
    await bleed()
    await settled()
    e.receive()
    e.disconnect()
    await e.connect()
    expect(await text()).toBe('¶|one two threeneXwY|¶|second')
  })

  it('[GAT400] what they wrote in other blocks is text, where a mark that they set again bled there, whatever went beside it', async () => {
    const { world, e, s, settle } = await meeting()
    world.add('f', 'facilitator')
    e.text.insertEmbed(14, new Y.Map<unknown>([['bid', 'b2']]), {})
    e.text.insert(15, 'second', {})
    await settleAll([e, s])
    const theirs = { by: 's', at: 1 }
    s.text.insert(14, 'new', { bold: true, 'insertion--s-x-2': theirs })
    await settleAll([e, s])
    e.text.format(18, 3, { italic: true })
    await settleAll([e, s])
    e.disconnect()
    // They write at its end, outside of it and in front of where it ends, and replace a word elsewhere.
    e.text.insert(17, 'X', { bold: true, 'insertion--s-x-2': null })
    editAs(e.text, 'typing', (edit) => {
      edit.insertText({ slot: 2, offset: 0 }, 'Y', new Map())
    })
    editAs(e.text, 'typing', (edit) => {
      edit.delete({ slot: 2, offset: 1 }, { slot: 2, offset: 4 })
    })
    const decisions = [{ suggestion: 's-x-2', verdict: 'accept' }] as const
    await (await world.room()).decisions.decide('f', { id: 'd', decisions })
    await e.connect()
    await settleAll([e, s])
    expect((await settle()).replace('¶[insertion--s-x-2]', '¶')).toBe('¶|one two three|newX[bold]|¶|Yond')
  })

  it('[GAT400] what they wrote among accepted words is text, though they have not heard that the decision was undone', async () => {
    const { world, e, s, settle } = await meeting()
    world.add('f', 'facilitator')
    const theirs = { 'insertion--s-x-2': { by: 's', at: 1 } }
    s.text.insert(5, 'abc', theirs)
    s.text.insert(8, 'd', theirs)
    s.text.delete(7, 1)
    await settle()
    const decisions = [{ suggestion: 's-x-2', verdict: 'accept' }] as const
    const room = await world.room()
    await room.decisions.decide('f', { id: 'd', decisions })
    expect(await settle()).toBe('¶|one abdtwo three')
    await room.decisions.undo('f', { id: 'u', decision: 'd', suggestions: null })
    e.text.insert(7, 'X', {})
    expect(await settle()).toBe('¶|one |ab[insertion--s-x-2]|X|d[insertion--s-x-2]|two three')
  })

  it('[GAT400] what they wrote outside of their own proposal is text, where its mark bled there meanwhile', async () => {
    const { e, g, bleed, text } = await bleeding('g')
    e.disconnect()
    g.disconnect()
    g.text.insert(18, 'Y', {})
    await bleed()
    await e.connect()
    expect(await text()).toBe('¶|one two threeneXw|¶|second')
    await g.connect()
    expect(await text()).toBe('¶|one two threeneXw|¶|Ysecond')
  })

  it('[GAT400] stands in front of what somebody else deleted, and is no undo for that', async () => {
    const { world, e, s, propose, settle } = await meeting()
    world.add('g', 'editor')
    const g = new Client(world, 'g', 13)
    await g.connect()
    await settleAll([e, s, g])
    // Typed in front of «w», which another editor takes away meanwhile.
    e.text.insert(6, 'XYZ')
    g.text.delete(6, 1)
    await settleAll([g])
    await propose()
    await settleAll([g])
    expect(await settle()).toBe(`¶|one |t[${KEY}]|XYZ|o[${KEY}]| three`)
  })

  it('[GAT400] of a suggester nothing changes: their own insertion stands inside the deletion', async () => {
    const { world, e, propose, settle } = await meeting()
    world.add('t', 'suggester')
    const t = new Client(world, 't', 13)
    await t.connect()
    await settleAll([t])
    t.text.insert(6, 'X', { 'insertion--t-x-1': { by: 't', at: 2 } })
    await propose()
    await settleAll([e, t])
    expect(await settle()).toBe(`¶|one |t[${KEY}]|X[${KEY} insertion--t-x-1]|wo[${KEY}]| three`)
  })
})

describe('what a repair gives back', () => {
  it('[GAT401] bears no id that was decided since', async () => {
    const { world, e, s, settle } = await meeting()
    world.add('g', 'editor')
    const g = new Client(world, 'g', 14)
    await g.connect()
    e.text.insertEmbed(e.text.length, new Y.Map<unknown>([['bid', 'b2']]), {})
    e.text.insert(e.text.length, 'second', {})
    await settleAll([e, s, g])
    markerAt(s.text, 1).set('formatChange--s-x-3', { by: 's', at: 1, set: '{"kind":"quote"}' })
    await settleAll([e, s, g])
    // The block goes, and with it the proposal; somebody who was away has written in it.
    g.disconnect()
    g.text.insert(g.text.length - 3, 'XYZ', {})
    const start = e.text.length - 'second'.length - 1
    e.text.delete(start, e.text.length - start)
    await settle()
    const room = await world.room()
    expect(room.decisions.page(null, 9)).toMatchObject([
      { entry: { type: 'decided', suggestions: [{ id: 's-x-3', reason: 'deleted' }] } },
    ])
    await g.connect()
    await settleAll([e, s, g])
    await settle()
    expect(e.plain).toContain('XYZ')
    const standing = room
      .content()
      .flatMap(({ formats, runs }) => [formats, ...runs.map((run) => run.formats)])
      .flatMap((formats) => suggestionsOn(formats).map(({ id }) => id))
    expect(standing).toEqual(['s-x-3.1'])
  })
})
