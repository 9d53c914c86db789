import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { WIRE } from '#core/protocol/message.ts'
import { Client, settleAll } from '../support/cohort/client.ts'
import { settled, World } from '../support/cohort/world.ts'

const PAGES = 200
const BLOCKS_A_PAGE = 10
const WORDS_A_BLOCK = 30
const SUGGESTIONS = 1_000

/** 200 pages, and behind every second block's tenth word a replacement that `s` proposes. */
const longText = (client: Client): readonly string[] => {
  const ids: string[] = []
  const delta: { insert: string | Y.Map<unknown>; attributes: Record<string, unknown> }[] = []
  const words = (from: number, to: number): string =>
    Array.from({ length: to - from }, (_, n) => `word${from + n} `).join('')
  for (let block = 0; block < PAGES * BLOCKS_A_PAGE; block++) {
    delta.push({ insert: new Y.Map([['bid', `b${block}`]]), attributes: {} })
    if (block % 2 === 1) {
      delta.push({ insert: words(0, WORDS_A_BLOCK), attributes: {} })
      continue
    }
    const id = `s-x-${block}`
    ids.push(id)
    const mark = { by: 's', at: block }
    delta.push(
      { insert: words(0, 10), attributes: {} },
      { insert: 'gone ', attributes: { [`deletion--${id}`]: mark } },
      { insert: 'come ', attributes: { [`insertion--${id}`]: mark } },
      { insert: words(11, WORDS_A_BLOCK), attributes: {} },
    )
  }
  client.doc.transact(() => {
    client.text.delete(0, client.text.length)
    client.text.applyDelta(delta)
  })
  return ids
}

const cpu = (since?: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}

describe('a thousand suggestions on 200 pages', () => {
  it('[SUG410] are accepted at once for less than 1 s of processor time, as one update to each client, and undone likewise', async () => {
    const world = new World()
    world.add('s', 'facilitator')
    world.add('r', 'suggester')
    const [s, r] = [new Client(world, 's', 11), new Client(world, 'r', 12)]
    for (const client of [s, r]) await client.connect()
    await settleAll([s, r])
    const ids = longText(s)
    expect(ids.length).toBe(SUGGESTIONS)
    await settleAll([s, r])
    expect(s.isSaved).toBe(true)
    const before = r.text.length
    const room = await world.room()
    const received = async () => {
      await settled()
      const frames = r.line?.socket.sent.filter((frame) => frame[0] === WIRE.numbered).length
      const start = process.cpuUsage()
      await settleAll([s, r])
      return { frames, client: cpu(start) }
    }

    let start = process.cpuUsage()
    const decisions = ids.map((suggestion) => ({ suggestion, verdict: 'accept' as const }))
    const accepted = await room.decisions.decide('s', { id: 'all', decisions })
    const accepting = cpu(start)
    expect(accepted.ok && accepted.value.results.every(({ outcome }) => outcome === 'decided')).toBe(true)
    const heard = await received()
    expect(heard.frames).toBe(1)
    expect(r.text.length).toBe(before - SUGGESTIONS * 'gone '.length)
    expect(accepting, `accepting took ${accepting} ms, each client ${heard.client / 2} ms`).toBeLessThan(1000)

    start = process.cpuUsage()
    const undone = await room.decisions.undo('s', { id: 'undo', decision: 'all', suggestions: null })
    const undoing = cpu(start)
    expect(undone.ok && undone.value.suggestions.length).toBe(SUGGESTIONS)
    expect((await received()).frames).toBe(1)
    expect(r.text.length).toBe(before)
    expect(undoing, `undoing took ${undoing} ms`).toBeLessThan(1500)

    start = process.cpuUsage()
    await room.decisions.decide('s', { id: 'one', decisions: [{ suggestion: 's-x-0', verdict: 'reject' }] })
    const single = cpu(start)
    expect(single, `one decision took ${single} ms`).toBeLessThan(300)
    expect(world.broken).toEqual([])
  })
})
