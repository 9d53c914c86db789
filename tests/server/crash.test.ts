import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { WireClient, type WireTarget } from '../bench/wire-client.ts'
import { seeded, writerOf } from '../bench/writer.ts'

const KILLS = process.env['SIYAGHA_LONG'] === '1' ? 500 : 20
const SETUP_TOKEN = 'crash-setup-token-0123456789'

const dataDir = mkdtempSync(join(tmpdir(), 'siyagha-crash-'))
let running: ChildProcess | null = null

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

const healthy = async (port: number): Promise<boolean> => {
  try {
    return (await fetch(`http://127.0.0.1:${port}/healthz`)).status === 200
  } catch {
    return false
  }
}

const start = async (port: number): Promise<ChildProcess> => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'sync-server/main.ts'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      DATA_DIR: dataDir,
      SETUP_TOKEN,
      LOG_LEVEL: 'error',
    },
  })
  running = child
  while (!(await healthy(port))) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
    await pause(20)
  }
  return child
}

const kill = (child: ChildProcess): Promise<void> =>
  new Promise((done) => {
    child.once('exit', () => done())
    child.kill('SIGKILL')
  })

const post = async (port: number, path: string, cookie: string, body: unknown): Promise<Response> => {
  const origin = `http://127.0.0.1:${port}`
  return fetch(`${origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-siyagha': '1', origin, cookie },
    body: JSON.stringify(body),
  })
}

const prepare = async (port: number): Promise<WireTarget> => {
  const joined = await post(port, '/api/join', '', { token: SETUP_TOKEN, name: 'ميسّرة' })
  const cookie = joined.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  if (joined.status !== 201) throw new Error(`join: ${joined.status} ${await joined.text()}`)
  const { group } = z.object({ group: z.object({ id: z.string() }) }).parse(await joined.json())
  const made = await post(port, `/api/groups/${group.id}/documents`, cookie, { title: 'رسالة' })
  const { id } = z.object({ id: z.string() }).parse(await made.json())
  return { server: 'siyagha', port, document: id, cookie }
}

/** Three writers and their readers in full traffic; what was acked or seen by another before the connection broke. */
const traffic = async (target: WireTarget, firstToken: number, milliseconds: number, child: ChildProcess) => {
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
      return { client, own, write: writerOf(client, seeded(firstToken + n)) }
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
  await kill(child)
  writing = false
  await writers
  for (const { client } of clients) client.close()
  return { acked, seen, next }
}

describe('kill -9 in traffic', () => {
  afterAll(() => {
    running?.kill('SIGKILL')
    rmSync(dataDir, { recursive: true, force: true })
  })

  it(
    `[LOG1] loses no edit that was acknowledged or that another client had seen, in ${KILLS} kills`,
    async () => {
      const port = await freePort()
      const random = seeded(20)
      const promised = new Set<number>()
      let child = await start(port)
      const target = await prepare(port)
      let next = 1
      for (let round = 0; round < KILLS; round++) {
        const result = await traffic(target, next, 60 + Math.floor(random() * 300), child)
        next = result.next
        expect(result.acked.size).toBeGreaterThan(0)
        for (const token of [...result.acked, ...result.seen]) promised.add(token)
        child = await start(port)
        const reader = await WireClient.connect(target, {}, 'first-state')
        const text = reader.doc.getText('content').toJSON()
        reader.close()
        const found = [...text.matchAll(/#(\d+);/g)].map((match) => Number(match[1]))
        expect([...promised].filter((token) => !found.includes(token))).toEqual([])
        expect(found.length).toBe(new Set(found).size)
      }
      await kill(child)
    },
    KILLS * 20_000,
  )
})
