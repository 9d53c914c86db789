import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { WebSocket } from 'ws'
import type { ApiError } from '#core/protocol/api.ts'
import type {
  ApiAddComment,
  ApiBeginThread,
  ApiThread,
  ApiThreadAnchor,
  ApiThreadAnswer,
  ApiThreads,
} from '#core/protocol/api-threads.ts'
import { DEFAULT_RATES } from '../../sync-server/http/rate-limits.ts'
import type { UpdateLog } from '../../sync-server/room/update-log.ts'
import type { Device, Person } from '../support/device.ts'
import { FaultPlan, FaultyUpdateLog } from '../support/faults.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { placeIn } from '../support/thread-places.ts'

let server: TestServer
let editor: Person
let commenter: Person
let viewer: Person

beforeAll(async () => {
  server = await startTestServer()
  editor = await server.join('editor', 'محرّر')
  commenter = await server.join('commenter', 'معلّق')
  viewer = await server.join('viewer', 'قارئ')
})
afterAll(() => server.stop())

/** Tells of each look into the log. */
class ReadCountingLog extends FaultyUpdateLog {
  readonly #note: () => void
  constructor(log: UpdateLog, note: () => void) {
    super(log, new FaultPlan({}))
    this.#note = note
  }
  override load(document: string): ReturnType<UpdateLog['load']> {
    this.#note()
    return super.load(document)
  }
  override read(document: string, from: number, to: number): ReturnType<UpdateLog['read']> {
    this.#note()
    return super.read(document, from, to)
  }
}

const text = new Y.Doc().getText('content')
text.insert(0, 'some words')
const PLACE = placeIn(text, 1, 5)

const newPath = async (): Promise<string> =>
  `/api/documents/${(await server.facilitator.newDocument()).id}/threads`

const begin = (who: Device, path: string, id: string, body = 'لماذا؟', anchor: ApiThreadAnchor = null) => {
  const thread: ApiBeginThread = { id, anchor, body }
  return who.expect<ApiThreadAnswer>('POST', path, thread)
}

const answerIn = (who: Device, path: string, id: string, body = 'جواب') => {
  const comment: ApiAddComment = { id, body }
  return who.call('POST', `${path}/comments`, comment)
}

const list = async (who: Device, path: string, after = ''): Promise<readonly ApiThread[]> =>
  (await who.expect<ApiThreads>('GET', `${path}${after}`)).threads

const codeOf = async (response: Response): Promise<string> => {
  const body = (await response.json()) as ApiError // decode boundary: our own server
  return `${response.status} ${body.error.code}`
}

const bodiesOf = ({ comments }: ApiThread) => comments.map(({ body }) => body)

