import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { RawFormats } from '#core/schema/content.ts'
import { editSequence } from '#core/shared-doc/sequence-edit.ts'
import { Sequence } from '#core/shared-doc/sequence.ts'
import { gather } from '../support/cohort/cast.ts'
import { Client, settleAll } from '../support/cohort/client.ts'
import { positionOf } from '../support/gate-world.ts'
import { away, deleteAt, runsOf, typeAt } from '../support/late-typing.ts'

const KEY = 'insertion--w-1'
/** A client id: what is written under it comes to stand behind what the server wrote in the same place. */
const HIGHEST = 2 ** 32 - 1

const write = (client: Client, offset: number, text: string, formats: RawFormats): void => {
  const sequence = new Sequence(client.text)
  editSequence(sequence, 'typing', (edit) => {
    edit.insertText({ slot: sequence.slotOf(0), offset }, text, formats)
  })
  sequence.destroy()
}

describe('what a suggester does to their own insertion while it is accepted', () => {
  it('[SUG412] what they delete of it comes back as a proposal to delete it, under the replacement id', async () => {
    for (const [at, length, shown] of [
      [6, 3, 'base |new[deletion--w-1.1]|text'],
      [7, 1, 'base n|e[deletion--w-1.1]|wtext'],
    ] as const) {
      const { w, decide, back } = await away('suggester')
      w.text.delete(at, length)
      await decide('accept')
      expect(await back()).toBe(shown)
      expect(w.controls.filter(({ type }) => type === 'renamed')).toEqual([
        { type: 'renamed', from: 'w-1', to: 'w-1.1' },
      ])
    }
  })

  it('[SUG412] what they write in its place is one suggestion with that', async () => {
    const { world, w, decide, back } = await away('suggester')
    typeAt(w, 8, 'er', 'before')
    w.text.delete(6, 3)
    await decide('accept')
    expect(await back()).toBe('base |new[deletion--w-1.1]|er[insertion--w-1.1]|text')
    const decisions = [{ suggestion: 'w-1.1', verdict: 'reject' }] as const
    await (await world.room()).decisions.decide('f', { id: 'd2', decisions })
    await settleAll([w])
    expect(runsOf(w)).toBe('base newtext')
  })

  it('[SUG412] a style that they set on it is proposed', async () => {
    const { w, decide, back } = await away('suggester')
    w.text.format(6, 3, { bold: true })
    await decide('accept')
    expect(await back()).toBe('base |new[formatChange--w-1.1]|text')
  })

  it('[SUG412] a block that they join, and the kind of one that they set, stay as they are and are proposed', async () => {
    for (const act of ['join', 'retype'] as const) {
      const { world, page } = await gather(
        [
          ['f', 'facilitator', 11],
          ['w', 'suggester', 12],
        ],
        'base text',
      )
      const [f, w] = [page('f'), page('w')]
      const entries = new Map<string, unknown>([
        ['bid', 'new'],
        [KEY, { by: 'w', at: 5 }],
      ])
      w.text.insertEmbed(6, new Y.Map(entries), {})
      await settleAll([f, w])
      w.disconnect()
      const marker = (text: Y.Text): Y.Map<unknown> | undefined =>
        text
          .toDelta()
          .map(({ insert }: { insert: unknown }) => insert)
          .filter((one: unknown) => one instanceof Y.Map)
          .at(-1)
      if (act === 'join') w.text.delete(6, 1)
      else marker(w.text)?.set('kind', 'heading')
      const decisions = [{ suggestion: 'w-1', verdict: 'accept' }] as const
      await (await world.room()).decisions.decide('f', { id: 'd', decisions })
      await w.connect()
      await settleAll([f, w])
      expect(w.controls.filter(({ type }) => type === 'refused')).toEqual([])
      expect(f.plain).toBe('base \ntext')
      expect(marker(f.text)?.toJSON()).toEqual(
        act === 'join'
          ? { bid: 'new', 'deletion--w-1.1': { by: 'w', at: 5 } }
          : {
              bid: 'new',
              kind: 'paragraph',
              'formatChange--w-1.1': { by: 'w', at: 5, set: '{"kind":"heading"}' },
            },
      )
    }
  })

  it('[SUG404] what they type in it while the decision is made and undone goes on with it', async () => {
    const { world, w, decide, back } = await away('suggester')
    typeAt(w, 6, 'er', 'before')
    await decide('reject')
    const undone = await (
      await world.room()
    ).decisions.undo('f', { id: 'u', decision: 'd', suggestions: null })
    expect(undone.ok).toBe(true)
    expect(await back()).toBe(`base |newer[${KEY}]|text`)
    expect(w.controls.filter(({ type }) => type === 'renamed')).toEqual([])
  })

  it('[SUG404] [GAT303] what they type in a part of it that a direct writer deletes goes on with the rest, also after a restart', async () => {
    for (const restart of ['none', 'crash', 'close'] as const) {
      const { world, f, w, back } = await away('suggester')
      await w.connect()
      w.text.format(1, 4, { 'deletion--w-1': { by: 'w', at: 5 } })
      await settleAll([f, w])
      w.disconnect()
      typeAt(w, 7, 'er', 'before')
      f.text.delete(6, 3)
      await settleAll([f])
      expect(runsOf(f)).toBe('base[deletion--w-1]| text')
      if (restart !== 'none') {
        f.disconnect()
        // A room that closes leaves a snapshot, in which Yjs keeps nothing of what was deleted.
        if (restart === 'close') await world.registry.closeAll()
        world.restart()
        await f.connect()
        await settleAll([f])
      }
      expect(await back()).toBe(`base[deletion--w-1]| |er[${KEY}]|text`)
    }
  })
})

