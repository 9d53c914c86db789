import { describe, expect, it } from 'vitest'
import { applyAwarenessUpdate, Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { encodePresence } from '#core/protocol/presence.ts'
import { twoEditors } from '../support/cohort/cast.ts'
import { Client, settleAll } from '../support/cohort/client.ts'
import type { World } from '../support/cohort/world.ts'

const pass = async (world: World, clients: readonly Client[]): Promise<void> => {
  await settleAll(clients)
  world.clock.advance(50)
  await settleAll(clients)
}

describe('presence', () => {
  it('[PRO7] is stamped with the member behind the connection, whatever it claims', async () => {
    const { world, a, b, both } = await twoEditors()
    a.showPresence({ user: { id: 'b', name: 'Boss', color: 'red' }, cursor: { at: 1 } }, 1)
    await pass(world, both)
    expect(b.presence.get(11)).toEqual({
      user: { id: 'a', name: 'name of a', color: 0 },
      cursor: { at: 1 },
    })
    world.members.set('a', { id: 'a', name: 'renamed', role: 'editor', color: 5 })
    world.bus.publish({ type: 'access', group: 'g', member: 'a' })
    await pass(world, both)
    expect(b.presence.get(11)).toMatchObject({ user: { name: 'renamed', color: 5 } })
  })

  it('[PRO7] ends with the socket, and comes back with it at once', async () => {
    const { world, a, b, both } = await twoEditors()
    a.showPresence({ cursor: 1 }, 7)
    await pass(world, both)
    a.disconnect()
    await pass(world, [b])
    expect(b.presence.size).toBe(0)
    await a.connect()
    a.showPresence({ cursor: 1 }, 7)
    await pass(world, both)
    expect(b.presence.get(11)).toMatchObject({ cursor: 1 })
    const late = new Client(world, 'b', 13)
    await late.connect()
    await settleAll([late])
    expect([...late.presence.keys()]).toEqual([11])
  })

  it('[PRO7] of others, echoed or forged, is passed over without complaint', async () => {
    const { world, a, b, both } = await twoEditors()
    a.showPresence({ cursor: 1 }, 1)
    b.showPresence({ cursor: 2 }, 1)
    await pass(world, both)
    b.showPresence({ cursor: 'forged' }, 2 ** 40, 11)
    b.showPresence(null, 2 ** 40, 11)
    b.showPresence({ cursor: 'second self' }, 1, 555)
    await pass(world, both)
    expect([...a.presence.keys()]).toEqual([12])
    expect(b.presence.get(11)).toMatchObject({ cursor: 1 })
    a.disconnect()
    b.disconnect()
    const thief = new Client(world, 'b', 14)
    await thief.connect()
    thief.showPresence({ cursor: 'as a' }, 1, 11)
    const witness = new Client(world, 'a', 15)
    await witness.connect()
    await pass(world, [thief, witness])
    expect(witness.presence.size).toBe(0)
    expect(thief.isOnline && witness.isOnline).toBe(true)
  })

  it('[PRO7] over 4 kB, too deep, or with keys that reach into JavaScript is not shown', async () => {
    const { world, a, b, both } = await twoEditors()
    const deep = (levels: number): unknown => (levels === 0 ? 1 : { x: deep(levels - 1) })
    a.showPresence({ big: 'x'.repeat(4_096) }, 1)
    a.showPresence(deep(9), 2)
    a.showPresence([1], 4)
    const state = '{"__proto__":{"isAdmin":true}}'
    a.say({ type: 'presence', update: encodePresence([{ client: 11, clock: 3, state }]) })
    await pass(world, both)
    expect([b.presence.size, a.isOnline]).toEqual([0, true])
  })

  it('[PRO7] is never told to whom it is about, so a stock client keeps its own words', async () => {
    const { world, a, b, both } = await twoEditors()
    const awareness = new Awareness(new Y.Doc())
    a.showPresence({ cursor: 1 }, 1)
    b.showPresence({ cursor: 2 }, 1)
    await settleAll(both)
    world.clock.advance(50)
    for (const message of a.line?.socket.take() ?? [])
      if (message.type === 'presence') applyAwarenessUpdate(awareness, message.update, 'server')
    expect([...awareness.getStates().keys()].filter((client) => client !== awareness.clientID)).toEqual([12])
    awareness.destroy()
  })

  it('[PRO7] in a flood goes out gathered', async () => {
    const { world, a, b } = await twoEditors()
    for (let n = 0; n < 1_000; n++) a.showPresence({ cursor: n }, n + 1)
    a.flush()
    world.clock.advance(39)
    expect(b.line?.socket.sent.length).toBe(0)
    world.clock.advance(1)
    expect(b.line?.socket.sent.length).toBe(1)
    b.receive()
    expect(b.presence.get(11)).toMatchObject({ cursor: 999 })
  })

  it('[PRO11] a frame goes out on every socket at least every 20 seconds, and changes nothing', async () => {
    const { world, a, b, both } = await twoEditors()
    let last = world.clock.now()
    for (let second = 0; second < 120; second++) {
      world.clock.advance(1_000)
      if (a.line?.socket.sent.length === 0) expect(world.clock.now() - last).toBeLessThan(20_000)
      else last = world.clock.now()
      await settleAll(both)
    }
    expect([a.presence.size, b.presence.size, a.isOnline]).toEqual([0, 0, true])
  })
})
