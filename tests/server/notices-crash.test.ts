import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { STAGES, type Stage } from '#core/access/stages.ts'
import type { ApiInbox } from '#core/protocol/api-inbox.ts'
import { decodeLogBody } from '../../sync-server/room/log-body.ts'
import { openEmbeddedStore } from '../../sync-server/store/embedded.ts'
import { Person, joinBy } from '../support/device.ts'
import { freePort } from '../support/free-port.ts'
import { startMain, type MainProcess } from '../support/main-process.ts'

const KILLS = process.env['SIYAGHA_LONG'] === '1' ? 60 : 5
const SETUP_TOKEN = 'notices-setup-token-0123456789'
const dataDir = mkdtempSync(join(tmpdir(), 'siyagha-notices-'))
let running: MainProcess | null = null

afterAll(async () => {
  running?.signal('SIGKILL')
  await running?.ended
  rmSync(dataDir, { recursive: true, force: true })
})

const start = async (port: number): Promise<MainProcess> => {
  const main = startMain({ PORT: String(port), DATA_DIR: dataDir, SETUP_TOKEN, LOG_LEVEL: 'error' })
  running = main
  await main.said(/Siyagha is ready/)
  return main
}

/** The stages of the log, as the dead process left it. */
const stagesInLog = async (document: string): Promise<readonly Stage[]> => {
  const store = await openEmbeddedStore(dataDir, { reserveBytes: 64 * 1024 })
  if (!store.ok) throw new Error(store.error.reason)
  const stages: Stage[] = []
  for await (const { body } of store.value.log.read(document, 1, Number.MAX_SAFE_INTEGER)) {
    const decoded = decodeLogBody(body)
    if (decoded.ok && decoded.value.kind === 'control' && decoded.value.entry.type === 'stage')
      stages.push(decoded.value.entry.stage)
  }
  await store.value.close()
  return stages
}

/** Changes the stage as fast as it goes until the server dies; kills it after `acked` answers. */
const busyUntilDeath = async (
  main: MainProcess,
  facilitator: Person,
  document: string,
  acked: number,
): Promise<void> => {
  let answers = 0
  const change = async (worker: number): Promise<void> => {
    for (let n = worker; ; n += 1) {
      // `final` is left only with a reason.
      const stage = STAGES[n % (STAGES.length - 1)]
      const answer = await facilitator
        .call('PUT', `/api/documents/${document}/stage`, { stage })
        .catch(() => null)
      if (answer === null || !answer.ok) return
      answers += 1
      if (answers === acked) main.signal('SIGKILL')
    }
  }
  await Promise.all([0, 1, 2].map(change))
  await main.ended
}

describe('a server that is killed', () => {
  it(`[ACC602] ${KILLS} times in the middle of changes has told each of them that its log holds, once and in order`, async () => {
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    let main = await start(port)
    const facilitator = await joinBy(url, SETUP_TOKEN, 'ميسّرة')
    const member = await joinBy(url, (await facilitator.invite('editor')).token, 'محرّرة')
    const { id } = await facilitator.newDocument()
    for (let kill = 1; kill <= KILLS; kill++) {
      await busyUntilDeath(main, facilitator, id, 1 + kill * 3)
      const expected = (await stagesInLog(id)).slice(-200)
      main = await start(port)
      const told = async (): Promise<readonly unknown[]> => {
        const path = `/api/groups/${member.group.id}/inbox?limit=200`
        const { entries } = await member.expect<ApiInbox>('GET', path)
        return entries.toReversed().map(({ notice }) => (notice.type === 'stage' ? notice.stage : notice))
      }
      await expect.poll(told, { timeout: 10_000 }).toEqual(expected)
    }
  }, 120_000)
})
