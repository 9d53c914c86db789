import { raw } from 'express'
import type { ErrorRequestHandler, Request, RequestHandler, Response, Router } from 'express'
import { z } from 'zod'
import { permits } from '#core/access/permits.ts'
import type { ApiImported } from '#core/protocol/api.ts'
import { askerOf, inDocument } from '../asker.ts'
import { EXPORT_FORMATS, VIEWS } from '../document-host.ts'
import { HttpError } from '../http-error.ts'
import type { HttpPorts } from '../http-ports.ts'
import { Limit } from '../rate-limits.ts'
import { documentPath } from './input.ts'

const MAX_FILE = 10 * 1024 * 1024

const importQuery = z.object({ filename: z.string().min(1).max(255) })
const exportQuery = z.object({
  format: z.enum(EXPORT_FORMATS),
  view: z.enum(VIEWS).default('original'),
})

/** A file that is too large has a sentence of its own: it says what to do. */
const tooLargeFile: ErrorRequestHandler = (error: unknown, _req, _res, next) => {
  const isTooLarge = typeof error === 'object' && error !== null && 'status' in error && error.status === 413
  next(isTooLarge ? new HttpError('too-large', { key: 'file-too-large' }) : error)
}

/** The title as a file name in `Content-Disposition`, in full by RFC 8187, without what a file system forbids. */
const attachment = (title: string, extension: string): string => {
  const plain = title.replace(/[\\/:*?"<>|\p{Cc}\p{Cs}]/gu, ' ').trim()
  // By code points: half a surrogate pair cannot be written in UTF-8.
  const name = `${Array.from(plain).slice(0, 100).join('') || 'siyagha'}.${extension}`
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="siyagha.${extension}"; filename*=UTF-8''${encoded}`
}

export const addTransferRoutes = (router: Router, ports: HttpPorts): void => {
  const { meta, documents, rates } = ports
  const transfers = new Limit(rates.transfers)

  const mayWrite: RequestHandler = async (req, _res, next) => {
    const { d } = documentPath.parse(req.params)
    const asker = askerOf(req)
    inDocument(meta.read(), asker, d, 'write')
    await transfers.spend(asker.session.tokenHash)
    next()
  }

  /** Whoever writes directly may fill an empty document from a file; the bytes are read only after that is certain. */
  router.post(
    '/api/documents/:d/import',
    mayWrite,
    raw({ type: () => true, limit: MAX_FILE }),
    tooLargeFile,
    async (req: Request, res: Response) => {
      const { d } = documentPath.parse(req.params)
      const { filename } = importQuery.parse(req.query)
      const bytes: unknown = req.body
      if (!Buffer.isBuffer(bytes) || bytes.length === 0)
        throw new HttpError('unreadable-file', { key: 'empty-file' })
      const read = ports.importFile(filename, bytes)
      if (!read.ok) {
        const isTooLarge = read.error === 'file-too-large' || read.error === 'too-many-blocks'
        const code = isTooLarge ? 'too-large' : 'unreadable-file'
        throw new HttpError(code, { key: read.error })
      }
      const { me } = inDocument(meta.read(), askerOf(req), d, 'write')
      const filled = await documents.fill(d, read.value.blocks, me.id)
      if (!filled.ok) throw new HttpError('not-empty')
      const answer: ApiImported = { blocks: read.value.blocks.length, warnings: read.value.warnings }
      res.json(answer)
    },
  )

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
    res
      .set('Content-Type', file.contentType)
      .set('Content-Disposition', attachment(document.title, format))
      .set('Cache-Control', 'private, no-store')
      .send(file.body)
  })
}
