import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { DeletionFollower } from '#core/shared-doc/follow-deletions.ts'
import { SuggestionLedger } from '#core/shared-doc/gate-authorship.ts'
import { Gate } from '#core/shared-doc/gate.ts'
import { GoneInsertions } from '#core/shared-doc/gone-insertions.ts'
import type { Region } from '#core/shared-doc/regions.ts'
import { Client, settleAll } from '../support/cohort/client.ts'
import { World, type WorldOptions } from '../support/cohort/world.ts'
import { cellsOf } from '../support/gate-edits.ts'
import { markerAt } from '../support/gate-world.ts'

/** How a server comes to open a text anew. */
type Reload = 'crash' | 'close'

const reload = async (world: World, how: Reload): Promise<void> => {
  // A room that closes leaves a snapshot, in which Yjs keeps nothing of what was deleted.
  if (how === 'close') await world.registry.closeAll()
  world.restart()
}

/** The suggester proposes in the editor's text; the editor takes it away for everybody, and the undo of that is offline. */
const session = async (how: Reload, propose: (text: Y.Text) => void, options: WorldOptions = {}) => {
  const world = new World(options)
  world.add('e', 'editor')
  world.add('s', 'suggester')
  const [editor, suggester] = [new Client(world, 'e', 11), new Client(world, 's', 12)]
  const both = [editor, suggester]
  for (const client of both) await client.connect()
  await settleAll(both)
  editor.text.insert(1, 'some words here')
  await settleAll(both)
  suggester.doc.transact(() => propose(suggester.text))
  await settleAll(both)
  const undo = new Y.UndoManager(editor.text)
  editor.text.delete(0, editor.text.length)
  await settleAll(both)
  const gone = editor.plain
  for (const client of both) client.disconnect()
  undo.undo()
  await reload(world, how)
  // Twice: what the first snapshot held has to be in the second one too.
  await world.room()
  await reload(world, how)
  for (const client of both) await client.connect()
  await settleAll(both)
  return { world, editor, suggester, gone }
}

const mark = { by: 's', at: 5 }
const PROPOSALS = {
  'an insertion': (text: Y.Text) => text.insert(5, ' NEW', { 'insertion--s-x-1': { ...mark } }),
  'a deletion': (text: Y.Text) => text.format(6, 5, { 'deletion--s-x-2': { ...mark } }),
  'a change of the block': (text: Y.Text) =>
    void markerAt(text, 0).set('formatChange--s-x-3', { ...mark, set: '{"kind":"quote"}' }),
  'a change of the block, put otherwise': (text: Y.Text) => {
    const key = 'formatChange--s-x-3'
    markerAt(text, 0).set(key, { ...mark, set: '{"kind":"quote"}' })
    markerAt(text, 0).set(key, { ...mark, set: '{"kind":"heading"}' })
  },
}

describe('a proposal that was deleted for everybody', () => {
  for (const how of ['crash', 'close'] as const)
    for (const [what, propose] of Object.entries(PROPOSALS))
      it(`[GAT302] may be brought back by an undo after a ${how}: ${what}`, async () => {
        const { world, editor, suggester, gone } = await session(how, propose)
        expect(gone).toBe('')
        expect(editor.controls.filter(({ type }) => type === 'refused')).toEqual([])
        expect(suggester.plain).toContain('words')
        expect(cellsOf(suggester.doc)).toEqual(cellsOf(editor.doc))
        expect(JSON.stringify((await world.room()).content())).toContain('words')
      })

  it('[GAT302] is forgotten by a gate that begins without what is remembered', async () => {
    const { editor } = await session('close', PROPOSALS['an insertion'], {
      newJudge: ({ ledger: _ledger, ...options }) => new Gate(options),
    })
    expect(editor.controls).toContainEqual(expect.objectContaining({ reason: 'foreign-suggestion-id' }))
  })

  it('[GAT302] is nobody else’s to forge after a restart', async () => {
    const { editor } = await session('close', PROPOSALS['an insertion'])
    editor.text.insert(1, 'forged', { 'insertion--s-x-1': { by: 's', at: 6 } })
    await settleAll([editor])
    expect(editor.controls).toContainEqual(expect.objectContaining({ reason: 'changed-authorship' }))
    const { editor: other } = await session('crash', PROPOSALS['an insertion'])
    other.text.insert(1, 'forged', { 'insertion--s-x-9': { ...mark } })
    await settleAll([other])
    expect(other.controls).toContainEqual(expect.objectContaining({ reason: 'foreign-suggestion-id' }))
  })
})

describe('what was deleted of late', () => {
  it('[GAT303] is known again from what was kept of it; what is none of it says nothing', () => {
    const doc = new Y.Doc()
    doc.clientID = 7
    const text = doc.getText('content')
    text.insertEmbed(0, new Y.Map<unknown>([['bid', 'b1']]), {})
    text.insert(1, 'base text')
    text.insert(6, 'new', { 'insertion--s-x-1': { ...mark } })
    const [ledger, gone] = [new SuggestionLedger(), new GoneInsertions()]
    ledger.note(new Map([['insertion--s-x-1', { ...mark }]]))
    const follower = new DeletionFollower(text, gone, ledger)
    // Letter by letter from its end, and a word of the text in front of it.
    for (const at of [8, 7, 6]) text.delete(at, 1)
    text.delete(1, 4)
    follower.end()
    text.delete(1, 1)
    const kept: unknown = JSON.parse(JSON.stringify(gone.remembered()))
    const again = new GoneInsertions()
    again.remember(kept)
    expect(again.remembered()).toEqual(gone.remembered())
    const id = (clock: number): Y.ID => Y.createID(7, clock)
    for (const one of [gone, again]) {
      expect([12, 13, 14].map((clock) => one.at(id(clock)))).toEqual(
        Array(3).fill({ id: 's-x-1', author: 's', at: 5, part: 'items' }),
      )
      expect([2, 3, 4, 5, 6, 12].map((clock) => one.wasBase(id(clock)))).toEqual([
        true,
        true,
        true,
        true,
        false,
        false,
      ])
      expect(one.formatAt(id(11))).toMatchObject({ work: { id: 's-x-1' }, begins: true })
      expect(one.at(id(15))).toMatchObject({ id: 's-x-1', part: 'ends' })
    }
    for (const broken of [null, 7, {}, { works: [['s-x-1', 5]], ranges: [[7, 1, 4, 0]], formats: [] }]) {
      const nothing = new GoneInsertions()
      nothing.remember(broken)
      expect(nothing.remembered()).toEqual({ works: [], ranges: [], formats: [] })
    }
  })

  it('[GAT303] is bounded in a snapshot, and what went last is kept', () => {
    const gone = new GoneInsertions()
    const op = (client: number, clock: number): Region => ({
      slot: 0,
      ops: [{ kind: 'delete', text: 'x', formats: new Map(), items: [[client, clock, 1]] }],
    })
    // Every second letter: nothing of it is one stretch.
    for (let clock = 0; clock < 100_000; clock += 2) gone.note([op(7, clock)])
    expect(JSON.stringify(gone.remembered()).length).toBeLessThan(400_000)
    expect([0, 99_998].map((clock) => gone.wasBase(Y.createID(7, clock)))).toEqual([false, true])
  })
})