describe('discussions over HTTP', () => {
  it('[THR4] begins, answers, edits, resolves: each answer is the thread as it stands, over a restart too', async () => {
    const path = await newPath()
    const begun = await editor.call('POST', path, {
      id: 't',
      anchor: PLACE,
      body: `سؤال إلى <@${commenter.member.id}>`,
    })
    expect(begun.status).toBe(201)
    const { thread } = (await begun.json()) as ApiThreadAnswer // decode boundary: our own server
    expect(thread).toEqual({
      id: 't',
      anchor: PLACE,
      resolved: null,
      comments: [
        {
          id: 't.0',
          by: editor.member.id,
          at: thread.comments[0]?.at,
          body: `سؤال إلى <@${commenter.member.id}>`,
          editedAt: null,
          mentions: [commenter.member.id],
        },
      ],
      seq: thread.seq,
    })
    const again = await editor.call('POST', path, {
      id: 't',
      anchor: PLACE,
      body: ` سؤال إلى <@${commenter.member.id}>\n`,
    })
    expect([again.status, await again.json()]).toEqual([200, { thread }])
    const reply = await answerIn(commenter, `${path}/t`, 'c')
    expect(reply.status).toBe(201)
    expect((await answerIn(commenter, `${path}/t`, 'c')).status).toBe(200)
    const edited = await commenter.expect<ApiThreadAnswer>('PATCH', `${path}/t/comments/c`, {
      body: 'جواب آخر',
    })
    expect(edited.thread.comments[1]).toMatchObject({ by: commenter.member.id, body: 'جواب آخر' })
    expect(edited.thread.comments[1]?.editedAt).toBeGreaterThan(0)
    const resolved = await editor.expect<ApiThreadAnswer>('PUT', `${path}/t/state`, { resolved: true })
    expect(resolved.thread.resolved?.by).toBe(editor.member.id)
    const opened = await commenter.expect<ApiThreadAnswer>('PUT', `${path}/t/state`, { resolved: false })
    expect(opened.thread.resolved).toBeNull()
    const moved = { ...PLACE, bid: 'b2' }
    expect(
      (await commenter.expect<ApiThreadAnswer>('PATCH', `${path}/t`, { anchor: moved })).thread.anchor,
    ).toEqual(moved)
    const deleted = await commenter.expect<ApiThreadAnswer>('DELETE', `${path}/t/comments/c`)
    expect(deleted.thread.comments[1]).toMatchObject({
      id: 'c',
      body: null,
      deleted: true,
      mentions: [],
      editedAt: null,
    })
    const before = await list(editor, path)
    expect(await editor.expect('GET', `${path}/t`)).toEqual({ thread: before[0] })
    const { dataDir } = server
    await server.stop({ keepData: true })
    server = await startTestServer({ dataDir, port: server.port })
    expect(await list(editor, path)).toEqual(before)
  })

  it('[THR12] lists in the order of beginning, all or what changed after a number', async () => {
    const path = await newPath()
    for (const id of ['x', 'a', 'm']) await begin(editor, path, id)
    const { threads, seq } = await editor.expect<ApiThreads>('GET', path)
    expect(threads.map(({ id }) => id)).toEqual(['x', 'a', 'm'])
    expect(threads[2]?.seq).toBe(seq)
    expect(await editor.expect('GET', `${path}?after=${seq}`)).toEqual({ threads: [], seq })
    await commenter.expect('POST', `${path}/a/comments`, { id: 'c', body: 'نعم' })
    const later = await editor.expect<ApiThreads>('GET', `${path}?after=${seq}`)
    expect(later).toMatchObject({ threads: [{ id: 'a', seq: seq + 1 }], seq: seq + 1 })
    for (const query of ['?after=x', '?after=-1', '?after=1.5', '?after=1e400', '?after=1&after=2'])
      expect(await codeOf(await editor.call('GET', `${path}${query}`))).toBe('400 bad-request')
  })

  it('[THR12] two thousand threads are listed without a look into the log, and one more is refused with a sentence', async () => {
    let reads = 0
    const other = await startTestServer({
      rates: { ...DEFAULT_RATES, threads: { points: 9_000, seconds: 60 } },
      changeStore: (store) => ({ ...store, log: new ReadCountingLog(store.log, () => reads++) }),
    })
    const { id } = await other.facilitator.newDocument()
    const path = `/api/documents/${id}/threads`
    for (let n = 0; n < 2_000; n += 50)
      await Promise.all(
        Array.from({ length: 50 }, (_, k) =>
          begin(other.facilitator, path, `t${n + k}`, `سؤال ${n + k}`, PLACE),
        ),
      )
    const readsBefore = reads
    const threads = await list(other.facilitator, path)
    expect(threads.length).toBe(2_000)
    expect(reads).toBe(readsBefore)
    const more = await other.facilitator.call(
      'POST',
      path,
      { id: 'more', anchor: null, body: 'x' },
      { headers: { 'accept-language': 'en' } },
    )
    expect([more.status, await more.json()]).toEqual([
      413,
      {
        error: {
          code: 'too-large',
          message: 'This text has 2,000 discussions, which is the most. Go on in one of them.',
        },
      },
    ])
    await other.stop()
  })

  it('[THR3] the same id with other words or from somebody else is a conflict', async () => {
    const path = await newPath()
    await begin(editor, path, 't', 'one', PLACE)
    await commenter.expect('POST', `${path}/t/comments`, { id: 'c', body: 'two' })
    const seq = (await editor.expect<ApiThreads>('GET', path)).seq
    for (const [who, rest, body] of [
      [commenter, '', { id: 't', anchor: PLACE, body: 'one' }],
      [editor, '', { id: 't', anchor: PLACE, body: 'other' }],
      [editor, '', { id: 't', anchor: null, body: 'one' }],
      [editor, '/t/comments', { id: 'c', body: 'two' }],
      [commenter, '/t/comments', { id: 'c', body: 'other' }],
    ] as const)
      expect(await codeOf(await who.call('POST', `${path}${rest}`, body))).toBe('409 conflict')
    expect((await editor.expect<ApiThreads>('GET', path)).seq).toBe(seq)
    // Another document knows nothing of it: the same ids are free there.
    const elsewhere = await newPath()
    await begin(commenter, elsewhere, 't', 'mine')
    expect(await codeOf(await commenter.call('GET', `${elsewhere}/c`))).toBe('404 not-found')
    expect(bodiesOf((await list(editor, path))[0] ?? ({ comments: [] } as never))).toEqual(['one', 'two'])
  })

  it('[THR3] a page that never heard the answer hears it when its author may no longer comment', async () => {
    const path = await newPath()
    await begin(commenter, path, 't', 'one', PLACE)
    await server.facilitator.expect('PUT', path.replace('threads', 'stage'), {
      stage: 'final',
      acknowledged: ['t'],
    })
    const again = await commenter.call('POST', path, { id: 't', anchor: PLACE, body: 'one' })
    expect(again.status).toBe(200)
    for (const [who, body] of [
      [commenter, { id: 't', anchor: PLACE, body: 'other' }],
      [commenter, { id: 'u', anchor: PLACE, body: 'one' }],
      [editor, { id: 't', anchor: PLACE, body: 'one' }],
      [viewer, { id: 't', anchor: PLACE, body: 'one' }],
    ] as const)
      expect(await codeOf(await who.call('POST', path, body))).toBe('403 forbidden')
  })

  it('[THR6] a suggestion is named in the anchor or beside it, and has to be known', async () => {
    const path = await newPath()
    for (const body of [
      { id: 't', anchor: { suggestion: 'm-s-1' }, body: 'x' },
      { id: 't', suggestion: 'm-s-1', body: 'x' },
      { id: 't', suggestion: 'm-s-1', anchor: null, body: 'x' },
    ]) {
      const response = await editor.call('POST', path, body, { headers: { 'accept-language': 'en' } })
      expect([response.status, await response.json()]).toEqual([
        404,
        {
          error: { code: 'not-found', message: 'This suggestion has not reached the server, or never was.' },
        },
      ])
    }
    expect(
      await codeOf(await editor.call('POST', path, { id: 't', suggestion: 's', anchor: PLACE, body: 'x' })),
    ).toBe('400 bad-request')
    expect(await codeOf(await editor.call('POST', path, { id: 't', body: 'x' }))).toBe('400 bad-request')
  })

  it('[THR7] what is hidden is read by facilitators and its author; everybody sees who hid it and why', async () => {
    const path = await newPath()
    await begin(editor, path, 't')
    await commenter.expect('POST', `${path}/t/comments`, { id: 'c', body: `rude <@${editor.member.id}>` })
    const hidden = `${path}/t/comments/c/hidden`
    for (const who of [editor, commenter])
      expect(await codeOf(await who.call('PUT', hidden, { hidden: true }))).toBe('403 forbidden')
    const answer = await server.facilitator.expect<ApiThreadAnswer>('PUT', hidden, {
      hidden: true,
      reason: ' يسمّي\u202E شخصًا ',
    })
    expect(answer.thread.comments[1]?.hidden).toMatchObject({
      by: server.facilitator.member.id,
      reason: 'يسمّي شخصًا',
    })
    const seen = async (who: Device) => {
      const comment = (await list(who, path))[0]?.comments[1]
      return [comment?.body ?? null, comment?.mentions.length, comment?.hidden?.reason]
    }
    const words = `rude <@${editor.member.id}>`
    expect(await seen(server.facilitator)).toEqual([words, 1, 'يسمّي شخصًا'])
    expect(await seen(commenter)).toEqual([words, 1, 'يسمّي شخصًا'])
    expect(await seen(editor)).toEqual([null, 0, 'يسمّي شخصًا'])
    // Nor by any other answer.
    for (const [method, rest, body] of [
      ['GET', '/t', undefined],
      ['PUT', '/t/state', { resolved: true }],
      ['POST', '/t/comments', { id: 'd', body: 'x' }],
      ['POST', '', { id: 't', anchor: null, body: 'لماذا؟' }],
    ] as const)
      expect(await (await editor.call(method, `${path}${rest}`, body)).text()).not.toContain('rude')
    await server.facilitator.expect('PUT', hidden, { hidden: false })
    expect(await seen(editor)).toEqual([words, 1, undefined])
  })

  it('[THR5] a deleted comment is gone from every answer', async () => {
    const path = await newPath()
    await begin(editor, path, 't', 'secret words')
    await editor.expect('DELETE', `${path}/t/comments/t.0`)
    for (const who of [editor, commenter, server.facilitator])
      for (const rest of ['', '/t'])
        expect(await (await who.call('GET', `${path}${rest}`)).text()).not.toContain('secret')
    expect(
      await (await editor.call('POST', path, { id: 't', anchor: null, body: 'secret words' })).text(),
    ).not.toContain('secret')
    const changed = await editor.call(
      'PATCH',
      `${path}/t/comments/t.0`,
      { body: 'back' },
      { headers: { 'accept-language': 'en' } },
    )
    expect([changed.status, await changed.json()]).toMatchObject([
      409,
      { error: { code: 'conflict', message: /deleted/ } },
    ])
  })

  it('[THR10] a viewer learns nothing: no listing, no event, no export, no socket', async () => {
    const path = await newPath()
    const document = path.replace('/threads', '')
    await begin(editor, path, 't', 'secret words', {
      ...PLACE,
      quote: { ...PLACE.quote, exact: 'secret quote' },
    })
    await editor.expect('POST', `${path}/t/comments`, { id: 'c', body: `secret to <@${viewer.member.id}>` })
    const said: string[] = []
    for (const [method, rest, body] of [
      ['GET', '', undefined],
      ['GET', '?after=0', undefined],
      ['GET', '/t', undefined],
      ['GET', '/none', undefined],
      ['POST', '', { id: 't', anchor: null, body: 'x' }],
      ['POST', '/t/comments', { id: 'c', body: 'x' }],
      ['PATCH', '/t/comments/c', { body: 'x' }],
      ['PATCH', '/t', { anchor: PLACE }],
      ['DELETE', '/t/comments/c', undefined],
      ['PUT', '/t/state', { resolved: true }],
      ['PUT', '/t/comments/c/hidden', { hidden: true }],
    ] as const) {
      const response = await viewer.call(method, `${path}${rest}`, body)
      expect([method, rest, response.status]).toEqual([method, rest, 403])
      said.push(await response.text())
    }
    for (const rest of [
      '',
      '/text',
      '/late',
      '/export?format=json',
      '/export?format=html',
      '/export?format=md',
    ])
      said.push(await (await viewer.call('GET', `${document}${rest}`)).text())
    const socket = new WebSocket(
      `${server.url.replace('http', 'ws')}/sync/${document.split('/').at(-1) ?? ''}?ext=1`,
      {
        headers: { cookie: viewer.cookie },
      },
    )
    const code = await new Promise<number>((resolve) => {
      socket.on('message', (frame: Buffer) => said.push(frame.toString('latin1')))
      socket.once('close', resolve)
    })
    expect(code).toBe(4403)
    expect(said.join('\n')).not.toMatch(/secret|"thread/)
    expect(JSON.stringify(await list(commenter, path))).toContain('secret quote')
  })

  it('[THR4] a page that is open is told of each change, with its number', async () => {
    const path = await newPath()
    const document = path.split('/').at(-2) ?? ''
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${document}?ext=1`, {
      headers: { cookie: commenter.cookie },
    })
    const told: unknown[] = []
    let waiting: (() => void) | null = null
    socket.on('message', (frame: Buffer) => {
      if (frame[0] !== 102) return
      const control = JSON.parse(frame.subarray(frame.indexOf('{')).toString('utf8')) as {
        readonly type: string
      }
      if (control.type === 'hello' || control.type === 'thread') told.push(control)
      waiting?.()
    })
    const until = async (count: number): Promise<void> => {
      while (told.length < count) await new Promise<void>((resolve) => (waiting = resolve))
    }
    await until(1)
    const { thread } = await begin(editor, path, 't')
    await until(2)
    const edited = await editor.expect<ApiThreadAnswer>('PATCH', `${path}/t/comments/t.0`, { body: 'آخر' })
    await until(3)
    expect(told.slice(1)).toEqual([
      { type: 'thread', thread: 't', seq: thread.seq },
      { type: 'thread', thread: 't', seq: edited.thread.seq },
    ])
    socket.terminate()
  })

  it('[THR4] what the disk does not take is answered 503, and is not there', async () => {
    // The document itself takes the first two appends.
    const plan = new FaultPlan({ 3: 'lost', 4: 'lost' })
    const other = await startTestServer({
      changeStore: (store) => ({ ...store, log: new FaultyUpdateLog(store.log, plan) }),
    })
    const { id } = await other.facilitator.newDocument()
    const path = `/api/documents/${id}/threads`
    while (plan.calls < 2) await begin(other.facilitator, path, `before-${plan.calls}`)
    const count = (await list(other.facilitator, path)).length
    const refused = await other.facilitator.call('POST', path, { id: 'lost', anchor: null, body: 'x' })
    expect(await codeOf(refused)).toBe('503 unavailable')
    expect((await list(other.facilitator, path)).length).toBe(count)
    await expect.poll(async () => (await fetch(`${other.url}/healthz`)).status, { timeout: 10_000 }).toBe(200)
    const sent = await other.facilitator.call('POST', path, { id: 'lost', anchor: null, body: 'x' })
    expect(sent.status).toBe(201)
    expect((await list(other.facilitator, path)).at(-1)?.id).toBe('lost')
    await other.stop()
  })

  it('[THR13] discussions stay with their document: a duplicate has none, the trash shows them to nobody, erasing takes them', async () => {
    const path = await newPath()
    const document = path.replace('/threads', '')
    await begin(editor, path, 't', 'about this text')
    const copy = await server.facilitator.expect<{ id: string }>('POST', `${document}/duplicate`, {})
    expect(await list(editor, `/api/documents/${copy.id}/threads`)).toEqual([])
    await server.facilitator.expect('DELETE', document)
    expect(await codeOf(await editor.call('GET', path))).toBe('404 not-found')
    expect(await codeOf(await editor.call('POST', path, { id: 'u', anchor: null, body: 'x' }))).toBe(
      '404 not-found',
    )
    expect(
      await codeOf(await server.facilitator.call('POST', path, { id: 'u', anchor: null, body: 'x' })),
    ).toBe('403 forbidden')
    await server.facilitator.expect('PATCH', document, { trashed: false })
    expect((await list(editor, path)).map(bodiesOf)).toEqual([['about this text']])
    await server.facilitator.expect('DELETE', document)
    await server.facilitator.expect('DELETE', `${document}?forever=1`)
    expect(await codeOf(await server.facilitator.call('GET', path))).toBe('404 not-found')
    const { seq, tail, snapshot } = await server.store.log.load(document.split('/').at(-1) ?? '')
    expect([seq, tail.length, snapshot]).toEqual([0, 0, null])
  })
})

describe('hostile input to discussions', () => {
  it('[THR8] markup is text: stored and answered letter for letter, as JSON that no browser runs', async () => {
    const path = await newPath()
    const vectors = [
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '"><svg/onload=alert(document.cookie)>',
      "javascript:alert('x')",
      '{{constructor.constructor("alert(1)")()}}',
      '</textarea><iframe srcdoc="<script>parent.alert(1)</script>">',
      '\u2028<!--',
      `<@${'x'.repeat(64)}> <@"onmouseover=alert(1)>`,
    ]
    for (const [n, vector] of vectors.entries()) {
      const { thread } = await begin(editor, path, `t${n}`, vector)
      expect(thread.comments[0]).toMatchObject({ body: vector.replace('\u2028', '').trim(), mentions: [] })
    }
    const listed = await editor.call('GET', path)
    expect(listed.headers.get('content-type')).toMatch(/^application\/json/)
    expect(listed.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await list(editor, path)).map(({ comments }) => comments[0]?.body)).toEqual(
      vectors.map((vector) => vector.replace('\u2028', '').trim()),
    )
  })

  it('[THR8] bidi embeddings, overrides, isolates and controls are taken out, of quotes too', async () => {
    const path = await newPath()
    const quote = { exact: 'أ\u202Eب\u0000', prefix: '\u2066ج', suffix: 'د\u2069\n' }
    const { thread } = await begin(editor, path, 't', 'a\u202Eb\u2067c\u0007d\r\ne', { ...PLACE, quote })
    expect(thread.comments[0]?.body).toBe('abcd\ne')
    expect(thread.anchor).toMatchObject({ quote: { exact: 'أب', prefix: 'ج', suffix: 'د\n' } })
  })

  it('[ACC117] what does not fit is answered 4xx and changes nothing', async () => {
    const path = await newPath()
    await begin(editor, path, 't', 'x', PLACE)
    const { seq } = await editor.expect<ApiThreads>('GET', path)
    const good = { id: 'n', anchor: null, body: 'x' }
    const begins: unknown[] = [
      null,
      [],
      {},
      'x',
      { ...good, id: '' },
      { ...good, id: 'a.b' },
      { ...good, id: 'é' },
      { ...good, id: 'x'.repeat(65) },
      { ...good, id: 7 },
      { ...good, body: '' },
      { ...good, body: ' \n\u200B\u202E ' },
      { ...good, body: 'x'.repeat(10_001) },
      { ...good, body: ['x'] },
      { ...good, body: { toString: 'x' } },
      { ...good, anchor: 'x' },
      { ...good, anchor: {} },
      { ...good, anchor: { suggestion: 'a\nb' } },
      { ...good, anchor: { suggestion: 'x'.repeat(201) } },
      { ...good, anchor: { ...PLACE, start: '' } },
      { ...good, anchor: { ...PLACE, start: '!!!!' } },
      { ...good, anchor: { ...PLACE, end: 'AAAA'.repeat(40) } },
      { ...good, anchor: { ...PLACE, end: 'x'.repeat(5_000) } },
      { ...good, anchor: { ...PLACE, start: Buffer.from([1, 3, 97, 98, 99, 0]).toString('base64') } },
      { ...good, anchor: { ...PLACE, bid: 'a b' } },
      { ...good, anchor: { ...PLACE, bid: 'x'.repeat(65) } },
      { ...good, anchor: { ...PLACE, quote: null } },
      { ...good, anchor: { ...PLACE, quote: { ...PLACE.quote, exact: 'x'.repeat(2_001) } } },
      { ...good, anchor: { ...PLACE, quote: { ...PLACE.quote, prefix: 'x'.repeat(33) } } },
      { ...good, anchor: { ...PLACE, quote: { ...PLACE.quote, suffix: 'x'.repeat(33) } } },
    ]
    for (const body of begins)
      expect([
        JSON.stringify(body)?.slice(0, 80),
        await codeOf(await editor.call('POST', path, body)),
      ]).toEqual([JSON.stringify(body)?.slice(0, 80), '400 bad-request'])
    for (const [method, rest, body] of [
      ['POST', '/t/comments', { id: 'c.0', body: 'x' }],
      ['POST', '/t/comments', { id: 'c' }],
      ['POST', '/t/comments', { id: 'c', body: ' ' }],
      ['PATCH', '/t/comments/t.0', { body: '' }],
      ['PATCH', '/t/comments/t.0', {}],
      ['PATCH', '/t/comments/t.1', { body: 'x' }],
      ['PATCH', '/t', { anchor: null }],
      ['PATCH', '/t', { anchor: { suggestion: 's' } }],
      ['PUT', '/t/state', {}],
      ['PUT', '/t/state', { resolved: 'yes' }],
      ['PUT', '/t/state', { resolved: 1 }],
    ] as const)
      expect([method, rest, body, await codeOf(await editor.call(method, `${path}${rest}`, body))]).toEqual([
        method,
        rest,
        body,
        '400 bad-request',
      ])
    for (const body of [
      {},
      { hidden: 'yes' },
      { hidden: true, reason: 7 },
      { hidden: true, reason: 'x'.repeat(2_001) },
    ])
      expect(await codeOf(await server.facilitator.call('PUT', `${path}/t/comments/t.0/hidden`, body))).toBe(
        '400 bad-request',
      )
    expect((await editor.expect<ApiThreads>('GET', path)).seq).toBe(seq)
  })

  it('[ACC117] a megabyte is answered 413, no JSON 400, ten thousand escaped letters are taken', async () => {
    const path = await newPath()
    const send = (raw: string) =>
      editor.call('POST', path, undefined, { raw, headers: { 'content-type': 'application/json' } })
    expect(
      await codeOf(await send(JSON.stringify({ id: 't', anchor: null, body: 'x'.repeat(1_000_000) }))),
    ).toBe('413 too-large')
    expect(await codeOf(await send('{"id":'))).toBe('400 bad-request')
    const escaped = `{"id":"t","anchor":null,"body":"${'\\u0634'.repeat(10_000)}"}`
    expect((await send(escaped)).status).toBe(201)
    const polluted =
      '{"id":"u","anchor":null,"body":"x","__proto__":{"hidden":true},"constructor":{"prototype":{"by":"x"}}}'
    expect((await send(polluted)).status).toBe(201)
    expect(Object.hasOwn(Object.prototype, 'hidden') || Object.hasOwn(Object.prototype, 'by')).toBe(false)
  })

  it('[ACC117] names that mean something to JavaScript name nothing, or a thread like any other', async () => {
    const path = await newPath()
    for (const id of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      expect(await codeOf(await editor.call('GET', `${path}/${id}`))).toBe('404 not-found')
      expect(await codeOf(await editor.call('POST', `${path}/${id}/comments`, { id: 'c', body: 'x' }))).toBe(
        '404 not-found',
      )
      const { thread } = await begin(editor, path, id)
      expect([thread.id, thread.comments.length]).toEqual([id, 1])
      expect(await codeOf(await editor.call('DELETE', `${path}/${id}/comments/__proto__`))).toBe(
        '404 not-found',
      )
    }
    for (const id of ['%00', '..%2F..', 'x'.repeat(300), '%E0%A4%A'])
      expect(await codeOf(await editor.call('GET', `${path}/${id}`))).toMatch(/^40[04] /)
    expect((await list(editor, path)).length).toBe(4)
  })

  it('[ACC103] the ids of another document or group open nothing here', async () => {
    const [path, elsewhere] = [await newPath(), await newPath()]
    await begin(editor, path, 't')
    for (const [method, rest, body] of [
      ['GET', '/t', undefined],
      ['POST', '/t/comments', { id: 'c', body: 'x' }],
      ['PATCH', '/t/comments/t.0', { body: 'x' }],
      ['PATCH', '/t', { anchor: PLACE }],
      ['DELETE', '/t/comments/t.0', undefined],
      ['PUT', '/t/state', { resolved: true }],
    ] as const)
      expect(await codeOf(await editor.call(method, `${elsewhere}${rest}`, body))).toBe('404 not-found')
    const group = await server.facilitator.expect<{ id: string }>('POST', '/api/groups', { name: 'أخرى' })
    const link = await server.facilitator.expect<{ token: string }>(
      'POST',
      `/api/groups/${group.id}/invitations`,
      { role: 'facilitator' },
    )
    const outsider = await server.joinBy(link.token, 'غريبة')
    const own = `/api/documents/${(await outsider.newDocument()).id}/threads`
    await begin(outsider, own, 'w', `<@${editor.member.id}> <@${outsider.member.id}>`)
    expect((await list(outsider, own))[0]?.comments[0]?.mentions).toEqual([outsider.member.id])
    expect(await codeOf(await outsider.call('GET', path))).toBe('404 not-found')
    expect(await codeOf(await editor.call('GET', own))).toBe('404 not-found')
    expect(await codeOf(await editor.call('POST', `${own}/w/comments`, { id: 'c', body: 'x' }))).toBe(
      '404 not-found',
    )
    expect(await codeOf(await server.stranger().call('GET', path))).toBe('401 not-signed-in')
  })

  it('[ACC116] who talks without end is answered 429, whatever device they do it from', async () => {
    const other = await startTestServer({ rates: { ...DEFAULT_RATES, threads: { points: 3, seconds: 60 } } })
    const { id } = await other.facilitator.newDocument()
    const path = `/api/documents/${id}/threads`
    const link = await other.facilitator.expect<{ token: string }>('POST', '/api/session/device-link', {})
    const phone = await other.joinBy(link.token, 'الميسّرة')
    const statuses: number[] = []
    for (const [n, who] of [other.facilitator, phone, other.facilitator, phone].entries())
      statuses.push((await who.call('POST', path, { id: `t${n}`, anchor: null, body: 'x' })).status)
    const everybodyElse = await other.join('commenter', 'معلّقة')
    statuses.push((await everybodyElse.call('POST', path, { id: 'u', anchor: null, body: 'x' })).status)
    await other.stop()
    expect(statuses).toEqual([201, 201, 201, 429, 201])
  })

  it('[ACC118] the log of the server holds no word of a discussion', async () => {
    const lines: string[] = []
    const other = await startTestServer({ hearLog: (line) => lines.push(line) })
    const { id } = await other.facilitator.newDocument()
    await begin(other.facilitator, `/api/documents/${id}/threads`, 't', 'secret words', PLACE)
    await other.facilitator.call('POST', `/api/documents/${id}/threads`, {
      id: 'secret words',
      body: 'secret words',
    })
    await other.stop()
    expect(lines.join('\n')).not.toMatch(/secret|كلام/)
  })
})
