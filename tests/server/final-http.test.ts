import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiAudit } from '#core/protocol/api-audit.ts'
import type { ApiDocument, ApiError, ApiText } from '#core/protocol/api.ts'
import type {
  ApiCertificates,
  ApiFinalBlockers,
  ApiPublicCertificate,
  ApiVerified,
} from '#core/protocol/api-final.ts'
import type { ApiThreadAnswer } from '#core/protocol/api-threads.ts'
import { DEFAULT_RATES } from '../../sync-server/http/rate-limits.ts'
import type { Device, Person } from '../support/device.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { replaceWords, writeAs } from '../support/stock-writer.ts'

const FORMATS = ['json', 'txt', 'md', 'html'] as const
const RATES = { ...DEFAULT_RATES, verifications: { points: 100_000, seconds: 60 } }
const STATEMENT = `# بيان الماء

لا يُباع ماء النهر، ولا يُمنع عن أحد.

1. تُقاس الحصص كلّ سنة.
    - مرّتين في سنوات الجفاف.
2. يُنشر القياس خلال 12 يومًا.

> الماء حقّ مشترك.

## الخاتمة

تُراجَع الحصص بعد ٣ سنوات؛ و**لا** يُعدَّل غيرها.
`

let server: TestServer
let suggester: Person
let viewer: Person
beforeAll(async () => {
  server = await startTestServer({ rates: RATES })
  suggester = await server.join('suggester', 'مقترحة')
  viewer = await server.join('viewer', 'قارئة')
})
afterAll(() => server.stop())

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')

const written = async (who = server.facilitator, source = STATEMENT): Promise<string> => {
  const { id } = await who.newDocument('بيان الماء')
  const path = `/api/documents/${id}/import?filename=a.md`
  const response = await who.call('POST', path, undefined, { raw: source })
  if (!response.ok) throw new Error(await response.text())
  return id
}

const setStage = (id: string, stage: string, more: object = {}, who = server.facilitator) =>
  who.call('PUT', `/api/documents/${id}/stage`, { stage, ...more })

const finalised = async (source = STATEMENT): Promise<string> => {
  const id = await written(server.facilitator, source)
  const response = await setStage(id, 'final')
  if (!response.ok) throw new Error(await response.text())
  return id
}

const certificatesOf = async (id: string, who: Device = server.facilitator) =>
  (await who.expect<ApiCertificates>('GET', `/api/documents/${id}/certificate`)).certificates

const exported = async (id: string, format: string): Promise<Uint8Array<ArrayBuffer>> => {
  const response = await server.facilitator.call('GET', `/api/documents/${id}/export?format=${format}`)
  return new Uint8Array(await response.arrayBuffer())
}

const verifyFile = async (
  who: Device,
  filename: string,
  raw: string | Uint8Array<ArrayBuffer>,
): Promise<ApiVerified> => {
  const path = `/api/verify?filename=${encodeURIComponent(filename)}`
  const response = await who.call('POST', path, undefined, { raw })
  if (!response.ok) throw new Error(await response.text())
  return (await response.json()) as ApiVerified // decode boundary: our own server
}

const verifyPaste = (who: Device, text: string) => who.expect<ApiVerified>('POST', '/api/verify', { text })

const outcome = (verified: ApiVerified): string =>
  verified.agreed ? verified.match : `no, ${verified.compared}`

const decoder = new TextDecoder()

