import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiSeen } from '#core/protocol/api.ts'
import { DEFAULT_RATES } from '../../sync-server/http/rate-limits.ts'
import type { Person } from '../support/device.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let editor: Person
let viewer: Person

beforeAll(async () => {
  server = await startTestServer()
  editor = await server.join('editor', 'محرّر')
  viewer = await server.join('viewer', 'قارئ')
})
afterAll(() => server.stop())

const seqOf = async (document: string): Promise<number> =>
  (await editor.expect<{ seq: number }>('GET', `/api/documents/${document}/text`)).seq

describe('what a member has seen', () => {
  it('[DOC350] is kept for each of them, moves forward only and never beyond the log, over a restart too', async () => {
    const { id } = await server.facilitator.newDocument('نصّ', 'sample')
    const path = `/api/documents/${id}/seen`
    const last = await seqOf(id)
    expect(last).toBeGreaterThan(1)
    expect(await editor.expect('GET', path)).toEqual({ seq: null, at: null })
    const first = await editor.expect<ApiSeen>('PUT', path, { seq: 1 })
    expect(first.seq).toBe(1)
    expect(first.at).toBeGreaterThan(0)
    expect((await editor.expect<ApiSeen>('PUT', path, { seq: last + 1_000 })).seq).toBe(last)
    const stands = await editor.expect<ApiSeen>('PUT', path, { seq: 1 })
    expect(stands.seq).toBe(last)
    expect((await viewer.expect<ApiSeen>('PUT', path, { seq: 1 })).seq).toBe(1)
    const { dataDir } = server
    await server.stop({ keepData: true })
    server = await startTestServer({ dataDir, port: server.port })
    expect(await editor.expect('GET', path)).toEqual(stands)
    expect((await viewer.expect<ApiSeen>('GET', path)).seq).toBe(1)
    // To have seen something is no entry of the document.
    expect(await seqOf(id)).toBe(last)
  })

  it('[DOC350] is forgotten with the member and with the document', async () => {
    const [{ id: one }, { id: two }] = [
      await server.facilitator.newDocument(),
      await server.facilitator.newDocument(),
    ]
    const leaving = await server.join('editor', 'راحلة')
    for (const document of [one, two])
      for (const who of [leaving, editor])
        await who.expect('PUT', `/api/documents/${document}/seen`, { seq: 1 })
    const { seenMarks } = server.store
    await server.facilitator.call('DELETE', `/api/groups/${leaving.group.id}/members/${leaving.member.id}`)
    expect(await seenMarks.get(one, leaving.member.id)).toBeNull()
    expect(await seenMarks.get(two, leaving.member.id)).toBeNull()
    await server.facilitator.call('DELETE', `/api/documents/${one}`)
    await server.facilitator.call('DELETE', `/api/documents/${one}?forever=1`)
    expect(await seenMarks.get(one, editor.member.id)).toBeNull()
    expect((await seenMarks.get(two, editor.member.id))?.seq).toBe(1)
  })

  it('[ACC117] a body that does not fit is answered 400, and changes nothing', async () => {
    const { id } = await server.facilitator.newDocument()
    for (const body of [
      {},
      [],
      { seq: -1 },
      { seq: 1.5 },
      { seq: '1' },
      { seq: null },
      { seq: 2 ** 53 },
      { seq: [1] },
    ])
      expect((await editor.call('PUT', `/api/documents/${id}/seen`, body)).status).toBe(400)
    expect(await editor.expect('GET', `/api/documents/${id}/seen`)).toEqual({ seq: null, at: null })
  })

  it('[ACC116] who says so without end is answered 429', async () => {
    const other = await startTestServer({ rates: { ...DEFAULT_RATES, seen: { points: 2, seconds: 60 } } })
    const { id } = await other.facilitator.newDocument()
    const statuses: number[] = []
    for (let n = 0; n < 3; n++)
      statuses.push((await other.facilitator.call('PUT', `/api/documents/${id}/seen`, { seq: 1 })).status)
    await other.stop()
    expect(statuses).toEqual([200, 200, 429])
  })
})
