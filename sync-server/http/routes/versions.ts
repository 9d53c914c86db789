import type { Request, Router } from 'express'
import { z } from 'zod'
import type { ApiNameVersion, ApiRestoreVersion, ApiVersionText } from '#core/protocol/api-history.ts'
import { askerOf, inDocument, type InDocument } from '../asker.ts'
import { attachment } from '../attachment.ts'
import { TEXT_FORMATS } from '../document-host.ts'
import type { VersionAddress } from '../history-host.ts'
import { HttpError } from '../http-error.ts'
import type { HttpPorts } from '../http-ports.ts'
import { headOf } from '../document-list.ts'
import { documentTitle } from '../names.ts'
import { Limit } from '../rate-limits.ts'
import { documentPath, id } from './input.ts'

const seq = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER)

/** Numbers of the log have addresses of their own: no version is called so. */
const versionId = id.refine((name) => !name.startsWith('seq-'))

/** A version's id, `seq-<number of the log>`, or `seq-now`. */
export const versionAddress = z.string().transform((named, problems): VersionAddress => {
  if (named === 'seq-now') return 'now'
  const number = /^seq-(\d{1,15})$/.exec(named)?.[1]
  if (number !== undefined) return { seq: Number(number) }
  const version = versionId.safeParse(named)
  if (version.success) return { id: version.data }
  problems.addIssue({ code: 'custom' })
  return z.NEVER
})
const versionPath = z.object({ d: id, v: versionAddress })
const diffPath = z.object({ d: id, a: versionAddress, b: versionAddress })

const historyQuery = z.object({
  from: seq.default(0),
  to: seq.default(Number.MAX_SAFE_INTEGER),
})
const nameBody = z.object({ id: versionId, name: documentTitle, seq: seq.optional() })
const formatQuery = z.object({ format: z.enum(TEXT_FORMATS).optional() })
const restoreBody = z.object({ id: versionId })

/**
 * What a document was, for whoever sees names and suggestions: a viewer reads the clean text as it stands, and nothing
 * of how it came to be.
 */
export const addVersionRoutes = (router: Router, ports: HttpPorts): void => {
  const { meta, history, rates } = ports
  const limit = new Limit(rates.history)
  const transfers = new Limit(rates.transfers)

  const reader = (req: Request, d: string): InDocument => inDocument(meta.read(), askerOf(req), d, 'follow')

  router.get('/api/documents/:d/versions', async (req, res) => {
    const { d } = documentPath.parse(req.params)
    reader(req, d)
    res.json(await history.versions(d))
  })

  router.post('/api/documents/:d/versions', async (req, res) => {
    const { d } = documentPath.parse(req.params)
    const { me } = inDocument(meta.read(), askerOf(req), d, 'name-version')
    const { seq: of, ...naming } = nameBody.parse(req.body)
    await limit.spend(me.id)
    const asked: ApiNameVersion = of === undefined ? naming : { ...naming, seq: of }
    const named = await history.name(d, me.id, asked)
    if (!named.ok) throw new HttpError(named.error)
    res.status(named.value.isNew ? 201 : 200).json(named.value.version)
  })

  router.get('/api/documents/:d/history', async (req, res) => {
    const { d } = documentPath.parse(req.params)
    reader(req, d)
    const { from, to } = historyQuery.parse(req.query)
    res.json(await history.history(d, from, to))
  })

  router.get('/api/documents/:d/versions/:v', async (req, res) => {
    const { d, v } = versionPath.parse(req.params)
    const { document, me } = reader(req, d)
    const { format } = formatQuery.parse(req.query)
    await limit.spend(me.id)
    if (format !== undefined) await transfers.spend(askerOf(req).session.tokenHash)
    const text = await history.text(d, v)
    if (format === undefined) {
      const { seq: last, at, stage, blocks } = text
      const answer: ApiVersionText = { seq: last, at, stage, blocks: ports.textBlocks(blocks) }
      res.json(answer)
      return
    }
    const file = ports.exportFile(format, 'original', headOf(document), text)
    res
      .set('Content-Type', file.contentType)
      .set('Content-Disposition', attachment(document.title, format))
      .set('Cache-Control', 'private, no-store')
      .send(file.body)
  })

  router.get('/api/documents/:d/versions/:a/diff/:b', async (req, res) => {
    const { d, a, b } = diffPath.parse(req.params)
    const { me } = reader(req, d)
    await limit.spend(me.id)
    res.json(await history.diff(d, a, b))
  })

  router.get('/api/documents/:d/versions/:v/authors', async (req, res) => {
    const { d, v } = versionPath.parse(req.params)
    const { me } = reader(req, d)
    await limit.spend(me.id)
    res.json(await history.authors(d, v))
  })

  /** Not in the stage `final`, in which nothing is managed but leaving it. */
  router.post('/api/documents/:d/versions/:v/restore', async (req, res) => {
    const { d, v } = versionPath.parse(req.params)
    const { me, document } = inDocument(meta.read(), askerOf(req), d, 'manage')
    if (document.stage === 'final') throw new HttpError('forbidden', { key: 'stage-final' })
    const { id: command }: ApiRestoreVersion = restoreBody.parse(req.body)
    await limit.spend(me.id)
    const restored = await history.restore(d, me.id, v, command)
    if (!restored.ok) throw new HttpError(restored.error)
    res.json(restored.value)
  })
}