describe('going to final over HTTP', () => {
  it('[DOC563] is refused with a list, which can be asked for before', async () => {
    const id = await written()
    const { member } = suggester
    await writeAs(suggester, id, (text) =>
      text.insert(1, 'كلمة ', { [`insertion--${member.id}-x-1`]: { by: member.id, at: 1 } }),
    )
    const { thread } = await server.facilitator.expect<ApiThreadAnswer>(
      'POST',
      `/api/documents/${id}/threads`,
      { id: 'thread-1', anchor: null, body: 'متى؟' },
    )
    const { blocks } = await server.facilitator.expect<ApiText>('GET', `/api/documents/${id}/text`)
    const bid = blocks[4]?.bid ?? ''
    const lock = { id: 'lock-1', from: bid, to: bid, kind: 'disputed', reason: 'لم نتفق' }
    await server.facilitator.expect('POST', `/api/documents/${id}/locks`, lock)

    const check = () => server.facilitator.expect<ApiFinalBlockers>('GET', `/api/documents/${id}/final-check`)
    const blockers = {
      suggestions: [`${member.id}-x-1`],
      locks: [{ id: 'lock-1', reason: 'لم نتفق' }],
      threads: [thread.id],
    }
    expect(await check()).toMatchObject(blockers)
    const refused = await setStage(id, 'final')
    expect([refused.status, await refused.json()]).toMatchObject([
      409,
      { error: { code: 'not-ready' }, ...blockers },
    ])
    const still = await server.facilitator.expect<ApiDocument>('GET', `/api/documents/${id}`)
    expect(still.stage).toBe('drafting')
    expect((await suggester.call('GET', `/api/documents/${id}/final-check`)).status).toBe(403)
    expect((await server.facilitator.call('GET', `/api/documents/${id}/certificate`)).status).toBe(404)

    await server.facilitator.expect('DELETE', `/api/documents/${id}/locks/lock-1`)
    await server.facilitator.expect('POST', `/api/documents/${id}/decisions`, {
      id: 'decision-1',
      decisions: [{ suggestion: `${member.id}-x-1`, verdict: 'reject' }],
    })
    expect(await check()).toEqual({ suggestions: [], locks: [], threads: [thread.id] })
    expect((await setStage(id, 'final')).status).toBe(409)
    expect((await setStage(id, 'final', { acknowledged: [thread.id] })).status).toBe(200)
    expect(await certificatesOf(id)).toHaveLength(1)
  })
})

describe('a certificate', () => {
  it('[DOC564] gives title, time, version, hash and stages to members, and names nobody', async () => {
    const id = await written()
    await setStage(id, 'suggesting', { reason: 'اقترِحوا' })
    await setStage(id, 'final')
    const [certificate, ...older] = await certificatesOf(id, viewer)
    const text = await viewer.call('GET', `/api/documents/${id}/final-text`)
    const bytes = new Uint8Array(await text.arrayBuffer())
    const { seq } = await viewer.expect<ApiText>('GET', `/api/documents/${id}/text`)
    expect(older).toEqual([])
    expect(certificate).toMatchObject({
      document: id,
      title: 'بيان الماء',
      group: server.facilitator.group.name,
      sha256: sha256(bytes),
      version: seq,
      auditHead: expect.stringMatching(/^\d+:[0-9a-f]{64}$/u) as string,
      superseded: null,
    })
    expect(decoder.decode(bytes).split('\n').slice(0, 4)).toEqual([
      '# بيان الماء',
      '¶ لا يُباع ماء النهر، ولا يُمنع عن أحد.',
      '1. تُقاس الحصص كلّ سنة.',
      '    • مرّتين في سنوات الجفاف.',
    ])
    expect(certificate?.stages.map(({ stage, reason }) => [stage, reason])).toEqual([
      ['drafting', null],
      ['suggesting', 'اقترِحوا'],
      ['final', null],
    ])
    const json = JSON.stringify(certificate)
    for (const { member } of [server.facilitator, suggester, viewer]) {
      expect(json).not.toContain(member.id)
      expect(json).not.toContain(member.name)
    }
    expect((await server.stranger().call('GET', `/api/documents/${id}/certificate`)).status).toBe(401)
    expect((await server.stranger().call('GET', `/api/documents/${id}/final-text`)).status).toBe(401)
  })

  it('[DOC564] says to whoever holds its id what the paper says, and nothing else', async () => {
    const [certificate] = await certificatesOf(await finalised())
    const path = `/api/certificates/${certificate?.id}`
    const { id, title, sha256: hash, finalAt, version } = certificate ?? {}
    expect(await server.stranger().expect<ApiPublicCertificate>('GET', path)).toEqual({
      id,
      title,
      sha256: hash,
      finalAt,
      version,
      supersededAt: null,
    })
    expect(id).toMatch(/^[A-Za-z0-9]{32}$/)
    expect((await server.stranger().call('GET', '/api/certificates/unknown')).status).toBe(404)
  })

  it('[DOC567] is superseded when the text leaves final, with a reason; an older text says so', async () => {
    const id = await finalised('نصّ أوّل له شهادة أولى.')
    const pasted = 'نصّ أوّل له شهادة أولى.'
    expect((await setStage(id, 'drafting')).status).toBe(400)
    expect(await certificatesOf(id)).toMatchObject([{ superseded: null }])
    expect((await setStage(id, 'drafting', { reason: 'خطأ في الحصص' })).status).toBe(200)
    const [old] = await certificatesOf(id)
    expect(old?.superseded).toMatchObject({ reason: 'خطأ في الحصص' })
    expect((await server.facilitator.call('GET', `/api/documents/${id}/final-text`)).status).toBe(404)
    const stranger = server.stranger()
    const told = await verifyPaste(stranger, pasted)
    expect(told).toMatchObject({ agreed: true, certificate: { supersededAt: old?.superseded?.at } })
    expect(JSON.stringify(told)).not.toContain('خطأ')

    await writeAs(server.facilitator, id, (text) => replaceWords(text, 'أولى', 'ثانية'))
    await setStage(id, 'final')
    const certificates = await certificatesOf(id)
    expect(certificates.map(({ superseded }) => superseded?.reason)).toEqual([undefined, 'خطأ في الحصص'])
    expect(await verifyPaste(stranger, pasted)).toMatchObject({ certificate: { id: old?.id } })
    expect(await verifyPaste(stranger, 'نصّ أوّل له شهادة ثانية.')).toMatchObject({
      certificate: { id: certificates[0]?.id, supersededAt: null },
    })
  })

  it('[DOC567] of a text that holds goes before one that does not', async () => {
    const text = 'نصّ اتُّفق عليه مرّتين.'
    const id = await finalised(text)
    await setStage(id, 'drafting', { reason: 'سهو' })
    await setStage(id, 'final')
    const [now] = await certificatesOf(id)
    expect(await verifyPaste(server.stranger(), text)).toMatchObject({
      certificate: { id: now?.id, supersededAt: null },
    })
  })
})

