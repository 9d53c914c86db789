import { afterAll, describe, expect, it, vi } from 'vitest'
import type { ApiLocked, ApiLocks } from '#core/protocol/api-locks.ts'
import type { ApiText } from '#core/protocol/api.ts'
import { openEmbeddedStore } from '../../sync-server/store/embedded.ts'
import { joinBy } from '../support/device.ts'
import { freePort } from '../support/free-port.ts'
import { readAll } from '../support/log-entries.ts'
import { startReady, type MainProcess } from '../support/main-process.ts'
import { breachOf } from '../support/race/breaches.ts'
import type { RoleChange } from '../support/race/race.ts'
import { RawWriter } from '../support/race/raw-writer.ts'
import { scratchDir } from '../support/scratch-dir.ts'

const SETUP_TOKEN = 'lock-process-token-0123456789'
/** Five writers at this pace are two hundred edits a second. */
const EVERY = 25

const leftovers: (() => void)[] = []

const until = (holds: () => boolean): Promise<boolean> =>
  vi.waitUntil(holds, { timeout: 20_000, interval: 10 })

const isUpdate = ({ body }: { readonly body: Uint8Array }): boolean => body[0] === 0

describe('a server in a process of its own, with bare sockets that write without a pause', () => {
  afterAll(() => {
    for (const end of leftovers.splice(0)) end()
  })

  it('[LCK5] [ACC21] holds a lock, a role, a removal and a stage from the moment they are answered, over kill -9 too', async () => {
    const [port, dataDir] = [await freePort(), await scratchDir()]
    const start = (): Promise<MainProcess> =>
      startReady({ port, dataDir, setupToken: SETUP_TOKEN }, (main) => {
        leftovers.push(() => main.signal('SIGKILL'))
      })
    let server = await start()
    const url = `http://127.0.0.1:${port}`
    const boss = await joinBy(url, SETUP_TOKEN, 'ميسّرة')
    const { token } = await boss.invite('editor', { uses: 4 })
    const editors = await Promise.all(['أمل', 'بدر', 'جود', 'دانة'].map((name) => joinBy(url, token, name)))
    const suggester = await joinBy(url, (await boss.invite('suggester')).token, 'هالة')
    const { id: document } = await boss.newDocument('رسالة', 'closing-message')
    const path = `/api/documents/${document}`
    const [amal, badr, plain, dana] = editors
    if (amal === undefined || badr === undefined || plain === undefined || dana === undefined) return
    const roles: RoleChange[] = [
      ...editors.map(({ member }) => ({ at: 0, member: member.id, role: 'editor' as const })),
      { at: 0, member: suggester.member.id, role: 'suggester' },
      { at: 0, member: boss.member.id, role: 'facilitator' },
    ]

    const writers = [...editors, suggester].map((person, n) => {
      const ext = person !== plain
      const target = { port, document, ext, every: EVERY, isWriter: person !== suggester }
      const writer = new RawWriter(person, target, 500 + n)
      leftovers.push(() => writer.end())
      return writer
    })
    const [ofAmal, ofBadr, ofPlain] = writers
    if (ofAmal === undefined || ofBadr === undefined || ofPlain === undefined) return
    await until(() => writers.every(({ sent }) => sent > 30))

    // A lock on the first three paragraphs.
    const { blocks } = await boss.expect<ApiText>('GET', `${path}/text`)
    const [from = '', to = ''] = [blocks[0]?.bid, blocks[2]?.bid]
    const wish = { id: 'lock-1', from, to, kind: 'disputed', reason: 'ينتظر جنيف' }
    const { lock } = await boss.expect<ApiLocked>('POST', `${path}/locks`, wish)
    const heldNow = await boss.expect<ApiText>('GET', `${path}/text`)
    const withExt = writers.filter((writer) => writer !== ofPlain)
    await until(() => withExt.every(({ controls }) => controls.some(({ type }) => type === 'locks')))
    await until(
      () => withExt.every(({ refusals }) => refusals.includes('locked')) && ofPlain.closes.includes(4422),
    )
    const heldLater = await boss.expect<ApiText>('GET', `${path}/text`)
    expect(heldLater.seq).toBeGreaterThan(heldNow.seq)
    expect(heldLater.blocks.slice(0, 3)).toEqual(heldNow.blocks.slice(0, 3))

    // A role and a removal: their sockets close for good.
    const members = `/api/groups/${boss.group.id}/members`
    await boss.expect('PATCH', `${members}/${amal.member.id}`, { role: 'viewer' })
    roles.push({ at: Date.now() + 1, member: amal.member.id, role: 'viewer' })
    await boss.expect('DELETE', `${members}/${badr.member.id}`)
    roles.push({ at: Date.now() + 1, member: badr.member.id, role: null })
    await boss.expect('PATCH', `${members}/${dana.member.id}`, { role: 'commenter' })
    roles.push({ at: Date.now() + 1, member: dana.member.id, role: 'commenter' })
    await until(() =>
      [ofAmal, ofBadr].every(({ closes }) => closes.at(-1) === 4403 || closes.at(-1) === 4401),
    )

    // A stage, and the process dies right after its answer, with everybody writing on.
    const set = await boss.expect<{ seq: number }>('PUT', `${path}/stage`, {
      stage: 'commenting',
      reason: 'نقرأ',
    })
    const final = await boss.expect<ApiText>('GET', `${path}/text`)
    server.signal('SIGKILL')
    await server.ended
    server = await start()
    expect(await boss.expect<ApiLocks>('GET', `${path}/locks`)).toEqual({ locks: [lock], seq: set.seq })
    expect(await boss.expect<ApiText>('GET', `${path}/text`)).toEqual(final)
    const greeted = new RawWriter(boss, { port, document, ext: true, every: 60_000, isWriter: true }, 9)
    leftovers.push(() => greeted.end())
    await until(() => greeted.controls.length > 0)
    expect(greeted.controls[0]).toMatchObject({
      type: 'hello',
      stage: 'commenting',
      stageSet: { by: boss.member.id, reason: 'نقرأ' },
      locks: [lock],
    })
    const writing = writers.filter((writer) => writer !== ofAmal && writer !== ofBadr)
    const before = writing.map(({ sent }) => sent)
    await until(() => writing.every(({ sent }, n) => sent > (before[n] ?? 0) + 5))
    for (const writer of [...writers, greeted]) writer.end()
    server.signal('SIGTERM')
    await server.ended

    const store = await openEmbeddedStore(dataDir)
    if (!store.ok) throw new Error('the store does not open')
    const entries = await readAll(store.value.log, document)
    await store.value.close()
    expect(breachOf({ entries, roles })).toBeNull()
    expect(entries.filter(isUpdate).length).toBeGreaterThan(100)
    expect(entries.filter((entry) => entry.seq > set.seq && isUpdate(entry))).toEqual([])
  }, 120_000)
})
