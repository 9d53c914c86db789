import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ApiDocument, ApiError, ApiLate, ApiText } from '#core/protocol/api.ts'
import type { ApiLocked, ApiLocks, ApiUnlocked } from '#core/protocol/api-locks.ts'
import { encodeControlBody } from '../../sync-server/room/log-body.ts'
import { openEmbeddedStore } from '../../sync-server/store/embedded.ts'
import { Device, type Person } from '../support/device.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let path: string
let bids: readonly string[]
let editor: Person
beforeAll(async () => {
  server = await startTestServer()
  editor = await server.join('editor', 'محرّرة')
  const { id } = await server.facilitator.newDocument('رسالة', 'closing-message')
  path = `/api/documents/${id}`
  const { blocks } = await server.facilitator.expect<ApiText>('GET', `${path}/text`)
  bids = blocks.map(({ bid }) => bid)
})
afterAll(() => server.stop())

const wish = (id: string, more: object = {}) => ({ id, from: bids[0], to: bids[1], kind: 'settled', ...more })

const refused = async (who: Person, ...[method, where, body]: Parameters<Person['call']>) => {
  const response = await who.call(method, where, body, { headers: { 'accept-language': 'en' } })
  const { error } = (await response.json()) as ApiError // decode boundary: our own server
  return [response.status, error.code, error.message]
}

describe('section locks over HTTP', () => {
  it('[LCK2] [LCK3] are set, set again, listed and lifted, with who, when and why', async () => {
    const { facilitator } = server
    const before = Date.now()
    const first = await facilitator.call(
      'POST',
      `${path}/locks`,
      wish('l1', { reason: '  ينتظر\u202e جنيف ' }),
    )
    expect(first.status).toBe(201)
    const { lock, seq } = (await first.json()) as ApiLocked // decode boundary: our own server
    expect(lock).toEqual({ ...wish('l1'), reason: 'ينتظر جنيف', by: facilitator.member.id, at: lock.at })
    expect(lock.at).toBeGreaterThanOrEqual(before)
    const again = await facilitator.call('POST', `${path}/locks`, wish('l1', { reason: 'ينتظر جنيف' }))
    expect([again.status, await again.json()]).toEqual([200, { lock, seq }])
    expect(await editor.expect<ApiLocks>('GET', `${path}/locks`)).toEqual({ locks: [lock], seq })
    const lifted = await facilitator.expect<ApiUnlocked>('DELETE', `${path}/locks/l1`)
    expect(lifted).toEqual({ seq: seq + 1 })
    expect(await facilitator.expect('DELETE', `${path}/locks/l1`, { reason: 'ثانية' })).toEqual(lifted)
    expect(await editor.expect('GET', `${path}/locks`)).toEqual({ locks: [], ...lifted })
  })

  it('[LCK2] [LCK3] are refused in plain words', async () => {
    const { facilitator } = server
    await facilitator.expect('POST', `${path}/locks`, wish('l2'))
    const other = wish('l2', { kind: 'disputed' })
    expect((await refused(facilitator, 'POST', `${path}/locks`, other)).slice(0, 2)).toEqual([
      409,
      'conflict',
    ])
    expect(await refused(facilitator, 'POST', `${path}/locks`, wish('l1'))).toEqual([
      409,
      'conflict',
      'This lock has been lifted since. Set a new one if you want it.',
    ])
    expect(await refused(facilitator, 'POST', `${path}/locks`, wish('l3', { to: 'gone' }))).toEqual([
      404,
      'not-found',
      'This paragraph is not in the text any more.',
    ])
    expect((await refused(facilitator, 'DELETE', `${path}/locks/never`)).slice(0, 2)).toEqual([
      404,
      'not-found',
    ])
    for (const bad of [
      {},
      wish('l4', { kind: 'mine' }),
      wish('l4', { reason: 'x'.repeat(2_001) }),
      wish('a b'),
    ])
      expect((await refused(facilitator, 'POST', `${path}/locks`, bad)).slice(0, 2)).toEqual([
        400,
        'bad-request',
      ])
    await facilitator.expect('PUT', `${path}/stage`, { stage: 'final' })
    for (const [method, where, body] of [
      ['POST', '/locks', wish('l5')],
      ['DELETE', '/locks/l2', {}],
    ] as const)
      expect(await refused(facilitator, method, path + where, body)).toEqual([
        403,
        'forbidden',
        'The text is final and does not change.',
      ])
    await facilitator.expect('PUT', `${path}/stage`, { stage: 'drafting', reason: 'خطأ' })
    await facilitator.expect('DELETE', `${path}/locks/l2`)
  })

  it('[LCK4] hold against an import, which says so', async () => {
    const { facilitator } = server
    const { id } = await facilitator.newDocument('فارغ')
    const empty = `/api/documents/${id}`
    const { blocks } = await facilitator.expect<ApiText>('GET', `${empty}/text`)
    const from = blocks[0]?.bid
    await facilitator.expect('POST', `${empty}/locks`, { id: 'l1', from, to: from, kind: 'settled' })
    const response = await facilitator.call('POST', `${empty}/import?filename=a.txt`, undefined, {
      raw: 'كلام',
    })
    expect([response.status, await response.json()]).toMatchObject([409, { error: { code: 'locked' } }])
  })

  it('[ACC23] the copy of the stage in the listing follows the log, whoever of two is answered first', async () => {
    const { facilitator } = server
    const stages = ['suggesting', 'commenting', 'suggesting', 'drafting', 'commenting', 'suggesting'] as const
    await Promise.all(stages.map((stage) => facilitator.expect('PUT', `${path}/stage`, { stage })))
    const { stage } = await facilitator.expect<ApiText>('GET', `${path}/text`)
    expect(await facilitator.expect('GET', path)).toMatchObject({ stage })
    await facilitator.expect('PUT', `${path}/stage`, { stage: 'drafting' })
  })
})

