import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiAudit } from '#core/protocol/api-audit.ts'
import type { ApiCertificates, ApiVerified } from '#core/protocol/api-final.ts'
import type { ApiError } from '#core/protocol/api.ts'
import type { Device, Person } from '../support/device.ts'
import { pdfContent } from '../support/pdf-content.ts'
import { popplerText } from '../support/poppler.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { writeAs } from '../support/stock-writer.ts'

let server: TestServer
let suggester: Person
let viewer: Person
beforeAll(async () => {
  server = await startTestServer()
  suggester = await server.join('suggester', 'مقترحة')
  viewer = await server.join('viewer', 'قارئة')
  const group = `/api/groups/${server.facilitator.group.id}`
  await server.facilitator.expect('PATCH', group, { filesMayName: true })
})
afterAll(() => server.stop())

const newText = async (words: string): Promise<string> => {
  const { id } = await server.facilitator.newDocument('Statement')
  const path = `/api/documents/${id}/import?filename=a.md`
  const response = await server.facilitator.call('POST', path, undefined, { raw: words })
  if (!response.ok) throw new Error(await response.text())
  return id
}

const exported = async (who: Person, id: string, query = ''): Promise<Uint8Array<ArrayBuffer>> => {
  const response = await who.call('GET', `/api/documents/${id}/export?format=pdf${query}`)
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  expect(response.headers.get('content-disposition')).toContain('.pdf')
  return new Uint8Array(await response.arrayBuffer())
}

const verified = async (who: Device, raw: Uint8Array<ArrayBuffer>): Promise<ApiVerified> => {
  const response = await who.call('POST', '/api/verify?filename=a.pdf', undefined, { raw })
  return (await response.json()) as ApiVerified // decode boundary: our own server
}

const lettersIn = async (file: Uint8Array): Promise<string> => (await pdfContent(file)).texts.join('')

describe('a PDF that is asked for', () => {
  it('[DOC640] comes in the view and size that are asked for, and is in the audit', async () => {
    const id = await newText('# Water\n\nNobody owns the river.')
    const { member } = suggester
    await writeAs(suggester, id, (text) =>
      text.insert(1, 'proposed ', { [`insertion--${member.id}-x-1`]: { by: member.id, at: 1 } }),
    )
    const [original, marked, named, large] = [
      await exported(server.facilitator, id),
      await exported(server.facilitator, id, '&view=marked'),
      await exported(server.facilitator, id, '&view=marked&names=1'),
      await exported(server.facilitator, id, '&view=accepted&size=large'),
    ]
    expect(await lettersIn(original)).not.toContain('proposed')
    expect(await lettersIn(marked)).toContain('proposed')
    expect(await lettersIn(large)).toContain('proposed Water')
    expect((await popplerText(marked)).join()).not.toContain('مقترحة')
    expect((await popplerText(named)).join()).toContain('مقترحة')
    const { entries } = await server.facilitator.expect<ApiAudit>(
      'GET',
      `/api/groups/${server.facilitator.group.id}/audit?document=${id}`,
    )
    expect(entries.filter(({ act }) => act === 'exported').map(({ details }) => details)).toMatchObject([
      { format: 'pdf', view: 'accepted' },
      { format: 'pdf', view: 'marked', names: 1 },
      { format: 'pdf', view: 'marked' },
      { format: 'pdf', view: 'original' },
    ])
  })

  it('[DOC645] shows suggestions and names only to who may see them', async () => {
    const id = await newText('Text')
    const status = async (query: string): Promise<number> =>
      (await viewer.call('GET', `/api/documents/${id}/export?format=pdf${query}`)).status
    expect(await status('')).toBe(200)
    expect(await status('&view=marked')).toBe(403)
    expect(await status('&view=accepted')).toBe(403)
    expect(await status('&names=1')).toBe(403)
    expect((await server.stranger().call('GET', `/api/documents/${id}/export?format=pdf`)).status).toBe(401)
  })

  it('[DOC647] of a final text bears its hash and verifies by its bytes, whenever it was made', async () => {
    const id = await newText('# Final\n\nThe water is shared.')
    const draft = await exported(server.facilitator, id)
    await server.facilitator.expect('PUT', `/api/documents/${id}/stage`, { stage: 'final' })
    const { certificates } = await server.facilitator.expect<ApiCertificates>(
      'GET',
      `/api/documents/${id}/certificate`,
    )
    const [certificate] = certificates
    const file = await exported(viewer, id)
    const groups = certificate?.sha256.match(/.{8}/gu)?.join(' ') ?? 'none'
    const { texts, links } = await pdfContent(file)
    expect(texts.at(-1)).toContain(groups)
    expect(links.at(-1)).toMatch(new RegExp(`/verify#c=${certificate?.id ?? 'none'}$`, 'u'))
    const again = await exported(server.facilitator, id)
    const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
    expect(hash(again)).toBe(hash(file))

    const stranger = server.stranger()
    expect(await verified(stranger, file)).toMatchObject({
      agreed: true,
      match: 'file',
      certificate: { id: certificate?.id },
    })
    const large = await exported(viewer, id, '&size=large')
    expect(await verified(stranger, large)).toMatchObject({ agreed: true, match: 'file' })
    const changed = new Uint8Array(file)
    changed[changed.length - 20] = (changed[changed.length - 20] ?? 0) ^ 1
    expect(await verified(stranger, changed)).toMatchObject({ agreed: false, compared: 'bytes' })
    expect(await verified(stranger, draft)).toMatchObject({ agreed: false })
  })

  it('[DOC647] of a text that left final bears no certificate any more', async () => {
    const id = await newText('Once agreed.')
    await server.facilitator.expect('PUT', `/api/documents/${id}/stage`, { stage: 'final' })
    const file = await exported(viewer, id)
    await server.facilitator.expect('PUT', `/api/documents/${id}/stage`, { stage: 'drafting', reason: 'سهو' })
    expect(await lettersIn(await exported(viewer, id))).not.toContain('verify#c=')
    expect(await verified(server.stranger(), file)).toMatchObject({
      agreed: true,
      certificate: { supersededAt: expect.any(Number) as number },
    })
  })

  it('[DOC648] [DOC741] that cannot be written says why, in the language of who asks', async () => {
    const id = await newText(Array.from({ length: 5_000 }, () => 'word '.repeat(170)).join('\n\n'))
    const path = `/api/documents/${id}/export?format=pdf`
    const sentences: string[] = []
    for (const language of ['ar', 'en', 'fr']) {
      const response = await server.facilitator.call('GET', path, undefined, {
        headers: { 'Accept-Language': language },
      })
      expect(response.status).toBe(413)
      sentences.push(((await response.json()) as ApiError).error.message) // decode boundary: our own server
    }
    expect(sentences[0]).toContain('لم يُكتب ملفّ PDF: النصّ أطول')
    expect(sentences[1]).toContain('The PDF was not written: the text is too long')
    expect(sentences[2]).toContain('Le PDF n’a pas été écrit : le texte est trop long')
  })
})
