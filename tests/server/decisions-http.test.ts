import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type * as Y from 'yjs'
import type { ApiDecided, ApiDecisions, ApiError, ApiUndone } from '#core/protocol/api.ts'
import { createApiClient } from '../../editor/sync/api-client.ts'
import { createJoinKey } from '../../editor/sync/join-key.ts'
import { DEFAULT_RATES } from '../../sync-server/http/rate-limits.ts'
import type { Person } from '../support/device.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { writeAs } from '../support/stock-writer.ts'

let server: TestServer
let suggester: Person
let editor: Person
let document = ''

beforeAll(async () => {
  server = await startTestServer()
  suggester = await server.join('suggester', 'مقترح')
  editor = await server.join('editor', 'محرّر')
})
afterAll(() => server.stop())

const write = (person: Person, edit: (text: Y.Text) => void): Promise<number> =>
  writeAs(person, document, edit)

const seqOf = async (): Promise<number> =>
  (await server.facilitator.expect<{ seq: number }>('GET', `/api/documents/${document}/text`)).seq

const proposed = (name: string, at: number) => (text: Y.Text) =>
  text.insert(1, name, { [`insertion--${suggester.member.id}-x-${name}`]: { by: suggester.member.id, at } })

const idOf = (name: string): string => `${suggester.member.id}-x-${name}`

const path = (): string => `/api/documents/${document}/decisions`

const wordsOf = async (): Promise<string> => {
  const text = await server.facilitator.expect<{ blocks: { runs: { text: string }[] }[] }>(
    'GET',
    `/api/documents/${document}/text`,
  )
  return text.blocks.map(({ runs }) => runs.map((run) => run.text).join('')).join('\n')
}

const codeOf = async (response: Response): Promise<string> => {
  const body = (await response.json()) as ApiError // decode boundary: our own server
  return `${response.status} ${body.error.code}`
}