describe('a crash between the log and the copy of the stage', () => {
  it('[ACC23] is made good at the next start', async () => {
    const first = await startTestServer()
    const { id } = await first.facilitator.newDocument('رسالة')
    await first.stop({ keepData: true })
    const store = await openEmbeddedStore(first.dataDir)
    if (!store.ok) throw new Error('the store does not open')
    // As the change leaves the store that a crash ends: it was noted, and the log has it.
    await store.value.meta.transact((known) => ({ meta: { ...known, stageChanges: [id] }, result: null }))
    const body = encodeControlBody({ type: 'stage', stage: 'final', reason: null })
    const entry = { at: Date.now(), by: first.facilitator.member.id, body }
    await store.value.log.append([{ document: id, entries: [entry] }])
    await store.value.close()
    const second = await startTestServer({ dataDir: first.dataDir })
    const who = new Device(second.url, first.facilitator.cookie)
    const look = (): Promise<ApiDocument> => who.expect('GET', `/api/documents/${id}`)
    await vi.waitUntil(async () => (await look()).stage === 'final', { timeout: 20_000 })
    await second.stop()
  })
})

describe('refused work that was let go', () => {
  it('[DOC345] is listed with who, when and why to its author and to facilitators, and to nobody else', async () => {
    const { facilitator } = server
    const document = path.slice('/api/documents/'.length)
    const entry = { id: 'late-1', document, by: editor.member.id, at: 1, reason: 'locked', text: 'كلمة' }
    await server.store.lateTray.add({ ...entry, update: Uint8Array.of(0, 0) })
    await facilitator.expect('POST', `${path}/late/late-1/dismiss`, { reason: 'مكرّر' })
    const told = { id: 'late-1', author: editor.member.id, by: facilitator.member.id, reason: 'مكرّر' }
    const other = await server.join('suggester', 'آخر')
    for (const [who, dismissed] of [
      [facilitator, [told]],
      [editor, [told]],
      [other, []],
    ] as const)
      expect(await who.expect<ApiLate>('GET', `${path}/late`)).toMatchObject({ late: [], dismissed })
    expect((await other.expect<ApiLate>('GET', `${path}/late`)).dismissed).toEqual([])
  })
})
