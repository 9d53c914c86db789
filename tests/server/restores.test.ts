import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { Control } from '#core/protocol/control.ts'
import { contentOf } from '#core/shared-doc/elements.ts'
import { anchorOf } from '#core/shared-doc/anchor-positions.ts'
import { Sequence } from '#core/shared-doc/sequence.ts'
import { decodeLogBody } from '../../sync-server/room/log-body.ts'
import { SERVER } from '../../sync-server/room/member.ts'
import type { Room } from '../../sync-server/room/room.ts'
import { readStretch } from '../../sync-server/room/since/read-stretch.ts'
import { momentText } from '../../sync-server/room/versions/moment-text.ts'
import { Client, settleAll } from '../support/cohort/client.ts'
import { World } from '../support/cohort/world.ts'
import { lockSection } from '../support/section-lock.ts'
import { appendBlock, replaceWords } from '../support/stock-writer.ts'

/** A facilitator and an editor whose pages are open on a text of three blocks. */
const meeting = async () => {
  const world = new World()
  world.add('f', 'facilitator')
  world.add('e', 'editor')
  const [f, e] = [new Client(world, 'f', 100), new Client(world, 'e', 101)]
  const all = [f, e]
  for (const client of all) await client.connect()
  await settleAll(all)
  const write = async (client: Client, change: (text: Y.Text) => void): Promise<number> => {
    client.doc.transact(() => change(client.text))
    await settleAll(all)
    return (await world.room()).seq
  }
  const first = await write(f, (text) => {
    appendBlock(text, 'b1', 'تطالب المجموعة بوقف إطلاق النار')
    appendBlock(text, 'b2', 'وتطالب بإطلاق سراح المعتقلين')
    appendBlock(text, 'b3', 'وتشكر الدولة المضيفة')
  })
  for (const client of all) client.controls.length = 0
  const restore = async (of: number, by = 'f'): Promise<string> => {
    const target = momentText(await readStretch(world.log, world.document, of + 1, of))
    if (!target.ok) throw new Error(target.error.detail)
    const restored = await (
      await world.room()
    ).restores.restore(by, { id: `r${of}`, of, blocks: target.value.blocks })
    await settleAll(all)
    return restored.ok ? 'restored' : restored.error
  }
  return { world, f, e, all, first, write, restore }
}

const shown = (room: Room) =>
  room.cleanText().map(({ attrs, runs }) => [attrs.bid, runs.map(({ text }) => text).join('')] as const)

const bidsOf = (room: Room) => shown(room).map(([bid]) => bid)

const deleteBlock = (text: Y.Text, words: string): void => {
  let at = 0
  for (const { insert } of text.toDelta() as { insert: unknown }[]) {
    if (insert === words) text.delete(at - 1, words.length + 1)
    at += typeof insert === 'string' ? insert.length : 1
  }
}