describe('verifying', () => {
  let id: string
  beforeAll(async () => {
    id = await finalised()
  })

  it.each(FORMATS)('[DOC566] an export as %s is the agreed text, byte for byte', async (format) => {
    expect(outcome(await verifyFile(server.stranger(), `x.${format}`, await exported(id, format)))).toBe(
      'file',
    )
  })

  it.each(['json', 'md', 'html'])(
    '[DOC566] a %s file with other line ends is so by its words',
    async (format) => {
      const text = decoder.decode(await exported(id, format))
      const changed = format === 'json' ? `${text}\n` : text.replaceAll('\n', '\r\n')
      expect(outcome(await verifyFile(server.stranger(), `x.${format}`, changed))).toBe('canonical')
    },
  )

  it.each(['json', 'md', 'html'])(
    '[DOC566] a %s file with other ids or emphasis is so too',
    async (format) => {
      const text = decoder.decode(await exported(id, format))
      const changed = {
        json: text.replace(/"bid":"[^"]+"/, '"bid":"another-id"'),
        md: text.replace('**لا**', 'لا'),
        html: text.replace('<strong>لا</strong>', 'لا'),
      }[format]
      expect(changed).not.toBe(text)
      expect(outcome(await verifyFile(server.stranger(), `x.${format}`, changed ?? ''))).toBe('canonical')
    },
  )

  it('[DOC566] a plain file or a paste is so by its wording', async () => {
    const text = decoder.decode(await exported(id, 'txt'))
    const stranger = server.stranger()
    for (const [name, content] of [
      ['x.txt', `\ufeff${text.replaceAll('\n', '\r\n')}`],
      ['no ending', `بيان الماء\n${text}`],
    ] as const)
      expect([name, outcome(await verifyFile(stranger, name, content))]).toEqual([name, 'wording'])
    expect(outcome(await verifyPaste(stranger, text))).toBe('wording')
    expect(await verifyPaste(stranger, text)).toMatchObject({ document: null })
    expect(await verifyPaste(viewer, text)).toMatchObject({ document: id })
    const utf16 = new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))
    expect(outcome(await verifyFile(stranger, 'x.txt', utf16))).toBe('wording')
  })

  it('[DOC566] the canonical text, pasted or in a file that an editor wrote anew, is so by itself', async () => {
    const text = await (await viewer.call('GET', `/api/documents/${id}/final-text`)).text()
    const stranger = server.stranger()
    const anew = `\ufeff${text.replaceAll('\n', '\r\n')}\r\n`
    expect(outcome(await verifyPaste(stranger, text.trimEnd()))).toBe('canonical')
    expect(outcome(await verifyFile(stranger, 'x.txt', anew))).toBe('canonical')
    expect(outcome(await verifyPaste(stranger, text.replace('¶', '##')))).toBe('no, words')
  })

  it('[DOC566] anything tampered with is not: words, marks, kinds, order, in each format', async () => {
    const stranger = server.stranger()
    const changes: readonly (readonly [string, string])[] = [
      ['لا يُباع', 'يُباع'],
      ['لا يُباع', 'لا يُبا\u200cع'],
      ['خلال 12 يومًا', 'خلال 21 يومًا'],
      ['خلال 12 يومًا', 'خلال 1\u06402 يومًا'],
      ['خلال 12 يومًا', 'خلال \u202e12\u202c يومًا'],
      ['٣ سنوات', '3 سنوات'],
      ['مشترك', 'مشترَك'],
      ['مشترك', 'مشترک'],
      ['مشترك.', 'مشترك'],
      ['مشترك.', 'مشترك. وافق الجميع.'],
      ['؛', '،'],
    ]
    for (const format of FORMATS) {
      const text = decoder.decode(await exported(id, format))
      for (const [from, to] of changes) {
        const changed = text.replace(from, to)
        expect(changed).not.toBe(text)
        expect([format, to, outcome(await verifyFile(stranger, `x.${format}`, changed))]).toEqual([
          format,
          to,
          'no, words',
        ])
      }
    }
    const md = decoder.decode(await exported(id, 'md'))
    const structure = [
      md.replace('# بيان', '## بيان'),
      md.replace('# بيان', 'بيان'),
      md.replace('> الماء', 'الماء'),
      md.replace('1. تُقاس', '- تُقاس'),
      md.replace('2. يُنشر', '3. يُنشر'),
      md.replace('   - مرّتين', '- مرّتين'),
      md.replace('## الخاتمة', '## الخاتمة\n\n'),
      md.split('\n\n').toReversed().join('\n\n'),
      `<p style="display:none">x</p>\n\n${md}`,
      `${md}\n[x]: https://example.org "كلام آخر"\n`,
      md.replace('يومًا', '&#x202e;يومًا'),
    ]
    const same = structure[6]
    for (const changed of structure) {
      const verified = outcome(await verifyFile(stranger, 'x.md', changed))
      // Blank lines more or less: no reader shows them, but the file is not what an export would be.
      expect([changed === same ? 'blank line' : changed, verified]).toEqual([
        changed === same ? 'blank line' : changed,
        'no, words',
      ])
    }
  })

  it('[DOC566] a page that shows other words than those that are read is not', async () => {
    const html = decoder.decode(await exported(id, 'html'))
    const stranger = server.stranger()
    for (const changed of [
      html.replace('<main>', '<main><p>كلام لم يُتَّفق عليه.</p>'),
      html.replace('<style>', '<style>[data-block]{display:none}'),
      html.replace('</style>', 'p::before{content:"لا "}</style>'),
      html.replace('ماء النهر', '<ins>غير </ins>ماء النهر'),
      html.replace('ماء النهر', '<i hidden>x</i>ماء النهر'),
      html.replace(/<title>.*<\/title>/u, '<title>قرار آخر</title>'),
      html.replace('ماء النهر', '&#x202e;ماء النهر'),
      html.replace(' value="2"', ' value="7"'),
      html.replace(/<head>[^]*<\/head>/u, '<head><meta charset="utf-8"></head>'),
    ]) {
      expect(changed).not.toBe(html)
      expect(outcome(await verifyFile(stranger, 'x.html', changed))).toBe('no, words')
    }
    const json = decoder.decode(await exported(id, 'json'))
    for (const changed of [
      json.replace('ماء النهر', '\\u202eماء النهر'),
      json.replace('"type":"doc"', '"type":"doc","note":"x"'),
      json.replace('"level":1', '"level":2'),
      json.replace('"kind":"quote"', '"kind":"paragraph"'),
    ]) {
      expect(changed).not.toBe(json)
      expect(outcome(await verifyFile(stranger, 'x.json', changed))).toBe('no, words')
    }
  })

  it('[DOC566] of a file that is no text only the bytes are compared', async () => {
    const pdf = new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x2d, 0x31, 0x00, 0xff])
    expect(outcome(await verifyFile(server.stranger(), 'x.pdf', pdf))).toBe('no, bytes')
    expect(outcome(await verifyFile(server.stranger(), 'x.json', 'no json'))).toBe('no, bytes')
  })

  it('[DOC566] says nothing of texts that are not final', async () => {
    const draft = 'مسودّة لا يعرفها أحد بعد.'
    const other = await written(server.facilitator, draft)
    const stranger = server.stranger()
    const unknown = await verifyPaste(stranger, 'كلام لم يُكتب في أيّ مكان.')
    expect(await verifyPaste(stranger, draft)).toEqual(unknown)
    expect(await verifyFile(stranger, 'x.md', await exported(other, 'md'))).toEqual(unknown)
    expect(unknown).toEqual({ agreed: false, compared: 'words', closest: null })
    expect(await verifyPaste(server.facilitator, draft)).toEqual(unknown)
  })

  it('[DOC566] tells members where a text differs from theirs, and nobody else', async () => {
    const text = decoder.decode(await exported(id, 'txt')).replace('لا يُباع', 'يُباع')
    const told = await verifyPaste(viewer, text)
    expect(told).toMatchObject({ agreed: false, closest: { document: id, title: 'بيان الماء' } })
    const { pieces = [] } = (told.agreed ? null : told.closest) ?? {}
    expect(pieces.filter(({ kind }) => kind !== 'same')).toEqual([{ kind: 'gone', text: 'لا ' }])
    expect(await verifyPaste(server.stranger(), text)).toMatchObject({ agreed: false, closest: null })
    // What each block is stays out of it where both say it.
    const canonical = await (await viewer.call('GET', `/api/documents/${id}/final-text`)).text()
    const changed = await verifyPaste(viewer, canonical.replace('لا يُباع', 'يُباع'))
    expect(
      ((changed.agreed ? null : changed.closest)?.pieces ?? []).filter(({ kind }) => kind !== 'same'),
    ).toEqual([{ kind: 'gone', text: 'لا ' }])

    const otherGroup = await server.facilitator.expect<{ id: string }>('POST', '/api/groups', {
      name: 'أخرى',
    })
    const invitation = await server.facilitator.expect<{ token: string }>(
      'POST',
      `/api/groups/${otherGroup.id}/invitations`,
      { role: 'editor' },
    )
    const outsider = await server.joinBy(invitation.token, 'من مجموعة أخرى')
    expect(await verifyPaste(outsider, text)).toMatchObject({ agreed: false, closest: null })

    const md = decoder.decode(await exported(id, 'md')).replace('> الماء', 'الماء')
    const kinds = await verifyFile(viewer, 'x.md', md)
    const differing = ((kinds.agreed ? null : kinds.closest)?.pieces ?? []).filter(
      ({ kind }) => kind !== 'same',
    )
    expect(differing).toEqual([
      { kind: 'gone', text: '>' },
      { kind: 'come', text: '¶' },
    ])
  })

  it('[DOC566] of an erased text nothing is known; one in the trash is what it was', async () => {
    const text = 'نصّ سيُمحى بعد أن صار نهائيًا.'
    const erased = await finalised(text)
    const [certificate] = await certificatesOf(erased)
    const stranger = server.stranger()
    await server.facilitator.expect('DELETE', `/api/documents/${erased}`)
    expect(await verifyPaste(stranger, text)).toMatchObject({ agreed: true })
    await server.facilitator.expect('DELETE', `/api/documents/${erased}?forever=1`)
    expect(await verifyPaste(stranger, text)).toMatchObject({ agreed: false })
    expect((await stranger.call('GET', `/api/certificates/${certificate?.id}`)).status).toBe(404)
  })

  it('[DOC566] wants something to compare', async () => {
    const stranger = server.stranger()
    const codeOf = async (response: Response) =>
      `${response.status} ${((await response.json()) as ApiError).error.code}` // decode boundary: our own server
    expect(await codeOf(await stranger.call('POST', '/api/verify', { text: '' }))).toBe('400 bad-request')
    expect(await codeOf(await stranger.call('POST', '/api/verify', {}))).toBe('400 bad-request')
    expect(await codeOf(await stranger.call('POST', '/api/verify', undefined, { raw: '' }))).toBe(
      '422 unreadable-file',
    )
    const large = new Uint8Array(10 * 1024 * 1024 + 1)
    expect(await codeOf(await stranger.call('POST', '/api/verify', undefined, { raw: large }))).toBe(
      '413 too-large',
    )
    expect(outcome(await verifyFile(stranger, 'x.txt', '  \n '))).toBe('no, bytes')
  })
})

