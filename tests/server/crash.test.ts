import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it, vi } from 'vitest'
import { WireClient, type WireTarget } from '../bench/wire-client.ts'
import { writerOf } from '../bench/writer.ts'
import { joinBy } from '../support/device.ts'
import { freePort } from '../support/free-port.ts'
import { killableServer } from '../support/killable-server.ts'
import type { MainProcess } from '../support/main-process.ts'
import { seededRandom } from '../support/seeded-random.ts'

const KILLS = process.env['SIYAGHA_LONG'] === '1' ? 500 : 20
const { setupToken: SETUP_TOKEN, start } = killableServer('crash')

const kill = async (main: MainProcess): Promise<void> => {
  main.signal('SIGKILL')
  await main.ended
}

const prepare = async (port: number): Promise<WireTarget> => {
  const facilitator = await joinBy(`http://127.0.0.1:${port}`, SETUP_TOKEN, 'ميسّرة')
  const { id } = await facilitator.newDocument('رسالة')
  return { server: 'siyagha', port, document: id, cookie: facilitator.cookie }
}

/** Three writers and their readers in full traffic; what was acked or seen by another before the connection broke. */
const traffic = async (target: WireTarget, firstToken: number, milliseconds: number, server: MainProcess) => {
  const acked = new Set<number>()
  const seen = new Set<number>()
  let next = firstToken
  let writing = true
  const clients = await Promise.all(
    [1, 2, 3].map(async (n) => {
      const own = new Map<number, number>()
      const client = await WireClient.connect(
        target,
        {
          token: (token) => {
            if (token >= firstToken && ![...own.values()].includes(token)) seen.add(token)
          },
          ack: (handled) => {
            for (const [frame, token] of own) if (frame <= handled) acked.add(token)
          },
        },
        'first-state',
      )
      return { client, own, write: writerOf(client, seededRandom(firstToken + n).next) }
    }),
  )
  const write = async () => {
    while (writing) {
      for (const { client, own, write: make } of clients) {
        const token = next++
        own.set(client.send(make(token)), token)
      }
      await pause(2)
    }
  }
  const writers = write()
  await pause(milliseconds)
  // On a machine with much else to do the first ack may take longer than that.
  await vi.waitUntil(() => acked.size > 0, { timeout: 10_000, interval: 5 })
  await kill(server)
  writing = false
  await writers
  for (const { client } of clients) client.close()
  return { acked, seen, next }
}

describe('kill -9 in traffic', () => {
  it(
    `[LOG1] loses no edit that was acknowledged or that another client had seen, in ${KILLS} kills`,
    async () => {
      const port = await freePort()
      const random = seededRandom(20)
      const promised = new Set<number>()
      let server = await start(port)
      const target = await prepare(port)
      let next = 1
      for (let round = 0; round < KILLS; round++) {
        const result = await traffic(target, next, 60 + random.below(300), server)
        next = result.next
        expect(result.acked.size).toBeGreaterThan(0)
        for (const token of [...result.acked, ...result.seen]) promised.add(token)
        server = await start(port)
        const reader = await WireClient.connect(target, {}, 'first-state')
        const text = reader.doc.getText('content').toJSON()
        reader.close()
        const found = [...text.matchAll(/#(\d+);/g)].map((match) => Number(match[1]))
        expect([...promised].filter((token) => !found.includes(token))).toEqual([])
        expect(found.length).toBe(new Set(found).size)
      }
      await kill(server)
    },
    KILLS * 20_000,
  )
})