describe('what a direct writer does while suggestions are decided', () => {
  it('[SUG404] what their undo brings back of an insertion that was rejected meanwhile is pending under its replacement', async () => {
    const { world, f, w } = await away('suggester')
    world.add('e', 'editor')
    const e = new Client(world, 'e', 13)
    await e.connect()
    await settleAll([f, w, e])
    const undo = new Y.UndoManager(e.text)
    e.disconnect()
    // The letters alone go; the marks stay until somebody tidies up.
    e.text.delete(6, 3)
    undo.undo()
    const decisions = [{ suggestion: 'w-1', verdict: 'reject' }] as const
    await (await world.room()).decisions.decide('f', { id: 'd', decisions })
    await e.connect()
    await settleAll([f, e])
    expect(e.controls.filter(({ type }) => type === 'refused')).toEqual([])
    expect(runsOf(f)).toBe('base |new[insertion--w-1.1]|text')
    expect(runsOf(e)).toBe(runsOf(f))
  })

  it('[SUG404] what they write in the middle of words that were accepted, and that somebody deletes, is text', async () => {
    const { world, f, w, decide, back } = await away('suggester')
    await decide('accept')
    await back()
    world.add('e', 'editor')
    const e = new Client(world, 'e', 13)
    await e.connect()
    await settleAll([f, w, e])
    e.disconnect()
    e.text.insert(7, 'X')
    f.text.delete(6, 3)
    await settleAll([f])
    await e.connect()
    await settleAll([f, e])
    expect(runsOf(f)).toBe('base Xtext')
  })

  it('[SUG404] what they type in front of their own proposal, which got a new name since, is a part of it', async () => {
    const { world, f, w } = await away('editor')
    await w.connect()
    await settleAll([f, w])
    w.text.format(1, 4, { 'deletion--w-2': { by: 'w', at: 6 } })
    await settleAll([f, w])
    // Two frames are on their way while the deletion is rejected: what they insert comes late, under its id.
    for (const text of ['XY', 'ab']) write(w, 4, text, new Map([['insertion--w-2', { by: 'w', at: 6 }]]))
    const decisions = [{ suggestion: 'w-2', verdict: 'reject' }] as const
    await (await world.room()).decisions.decide('f', { id: 'd', decisions })
    await settleAll([f, w])
    expect(runsOf(f)).toBe(`base|abXY[insertion--w-2.1]| |new[${KEY}]|text`)
    expect(runsOf(w)).toBe(runsOf(f))
  })

  it('[SUG404] what they type on in their own proposal, which got a new name and was rejected since, is a proposal', async () => {
    const { world, f, w, decide } = await away('editor')
    await w.connect()
    world.add('s', 'suggester')
    const s = new Client(world, 's', 13)
    await s.connect()
    await settleAll([f, w, s])
    // Somebody proposes to delete the whole of it: what is typed on stands beside that proposal.
    const deletion: [string, object] = ['deletion--s-1', { by: 's', at: 6 }]
    const own: [string, object] = [KEY, { by: 'w', at: 5 }]
    s.text.format(6, 3, Object.fromEntries([deletion]))
    await settleAll([f, w, s])
    // On its way while it is rejected, as are all further letters.
    write(w, 0, 'ab', new Map([own, deletion]))
    await decide('reject')
    w.flush()
    await settleAll([f])
    expect(runsOf(f)).toBe('ab[insertion--w-1.1 deletion--s-1.1]|base text')
    const decisions = [{ suggestion: 'w-1.1', verdict: 'reject' }] as const
    await (await world.room()).decisions.decide('f', { id: 'd2', decisions })
    write(w, 2, 'c', new Map([own]))
    await settleAll([f, w])
    expect(runsOf(f)).toBe('c[insertion--w-1.2]|base text')
    expect(runsOf(w)).toBe(runsOf(f))
  })

  it('[SUG404] what they type at the beginning of their own proposal, while away, is a proposal, whatever went there', async () => {
    const own: [string, object] = [KEY, { by: 'w', at: 5 }]
    const accepted = await away('editor')
    write(accepted.w, 5, 'X', new Map([own]))
    await accepted.decide('accept')
    expect(await accepted.back()).toBe('base |X[insertion--w-1.1]|newtext')

    const { world, f, w, back } = await away('editor')
    await w.connect()
    world.add('e', 'editor')
    const e = new Client(world, 'e', 13)
    await e.connect()
    await settleAll([f, w, e])
    // Another editor moves it to the front, writes in it there, and takes all of that back.
    const undo = new Y.UndoManager(e.text, { trackedOrigins: new Set(['typing']), captureTimeout: 1e9 })
    write(e, 0, 'new', new Map([own]))
    deleteAt(e, 8, 3)
    write(e, 0, 'N', new Map([own, ['insertion--e-1', { by: 'e', at: 6 }]]))
    await settleAll([f, w, e])
    expect(runsOf(w)).toBe(`N[${KEY} insertion--e-1]|new[${KEY}]|base text`)
    w.disconnect()
    write(w, 0, 'X', new Map([own]))
    undo.undo()
    await settleAll([f, e])
    expect(runsOf(f)).toBe(`base |new[${KEY}]|text`)
    expect(await back()).toBe(`X[${KEY}]|base |new[${KEY}]|text`)
  })

  it('[SUG404] text off which they took the mark, in front of letters that are rejected meanwhile, is text', async () => {
    const { world, f, w, decide } = await away('suggester')
    await w.connect()
    await settleAll([f, w])
    world.add('e', 'editor')
    const e = new Client(world, 'e', 13)
    await e.connect()
    await settleAll([f, w, e])
    e.disconnect()
    // As a plain Yjs client does it: behind the mark, which it ends and begins again.
    e.text.insert(7, 'X', { [KEY]: null })
    await decide('reject')
    await e.connect()
    await settleAll([f, w, e])
    expect(runsOf(f)).toBe('base Xtext')
  })

  it('[SUG404] what they write in front of accepted words and among them, while the decision is undone and the words deleted, is text', async () => {
    for (const offset of [5, 6])
      for (const [deletes, number] of [
        ['writer', 13],
        ['author', 13],
        ['writer', HIGHEST],
        ['author', HIGHEST],
      ] as const) {
        const { world, f, w, decide } = await away('suggester')
        await w.connect()
        world.add('e', 'editor')
        const e = new Client(world, 'e', number)
        await e.connect()
        await decide('accept')
        await settleAll([f, w, e])
        expect(runsOf(e)).toBe('base newtext')
        e.disconnect()
        typeAt(e, offset, 'X', 'plain')
        await (await world.room()).decisions.undo('f', { id: 'u', decision: 'd', suggestions: null })
        await settleAll([f, w])
        const client = deletes === 'writer' ? f : w
        deleteAt(client, 5, 3)
        await settleAll([f, w])
        expect(runsOf(f)).toBe('base text')
        await e.connect()
        await settleAll([f, w, e])
        expect(runsOf(f)).toBe('base Xtext')
        expect(runsOf(e)).toBe(runsOf(f))
      }
  })

  it('[SUG404] what they write in front of its letters, behind the mark, goes on with it, whatever of it they deleted', async () => {
    for (const [going, number] of [
      ['all', 13],
      ['a letter less', 13],
      ['a letter less that is new', 13],
      ['a letter less that is new', HIGHEST],
    ] as const) {
      const { world, f, w, decide } = await away('suggester')
      await w.connect()
      world.add('e', 'editor')
      const e = new Client(world, 'e', number)
      await e.connect()
      await settleAll([f, w, e])
      if (going === 'a letter less that is new') {
        await decide('accept')
        await settleAll([w, e])
        await (await world.room()).decisions.undo('f', { id: 'u', decision: 'd', suggestions: null })
        await settleAll([f, w, e])
        typeAt(w, 5, 'x', 'behind')
        await settleAll([f, w, e])
        expect(runsOf(e)).toBe(`base |xnew[${KEY}]|text`)
      }
      e.disconnect()
      if (going !== 'all') deleteAt(e, 5, 1)
      typeAt(e, 5, 'X', 'behind')
      // All of it but what they deleted.
      deleteAt(w, going === 'all' ? 5 : 6, going === 'a letter less' ? 2 : 3)
      await settleAll([f, w])
      await e.connect()
      await settleAll([f, w, e])
      expect(runsOf(f)).toBe(`base |X[${KEY}]|text`)
      expect(runsOf(e)).toBe(runsOf(f))
    }
  })

  it('[GAT400] what they write behind accepted words, while the decision is undone, is text', async () => {
    const { world, f, w, decide, back } = await away('suggester')
    await decide('accept')
    await back()
    f.disconnect()
    typeAt(f, 8, 'er', 'plain')
    await (await world.room()).decisions.undo('f', { id: 'u', decision: 'd', suggestions: null })
    await f.connect()
    await settleAll([f, w])
    expect(runsOf(w)).toBe(`base |new[${KEY}]|ertext`)
  })
})

