import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { ApiDocument } from '#core/protocol/api.ts'
import type { ApiThreads } from '#core/protocol/api-threads.ts'
import { restoreBackup } from '../../sync-server/store/restore-backup.ts'
import { takeBackup } from '../../sync-server/store/take-backup.ts'
import { Device, joinBy, Person } from '../support/device.ts'
import { startMain, type MainProcess } from '../support/main-process.ts'
import { scratchDir } from '../support/scratch-dir.ts'
import { seededRandom } from '../support/seeded-random.ts'

const TOKEN = 'a-token-chosen-by-the-operator'

const start = (dataDir: string): MainProcess => {
  const main = startMain({ PORT: '0', DATA_DIR: dataDir, SETUP_TOKEN: TOKEN })
  onTestFinished(async () => {
    main.signal('SIGKILL')
    await main.ended
  })
  return main
}

const urlOf = async (main: MainProcess): Promise<string> => (await main.said(/ready at (http\S+)/))[1] ?? ''

const listOf = (who: Person, document: string): Promise<ApiThreads> =>
  who.expect('GET', `/api/documents/${document}/threads`)

/** The same device, where the server listens now. */
const movedTo = (url: string, { cookie, member, group }: Person): Person =>
  new Person(new Device(url, cookie), { member, group })

const bodyOf = (n: number): string => `سؤال ${n}`

describe('discussions and the death of the server', () => {
  it(
    '[THR4] killed in the middle of it (kill -9), every acknowledged comment is there, and what is sent again is there once',
    { timeout: 60_000 },
    async () => {
      const folder = await scratchDir()
      let main = start(folder)
      let who = await joinBy(await urlOf(main), TOKEN, 'الميسّرة')
      const { id }: ApiDocument = await who.newDocument()
      const threads = `/api/documents/${id}/threads`
      await who.expect('POST', threads, { id: 't', anchor: null, body: bodyOf(0) })
      const draw = seededRandom(7)
      const acked = new Set<number>()
      let next = 1
      for (let round = 0; round < 3; round++) {
        const killAfter = acked.size + 5 + draw.below(20)
        const from = next
        const talk = async (): Promise<void> => {
          for (;;) {
            const n = next++
            const response = await who
              .call('POST', `${threads}/t/comments`, { id: `c${n}`, body: bodyOf(n) })
              .catch(() => null)
            if (response?.status !== 201) return
            acked.add(n)
            if (acked.size === killAfter) main.signal('SIGKILL')
          }
        }
        await Promise.all([talk(), talk(), talk(), talk()])
        await main.ended
        main = start(folder)
        who = movedTo(await urlOf(main), who)
        const [thread] = (await listOf(who, id)).threads
        const kept = new Map(thread?.comments.map(({ id: comment, body }) => [comment, body]))
        for (const n of acked) expect([n, kept.get(`c${n}`)]).toEqual([n, bodyOf(n)])
        // The page sends again what was not acknowledged.
        for (let n = from; n < next; n++) {
          if (acked.has(n)) continue
          await who.expect('POST', `${threads}/t/comments`, { id: `c${n}`, body: bodyOf(n) })
          acked.add(n)
        }
      }
      const [thread] = (await listOf(who, id)).threads
      const ids = thread?.comments.map(({ id: comment }) => comment) ?? []
      expect(new Set(ids).size).toBe(ids.length)
      expect([...ids].sort()).toEqual(['t.0', ...[...acked].map((n) => `c${n}`)].sort())
      expect(acked.size).toBeGreaterThan(15)
    },
  )

  it(
    '[THR13] a backup has the discussions of its moment, and gives them back',
    { timeout: 60_000 },
    async () => {
      const folder = await scratchDir()
      const first = start(folder)
      const who = await joinBy(await urlOf(first), TOKEN, 'الميسّرة')
      const { id } = await who.newDocument()
      const threads = `/api/documents/${id}/threads`
      await who.expect('POST', threads, { id: 't', anchor: null, body: 'before' })
      await who.expect('PUT', `${threads}/t/state`, { resolved: true })
      await who.expect('PUT', `/api/documents/${id}/seen`, { seq: 1 })
      const before = await listOf(who, id)
      const file = join(await scratchDir(), 'copy.backup')
      expect((await takeBackup(folder, file)).ok).toBe(true)
      await who.expect('POST', threads, { id: 'u', anchor: null, body: 'after' })
      const target = await scratchDir()
      expect((await restoreBackup(target, file, 'now')).ok).toBe(true)
      const restored = movedTo(await urlOf(start(target)), who)
      expect(await listOf(restored, id)).toEqual(before)
      expect(await restored.expect('GET', `/api/documents/${id}/seen`)).toMatchObject({ seq: 1 })
    },
  )
})
