import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { CLOSE } from '#core/protocol/close-codes.ts'
import { encodeMessage } from '#core/protocol/encode.ts'
import { Client, settleAll } from '../support/cohort/client.ts'
import { settled, World } from '../support/cohort/world.ts'
import { away, runsOf, typeAt } from '../support/late-typing.ts'

const twoPages = async () => {
  const world = new World()
  for (const id of ['a', 'b']) world.add(id, 'editor')
  const [a, b] = [new Client(world, 'a', 11), new Client(world, 'b', 12)]
  return { world, a, b }
}

/** The writer is here; what the server tells them lies on the line until they take it. */
const present = async (numbered: boolean) => {
  const { world, f, w, decide } = await away('editor')
  await w.connect({ numbered })
  await settleAll([f, w])
  return { world, f, w, decide }
}

const restOf = async (f: Client, w: Client): Promise<string> => {
  await settleAll([f, w])
  expect(runsOf(w)).toBe(runsOf(f))
  return runsOf(f)
}

describe('an update that says how far one has heard', () => {
  it('[PRO410] is what a socket that asks for it is sent: with its number in the same frame', async () => {
    const { world, a } = await twoPages()
    await a.connect({ numbered: false })
    await settleAll([a])
    a.text.insert(1, 'one')
    await settleAll([a])
    const { socket, connection } = await world.join('b')
    connection.receive(encodeMessage({ type: 'sync-step-1', stateVector: Y.encodeStateVector(new Y.Doc()) }))
    const room = await world.room()
    const first = socket.take()
    expect(first[0]).toMatchObject({ type: 'control', control: { type: 'hello', numbered: true } })
    const answer = first.filter(({ type }) => type === 'numbered-update' || type === 'sync-step-2')
    expect(answer).toMatchObject([
      { type: 'numbered-update', seq: room.seq },
      { type: 'sync-step-2', update: Uint8Array.of(0, 0) },
    ])
    a.text.insert(4, ' two')
    a.flush()
    await settled()
    expect(socket.take().filter(({ type }) => type === 'numbered-update')).toMatchObject([{ seq: room.seq }])
  })

  it('[PRO410] is nothing to who does not ask, who is sent the frames of y-protocols', async () => {
    const { world, a, b } = await twoPages()
    await a.connect()
    const { socket, connection } = await world.join('b', { ext: false })
    connection.receive(encodeMessage({ type: 'sync-step-1', stateVector: Y.encodeStateVector(b.doc) }))
    await settleAll([a])
    a.text.insert(1, 'one')
    a.flush()
    await settled()
    const types = socket.take().map(({ type }) => type)
    expect(types).toContain('update')
    expect(types).not.toContain('numbered-update')
    connection.receive(encodeMessage({ type: 'numbered-update', seq: 1, update: Uint8Array.of(0, 0) }))
    expect(socket.closed?.code).toBe(CLOSE.malformed)
    const other = await world.join('b', { numbered: false })
    other.connection.receive(encodeMessage({ type: 'written-with', client: 1, from: [], deleted: [] }))
    expect(other.socket.closed?.code).toBe(CLOSE.malformed)
  })

  it('[PRO4] has at most 1 MiB from a client', async () => {
    const { world } = await twoPages()
    const { socket, connection } = await world.join('b')
    const update = new Uint8Array(1024 * 1024 + 1)
    connection.receive(encodeMessage({ type: 'numbered-update', seq: 1, update }))
    expect(socket.closed?.code).toBe(CLOSE.tooLarge)
  })
})

describe('what a direct writer writes who is here', () => {
  it('[GAT410] in their own insertion, before its acceptance has come to them, is a proposal', async () => {
    const { f, w, decide } = await present(true)
    await decide('accept')
    typeAt(w, 6, 'er', 'before')
    expect(await restOf(f, w)).toBe('base n|er[insertion--w-1.1]|ewtext')
  })

  it('[GAT410] once it has come is text', async () => {
    const { f, w, decide } = await present(true)
    await decide('accept')
    w.receive()
    typeAt(w, 6, 'er', 'plain')
    expect(await restOf(f, w)).toBe('base nerewtext')
  })

  it('[GAT410] is told apart by nothing but what they say: a plain client writes text in both', async () => {
    const { f, w, decide } = await present(false)
    await decide('accept')
    typeAt(w, 6, 'er', 'before')
    expect(await restOf(f, w)).toBe('base nerewtext')
  })

  it('[GAT410] in front of what was proposed, and is gone, when they had heard of it, is text; else a proposal', async () => {
    for (const hears of [true, false]) {
      const { f, w, decide } = await present(true)
      await decide('reject')
      if (hears) w.receive()
      typeAt(w, hears ? 5 : 6, 'er', hears ? 'plain' : 'before')
      expect(await restOf(f, w)).toBe(hears ? 'base ertext' : 'base |er[insertion--w-1.1]|text')
    }
  })
})

describe('work that is sent again', () => {
  /** They type in their insertion, hear of its rejection, and lose the line before anything was sent. */
  const sentAgain = async (): Promise<{ f: Client; w: Client }> => {
    const { f, w, decide } = await present(true)
    await decide('reject')
    typeAt(w, 6, 'er', 'before')
    w.receive()
    w.disconnect()
    return { f, w }
  }

  it('[PRO411] is judged by what had come to its author when they wrote it, not when they send it', async () => {
    const { f, w } = await sentAgain()
    await w.connect()
    expect(await restOf(f, w)).toBe('base |er[insertion--w-1.1]|text')
  })

  it('[PRO411] and after a restart of the server, which reads who did what off the log [GAT411]', async () => {
    const { world, f, w, decide } = await present(true)
    await decide('reject')
    typeAt(w, 6, 'er', 'before')
    w.receive()
    world.restart()
    for (const client of [f, w]) client.lose()
    for (const client of [f, w]) await client.connect()
    expect(await restOf(f, w)).toBe('base |er[insertion--w-1.1]|text')
  })

  it('[GAT411] what their author took away themselves was gone to them, whoever else did', async () => {
    const { f, w, decide } = await present(true)
    await decide('reject')
    w.text.delete(6, 3)
    typeAt(w, 5, 'er', 'plain')
    w.receive()
    w.disconnect()
    await w.connect()
    expect(await restOf(f, w)).toBe('base ertext')
  })
})
