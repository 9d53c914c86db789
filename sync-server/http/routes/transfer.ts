import { raw } from 'express'
import type { Request, Response, Router } from 'express'
import { z } from 'zod'
import { permits } from '#core/access/permits.ts'
import type { ApiErrorCode, ApiImported } from '#core/protocol/api.ts'
import { askerOf, inDocument } from '../asker.ts'
import { attachment } from '../attachment.ts'
import { EXPORT_FORMATS, VIEWS } from '../document-host.ts'
import { HttpError } from '../http-error.ts'
import type { HttpPorts } from '../http-ports.ts'
import type { MessageKey } from '../messages.ts'
import { Places } from '../places.ts'
import { Limit } from '../rate-limits.ts'
import { documentPath } from './input.ts'

const MAX_FILE = 10 * 1024 * 1024

const importQuery = z.object({ filename: z.string().min(1).max(255) })
const exportQuery = z.object({
  format: z.enum(EXPORT_FORMATS),
  view: z.enum(VIEWS).default('original'),
})

const readBody = raw({ type: () => true, limit: MAX_FILE })

const isTooLarge = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'status' in error && error.status === 413

/** The body's bytes. One that is too large has a sentence of its own: it says what to do. */
const fileOf = async (req: Request, res: Response): Promise<Uint8Array> => {
  await new Promise<void>((resolve, reject) => {
    readBody(req, res, (error: unknown) => {
      if (error === undefined) resolve()
      else reject(isTooLarge(error) ? new HttpError('too-large', { key: 'file-too-large' }) : error)
    })
  })
  const bytes: unknown = req.body
  if (!Buffer.isBuffer(bytes) || bytes.length === 0)
    throw new HttpError('unreadable-file', { key: 'empty-file' })
  return bytes
}

const codeOf = (failure: MessageKey): ApiErrorCode => {
  if (failure === 'unavailable') return 'unavailable'
  return failure === 'file-too-large' || failure === 'too-many-blocks' ? 'too-large' : 'unreadable-file'
}

export const addTransferRoutes = (router: Router, ports: HttpPorts): void => {
  const { meta, audit, documents, rates } = ports
  const transfers = new Limit(rates.transfers)

  const places = new Places(rates.imports)

  /** Whoever writes directly may fill an empty document from a file; the bytes are read only after that is certain. */
  router.post('/api/documents/:d/import', async (req, res) => {
    const { d } = documentPath.parse(req.params)
    const asker = askerOf(req)
    const { me: importer } = inDocument(meta.read(), asker, d, 'write')
    await transfers.spend(asker.session.tokenHash)
    const { filename } = importQuery.parse(req.query)
    await places.hold(importer.id, async () => {
      const read = await ports.importFile(filename, await fileOf(req, res))
      if (!read.ok) throw new HttpError(codeOf(read.error), { key: read.error })
      // Reading takes its time: the room looks who may write now.
      const filled = await documents.importInto(d, importer.id, read.value.blocks)
      if (!filled.ok) throw new HttpError(filled.error)
      const answer: ApiImported = { blocks: read.value.blocks.length, warnings: read.value.warnings }
      res.json(answer)
    })
  })

  /** Everyone exports what they may read: viewers the clean text, everybody else any view. */
  router.get('/api/documents/:d/export', async (req, res) => {
    const { d } = documentPath.parse(req.params)
    const asker = askerOf(req)
    const { document, me, group } = inDocument(meta.read(), asker, d, 'read')
    const { format, view } = exportQuery.parse(req.query)
    const seesAll = permits(me.role, document.stage, 'follow') || group.viewersSeeAuthors
    if (view !== 'original' && !seesAll) throw new HttpError('forbidden')
    await transfers.spend(asker.session.tokenHash)
    const text = view === 'original' ? await documents.cleanText(d) : await documents.content(d)
    const file = ports.exportFile(format, view, document.title, text)
    // Before the file leaves: one that could not be recorded is not given out.
    await audit.record({
      group: group.id,
      by: me.id,
      act: 'exported',
      document: d,
      details: { format, view, seq: text.seq },
    })
    res
      .set('Content-Type', file.contentType)
      .set('Content-Disposition', attachment(document.title, format))
      .set('Cache-Control', 'private, no-store')
      .send(file.body)
  })
}