describe('a restore in the room', () => {
  it('[DOC541] brings a block back under its bid, keeps what stays, and moves what was moved', async () => {
    const { world, e, first, write, restore } = await meeting()
    const room = await world.room()
    const before = shown(room)
    await write(e, (text) => {
      deleteBlock(text, 'وتشكر الدولة المضيفة')
      deleteBlock(text, 'تطالب المجموعة بوقف إطلاق النار')
      appendBlock(text, 'b1', 'تطالب المجموعة بوقف إطلاق النار')
      appendBlock(text, 'b9', 'فقرة زائدة')
    })
    expect(bidsOf(room).slice(1)).toEqual(['b2', 'b1', 'b9'])
    const untouched = Y.encodeStateVector(e.doc)
    expect(await restore(first)).toBe('restored')
    expect(shown(room)).toEqual(before)
    // What stays was not written anew: so much new text there is, and no more.
    const written = Y.decodeStateVector(Y.encodeStateVector(e.doc))
    for (const [client, clock] of Y.decodeStateVector(untouched)) {
      if (client >= 0xf000_0000) expect((written.get(client) ?? 0) - clock).toBeLessThan(80)
      else expect(written.get(client)).toBe(clock)
    }
  })

  it('[DOC542] that would change a locked section is refused as a whole; one that leaves it alone is not', async () => {
    const { world, e, f, first, write, restore } = await meeting()
    const second = await write(e, (text) => replaceWords(text, 'وتشكر', 'وتحيّي'))
    await write(e, (text) => replaceWords(text, 'بإطلاق', 'بالإفراج'))
    const room = await world.room()
    await lockSection(room, { id: 'l', from: 'b3', to: 'b3' })
    const before = shown(room)
    expect(await restore(first)).toBe('locked')
    expect(shown(room)).toEqual(before)
    expect(await restore(second)).toBe('restored')
    expect(shown(room)[2]?.[1]).toContain('بإطلاق')
    // The room goes on as if nothing had been.
    await write(f, (text) => replaceWords(text, 'المجموعة', 'الجماعة'))
    expect(shown(room)[1]?.[1]).toContain('الجماعة')
    await lockSection(room, { id: 'l2', from: 'b1', to: 'b3' })
    expect(await restore(first)).toBe('locked')
  })

  it('[DOC540] [DOC543] is of a facilitator, at every stage but final, and the log tells it in order', async () => {
    const { world, e, first, write, restore } = await meeting()
    const seq = await write(e, (text) => replaceWords(text, 'وتشكر', 'وتحيّي'))
    const room = await world.room()
    expect(await restore(first, 'e')).toBe('forbidden')
    await room.stages.set('f', 'final', null)
    expect(await restore(first)).toBe('forbidden')
    await room.stages.set('f', 'commenting', 'لماذا')
    expect(await restore(first)).toBe('restored')
    const entries: unknown[] = []
    for await (const { by, body } of world.log.read(world.document, seq + 3, room.seq)) {
      const decoded = decodeLogBody(body)
      entries.push([by, decoded.ok && decoded.value.kind === 'control' ? decoded.value.entry : 'update'])
    }
    expect(entries).toEqual([
      ['f', { type: 'restored', id: `r${first}`, of: first }],
      [SERVER, 'update'],
    ])
  })

  it('[DOC545] every page is told before the text and after it; who was away learns it from the greeting', async () => {
    const { world, e, f, first, write, restore } = await meeting()
    await write(f, (text) => replaceWords(text, 'وتشكر', 'وتحيّي'))
    e.disconnect()
    f.controls.length = 0
    await restore(first)
    const counts = (controls: readonly Control[]) =>
      controls.flatMap((control) =>
        control.type === 'restored' || control.type === 'hello' ? [[control.type, control.restores]] : [],
      )
    expect(counts(f.controls)).toEqual([
      ['restored', 1],
      ['restored', 1],
    ])
    e.controls.length = 0
    await e.connect()
    await settleAll([e])
    expect(counts(e.controls)).toEqual([['hello', 1]])
    // Also after the room was closed and read anew.
    await world.registry.closeAll()
    world.restart()
    e.controls.length = 0
    e.lose()
    await e.connect()
    await settleAll([e])
    expect(counts(e.controls)).toEqual([['hello', 1]])
  })

  it('[DOC546] a discussion about words that come back hangs on them again', async () => {
    const { world, e, first, write, restore } = await meeting()
    const sequence = new Sequence(contentOf(e.doc))
    const slot = sequence.slotsOfBid('b3')[0] ?? 0
    const anchor = anchorOf(sequence, { slot, offset: 6 }, { slot, offset: 12 })
    sequence.destroy()
    expect(anchor.quote.exact).toBe('الدولة')
    const room = await world.room()
    await room.threads.carryOut('e', { type: 'begin', thread: 't', anchor, body: 'من؟' })
    await write(e, (text) => deleteBlock(text, 'وتشكر الدولة المضيفة'))
    await restore(first)
    const now = room.threads.get('t')?.anchor
    if (now === null || now === undefined || 'suggestion' in now) throw new Error('a place')
    expect(now.quote.exact).toBe('الدولة')
    expect(now.start).not.toBe(anchor.start)
    const after = new Sequence(contentOf(e.doc))
    expect(
      anchorOf(
        after,
        { slot: after.slotsOfBid('b3')[0] ?? 0, offset: 6 },
        { slot: after.slotsOfBid('b3')[0] ?? 0, offset: 12 },
      ),
    ).toEqual(now)
    after.destroy()
  })
})

describe('a restore and people who are away', () => {
  it('[DOC544] a block that it took, in which somebody typed meanwhile, comes back with their words only', async () => {
    const { world, e, all, first, write, restore } = await meeting()
    await write(e, (text) => appendBlock(text, 'b4', 'فقرة لاحقة'))
    e.disconnect()
    e.doc.transact(() => e.text.insert(e.text.length - 6, ' وكلمات', {}))
    await restore(first)
    const room = await world.room()
    expect(bidsOf(room).slice(1)).toEqual(['b1', 'b2', 'b3'])
    await e.connect()
    await settleAll(all)
    expect(shown(room).at(-1)?.[1]).toBe(' وكلمات')
    expect(
      shown(room)
        .map(([, words]) => words)
        .join(),
    ).not.toContain('فقرة لاحقة')
  })
})