describe('what reaches further than a suggester meant', () => {
  const meeting = async () => {
    const { world, page } = await gather(
      [
        ['e', 'editor', 11],
        ['s', 'suggester', 12],
      ],
      'one two',
    )
    const [e, s] = [page('e'), page('s')]
    s.text.insert(5, 'new ', { 'insertion--s-1': { by: 's', at: 5 } })
    await settleAll([e, s])
    expect(runsOf(e)).toBe('one |new [insertion--s-1]|two')
    return { world, e, s }
  }

  it('[GAT402] a style that comes over what somebody else wrote in between is taken off that again', async () => {
    const { e, s } = await meeting()
    s.disconnect()
    // As a plain Yjs client does it: the style begins in front of the mark.
    s.text.format(5, 4, { bold: true })
    e.text.insert(5, 'base ', {})
    await settleAll([e])
    await s.connect()
    await settleAll([e, s])
    expect(s.controls.filter(({ type }) => type === 'refused')).toEqual([])
    expect(runsOf(e)).toBe('one base |new [bold insertion--s-1]|two')
    expect(runsOf(s)).toBe(runsOf(e))
  })

  it('[GAT402] the same of who knew of it is refused, as ever', async () => {
    const { e, s } = await meeting()
    e.text.insert(5, 'base ', {})
    await settleAll([e, s])
    s.text.format(positionOf(s.text, 'base'), 9, { bold: true })
    await settleAll([e, s])
    expect(s.controls.some(({ type }) => type === 'refused')).toBe(true)
    expect(runsOf(e)).toBe('one base |new [insertion--s-1]|two')
  })

  it('[SUG412] what was never theirs, and what is pending of others, they cannot delete this way', async () => {
    const { w, f, decide } = await away('suggester')
    await decide('accept')
    w.text.delete(4, 4)
    await w.connect()
    await settleAll([f, w])
    expect(w.controls.some(({ type }) => type === 'refused')).toBe(true)
    expect(runsOf(f)).toBe('base newtext')
  })
})