describe('decisions over HTTP', () => {
  it('[SUG401] answers each suggestion with what became of it, lists and undoes them, over a restart too', async () => {
    document = (await server.facilitator.newDocument()).id
    await write(server.facilitator, (text) => text.insert(1, 'base'))
    await write(suggester, (text) => {
      proposed('one', 1)(text)
      proposed('two', 2)(text)
    })
    const decided = await editor.expect<ApiDecided>('POST', path(), {
      id: 'act-1',
      decisions: [{ suggestion: idOf('one'), verdict: 'accept' }],
    })
    expect(decided).toMatchObject({
      decision: 'act-1',
      results: [
        {
          suggestion: idOf('one'),
          outcome: 'decided',
          as: { decision: 'act-1', verdict: 'accept', reason: 'decided', by: editor.member.id },
        },
      ],
    })
    expect(await wordsOf()).toBe('onebase')
    const second = await server.facilitator.expect<ApiDecided>('POST', path(), {
      id: 'act-2',
      decisions: [
        { suggestion: idOf('one'), verdict: 'reject' },
        { suggestion: idOf('two'), verdict: 'reject' },
        { suggestion: 'x-x-9', verdict: 'accept' },
      ],
    })
    expect(second.results.map(({ outcome, as }) => [outcome, as?.by])).toEqual([
      ['already', editor.member.id],
      ['decided', server.facilitator.member.id],
      ['unknown', undefined],
    ])
    const { dataDir } = server
    await server.stop({ keepData: true })
    server = await startTestServer({ dataDir, port: server.port })
    const page = await suggester.expect<ApiDecisions>('GET', `${path()}?limit=1`)
    expect(page.decisions).toEqual([
      {
        id: 'act-2',
        seq: second.seq - 1,
        by: second.results[1]?.as?.by,
        at: second.results[1]?.as?.at,
        suggestions: [
          {
            id: idOf('two'),
            author: suggester.member.id,
            verdict: 'reject',
            reason: 'decided',
            // Whole words, as on its card: what it is written in is one word with it.
            words: { kind: 'replacement', before: 'onebase', after: 'twoonebase', set: {} },
          },
        ],
        undoable: true,
      },
    ])
    const rest = await suggester.expect<ApiDecisions>('GET', `${path()}?after=${page.next}`)
    expect(rest.decisions.map(({ id }) => id)).toEqual(['act-1'])
    expect(rest.next).toBe(null)
    const undone = await editor.expect<ApiUndone>('POST', `${path()}/act-2/undo`, { id: 'act-3' })
    expect(undone).toMatchObject({ decision: 'act-2', suggestions: [idOf('two')] })
    const again = await editor.expect<ApiUndone>('POST', `${path()}/act-2/undo`, { id: 'act-3' })
    expect([again.suggestions, again.seq]).toEqual([undone.suggestions, await seqOf()])
    const after = await suggester.expect<ApiDecisions>('GET', path())
    expect(after.decisions[0]).toMatchObject({ undoable: false, suggestions: [{ undone: true }] })
  })

  it('[SUG406] says `built-on` when somebody wrote there since', async () => {
    await editor.expect('POST', path(), {
      id: 'act-4',
      decisions: [{ suggestion: idOf('two'), verdict: 'accept' }],
    })
    await write(editor, (text) => text.insert(3, '!'))
    const refused = await editor.call('POST', `${path()}/act-4/undo`, { id: 'act-5' })
    expect(await codeOf(refused)).toBe('409 built-on')
    expect(await codeOf(await editor.call('POST', `${path()}/act-4/undo`, { id: 'act-1' }))).toBe(
      '409 conflict',
    )
    expect(await codeOf(await editor.call('POST', `${path()}/nothing/undo`, { id: 'act-6' }))).toBe(
      '404 not-found',
    )
  })

  it('[SUG407] is for who may: strangers 401, other groups 404, viewers and suggesters 403', async () => {
    const body = { id: 'act-9', decisions: [{ suggestion: idOf('one'), verdict: 'accept' }] }
    const viewer = await server.join('viewer', 'قارئ')
    const withdrawal = { id: 'act-9', decisions: [{ suggestion: idOf('one'), verdict: 'withdraw' }] }
    const stranger = server.stranger()
    expect(await codeOf(await stranger.call('POST', path(), body))).toBe('401 not-signed-in')
    expect(await codeOf(await stranger.call('GET', path()))).toBe('401 not-signed-in')
    expect(await codeOf(await viewer.call('POST', path(), body))).toBe('403 forbidden')
    expect(await codeOf(await viewer.call('POST', path(), withdrawal))).toBe('403 forbidden')
    expect(await codeOf(await viewer.call('GET', path()))).toBe('403 forbidden')
    expect(await codeOf(await viewer.call('POST', `${path()}/act-4/undo`, { id: 'u' }))).toBe('403 forbidden')
    expect(await codeOf(await suggester.call('POST', path(), body))).toBe('403 forbidden')
    expect(await codeOf(await suggester.call('POST', `${path()}/act-4/undo`, { id: 'u' }))).toBe(
      '403 forbidden',
    )
    expect(await codeOf(await editor.call('POST', '/api/documents/none/decisions', body))).toBe(
      '404 not-found',
    )
    const foreign = await editor.call('POST', path(), body, { headers: { origin: 'https://evil.example' } })
    expect(await codeOf(foreign)).toBe('403 foreign-origin')
  })

  it('[ACC117] a body, path or query that does not fit is answered 4xx and changes nothing', async () => {
    const seq = await seqOf()
    const one = { suggestion: idOf('one'), verdict: 'accept' }
    const bodies: unknown[] = [
      null,
      [],
      {},
      { id: 'x' },
      { id: '', decisions: [one] },
      { id: 'é'.repeat(9), decisions: [one] },
      { id: 'x'.repeat(65), decisions: [one] },
      { id: 'x', decisions: [] },
      { id: 'x', decisions: [one, { ...one, verdict: 'reject' }] },
      { id: 'x', decisions: [{ ...one, verdict: 'delete' }] },
      { id: 'x', decisions: [{ ...one, suggestion: '__proto__\u0000' }] },
      { id: 'x', decisions: [{ ...one, suggestion: 'y'.repeat(201) }] },
      { id: 'x', decisions: [{ ...one, suggestion: 7 }] },
      { id: 'x', decisions: 'all' },
      { id: 'x', decisions: Array.from({ length: 5_001 }, (_, n) => ({ ...one, suggestion: `y-${n}` })) },
    ]
    for (const body of bodies)
      expect(await codeOf(await editor.call('POST', path(), body)), JSON.stringify(body).slice(0, 80)).toBe(
        '400 bad-request',
      )
    const large = await editor.call('POST', path(), undefined, {
      raw: JSON.stringify({ id: 'x', pad: 'x'.repeat(1024 * 1024), decisions: [one] }),
      headers: { 'content-type': 'application/json' },
    })
    expect(await codeOf(large)).toBe('413 too-large')
    for (const undo of [{}, { id: 7 }, { id: 'x', suggestions: [] }, { id: 'x', suggestions: ['\n'] }])
      expect(await codeOf(await editor.call('POST', `${path()}/act-4/undo`, undo))).toBe('400 bad-request')
    for (const query of ['?after=x', '?after=-1', '?limit=0', '?limit=100000', '?after=1.5'])
      expect(await codeOf(await editor.call('GET', `${path()}${query}`))).toBe('400 bad-request')
    expect(await codeOf(await editor.call('POST', `${path()}/%2e%2e/undo`, { id: 'x' }))).toMatch(/^40[04] /)
    const names = { id: 'x', decisions: [{ suggestion: 'constructor', verdict: 'accept' }] }
    expect(await editor.expect<ApiDecided>('POST', path(), names)).toMatchObject({
      results: [{ outcome: 'unknown' }],
    })
    expect(await seqOf()).toBe(seq)
  })

  it('[ACC116] who asks without end is answered 429', async () => {
    const other = await startTestServer({
      rates: { ...DEFAULT_RATES, decisions: { points: 2, seconds: 60 } },
    })
    const { id } = await other.facilitator.newDocument()
    const body = (n: number) => ({ id: `x${n}`, decisions: [{ suggestion: 'a-1', verdict: 'accept' }] })
    const statuses: number[] = []
    for (let n = 0; n < 3; n++)
      statuses.push((await other.facilitator.call('POST', `/api/documents/${id}/decisions`, body(n))).status)
    await other.stop()
    expect(statuses).toEqual([200, 200, 429])
  })

  it('[SUG411] the page’s own calls go through: decide, undo, list', async () => {
    const api = createApiClient({
      joinKey: createJoinKey(
        () => null,
        () => 'k1',
      ),
      fetch: (input, init) =>
        fetch(`${server.url}${typeof input === 'string' ? input : ''}`, {
          ...init,
          headers: { ...Object.fromEntries(new Headers(init?.headers)), cookie: editor.cookie },
        }),
      language: () => 'ar',
    })
    await write(suggester, proposed('six', 6))
    const decided = await api.decide(document, {
      id: 'page-1',
      decisions: [{ suggestion: idOf('six'), verdict: 'reject' }],
    })
    expect(decided.ok && decided.value.results[0]?.outcome).toBe('decided')
    const undone = await api.undoDecision(document, 'page-1', { id: 'page-2', suggestions: [idOf('six')] })
    expect(undone.ok && undone.value.suggestions).toEqual([idOf('six')])
    const refused = await api.undoDecision(document, 'page-1', { id: 'page-3' })
    expect(refused.ok ? null : refused.error.code).toBe('built-on')
    const listed = await api.decisions(document)
    expect(listed.ok && listed.value.decisions[0]?.id).toBe('page-1')
  })
})