describe('the registry over processes', () => {
  it('[DOC565] knows final texts, superseded ones and exports after a restart; guessing is limited', async () => {
    const first = await startTestServer()
    const text = 'نصّ يبقى بعد إعادة التشغيل.'
    const { id } = await first.facilitator.newDocument('نصّ باقٍ')
    await first.facilitator.call('POST', `/api/documents/${id}/import?filename=a.txt`, undefined, {
      raw: text,
    })
    await first.facilitator.expect('PUT', `/api/documents/${id}/stage`, { stage: 'final' })
    const { cookie } = first.facilitator
    await first.stop({ keepData: true })

    const second = await startTestServer({
      dataDir: first.dataDir,
      rates: { ...DEFAULT_RATES, verifications: { points: 3, seconds: 60 } },
    })
    try {
      const stranger = second.stranger()
      expect(await verifyPaste(stranger, text)).toMatchObject({ agreed: true, match: 'wording' })
      const member = second.stranger()
      member.cookie = cookie
      const [certificate] = await certificatesOf(id, member)
      expect(certificate).toMatchObject({ title: 'نصّ باقٍ', superseded: null })
      await member.expect('PUT', `/api/documents/${id}/stage`, { stage: 'drafting', reason: 'سهو' })
      expect(await verifyPaste(stranger, text)).toMatchObject({
        agreed: true,
        certificate: { id: certificate?.id, supersededAt: expect.any(Number) as number },
      })
      await verifyPaste(stranger, text)
      expect((await stranger.call('POST', '/api/verify', { text })).status).toBe(429)
      expect(await verifyPaste(member, text)).toMatchObject({ agreed: true })
    } finally {
      await second.stop()
    }
  })

  it('[DOC564] the certificate bears the head of the audit chain, with all in it that was done before', async () => {
    const { facilitator } = server
    const { id } = await facilitator.newDocument()
    await facilitator.call('POST', `/api/documents/${id}/import?filename=a.txt`, undefined, { raw: 'نصّ' })
    await facilitator.expect('PUT', `/api/documents/${id}/stage`, { stage: 'final' })
    const [certificate] = await certificatesOf(id, facilitator)
    const { entries } = await facilitator.expect<ApiAudit>(
      'GET',
      `/api/groups/${facilitator.group.id}/audit?document=${id}`,
    )
    const [number = '', hash] = certificate?.auditHead?.split(':') ?? []
    // Newest first: what came before the text was final, then what made it so.
    const before = entries.find((entry) => entry.number <= Number(number))
    expect([before?.number, before?.hash, before?.act]).toEqual([Number(number), hash, 'document-created'])
    expect(entries.filter((entry) => entry.number > Number(number)).map(({ act }) => act)).toEqual([
      'finalised',
      'stage-set',
    ])
  })
})
