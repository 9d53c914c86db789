import type { Router } from 'express'
import { z } from 'zod'
import { permits } from '#core/access/permits.ts'
import { STAGES } from '#core/access/stages.ts'
import { DOCUMENT_DIGITS } from '#core/schema/numbering.ts'
import { DOCUMENT_LANGUAGES } from '#core/text/language.ts'
import type { ApiFinalBlockers } from '#core/protocol/api-final.ts'
import type { StageFailure } from '../../room/stage-changes.ts'
import type { DocumentMeta } from '../../store/meta-store.ts'
import { askerOf, inDocument, inGroup } from '../asker.ts'
import { apiDocument, dropDocument, headOf, putDocument } from '../document-list.ts'
import type { Told } from '../document-host.ts'
import { HttpError } from '../http-error.ts'
import type { HttpPorts } from '../http-ports.ts'
import { documentTitle } from '../names.ts'
import { fillNew, makerIn, newDocument, publishDocument } from '../new-document.ts'
import { Limit } from '../rate-limits.ts'
import { documentPath, groupPath, id } from './input.ts'

const newDocumentBody = z.object({
  title: documentTitle,
  template: z.string().max(40).default('blank'),
  language: z.enum(DOCUMENT_LANGUAGES).default('ar'),
})
const duplicateBody = z.object({ title: documentTitle.optional() })
const documentBody = z.object({
  title: documentTitle.optional(),
  trashed: z.boolean().optional(),
  digits: z.enum(DOCUMENT_DIGITS).optional(),
  language: z.enum(DOCUMENT_LANGUAGES).optional(),
})
const eraseQuery = z.object({ forever: z.enum(['1', 'true']).optional() })
const stageBody = z.object({
  stage: z.enum(STAGES),
  reason: z.string().trim().max(2_000).optional(),
  acknowledged: z.array(id).max(5_000).default([]),
})

const stageError = (failure: Told<StageFailure> | ApiFinalBlockers): HttpError => {
  if (typeof failure === 'object') return new HttpError('not-ready', { more: failure })
  return failure === 'no-reason'
    ? new HttpError('bad-request', { key: 'stage-reason' })
    : new HttpError(failure)
}

export const addDocumentRoutes = (router: Router, ports: HttpPorts): void => {
  const { meta, audit, documents, finals, stageCopy, bus, clock, lastChanges, rates } = ports
  const transfers = new Limit(rates.transfers)
  const shown = (document: DocumentMeta) => apiDocument(document, lastChanges.of(document.id))

  /** The trash is listed for facilitators, who empty it. */
  router.get('/api/groups/:g/documents', (req, res) => {
    const { g } = groupPath.parse(req.params)
    const known = meta.read()
    const { me } = inGroup(known, askerOf(req), g)
    const seesTrash = permits(me.role, 'drafting', 'manage')
    const found = Object.values(known.documents).filter(
      ({ group, trashedAt }) => group === g && (trashedAt === null || seesTrash),
    )
    const list = found.map(shown).sort((a, b) => b.updatedAt - a.updatedAt)
    res.json({ documents: list })
  })

  router.post('/api/groups/:g/documents', async (req, res) => {
    const { g } = groupPath.parse(req.params)
    const asker = askerOf(req)
    const me = makerIn(meta.read(), asker, g)
    const { title, template, language } = newDocumentBody.parse(req.body)
    const blocks = template === 'blank' ? [] : ports.templateText(template, language)
    if (blocks === null) throw new HttpError('bad-request', { detail: 'template' })
    const document = newDocument(ports, g, { title, language }, me.id)
    if (blocks.length > 0) await fillNew(ports, document, blocks)
    else await documents.seq(document.id)
    res.status(201).json(shown(await publishDocument(ports, document, asker)))
  })

  router.get('/api/documents/:d', (req, res) => {
    const { d } = documentPath.parse(req.params)
    res.json(shown(inDocument(meta.read(), askerOf(req), d, 'read').document))
  })

  /** Whoever may describe it names it and says how it is written; only facilitators put it into the trash and out. */
  router.patch('/api/documents/:d', async (req, res) => {
    const { d } = documentPath.parse(req.params)
    const asker = askerOf(req)
    const { document: before, me } = inDocument(meta.read(), asker, d, 'read')
    if (!permits(me.role, before.stage, 'describe') && !permits(me.role, before.stage, 'manage'))
      throw new HttpError('forbidden')
    const { trashed, title, digits, language } = documentBody.parse(req.body)
    const describes = title !== undefined || digits !== undefined || language !== undefined
    const document = await meta.transact((known) => {
      const found = inDocument(known, asker, d, trashed === undefined ? 'read' : 'manage')
      const { document: old } = found
      if (describes && !permits(found.me.role, old.stage, 'describe'))
        throw new HttpError('forbidden', old.stage === 'final' ? { key: 'stage-final' } : {})
      const trashedAt =
        trashed === undefined ? old.trashedAt : trashed ? (old.trashedAt ?? clock.now()) : null
      const changed: DocumentMeta = {
        ...old,
        title: title ?? old.title,
        trashedAt,
        ...(digits !== undefined && { digits }),
        ...(language !== undefined && { language }),
      }
      return { meta: putDocument(known, changed), result: changed }
    }, me.id)
    bus.publish({ type: 'document', document: d })
    res.json(shown(document))
  })

  /** A new document with the clean text of this one, under new block ids [DOC106]: suggestions and comments stay where they are. */
  router.post('/api/documents/:d/duplicate', async (req, res) => {
    const { d } = documentPath.parse(req.params)
    const { title } = duplicateBody.parse(req.body ?? {})
    const asker = askerOf(req)
    const { document: source, me } = inDocument(meta.read(), asker, d, 'read')
    makerIn(meta.read(), asker, source.group)
    await transfers.spend(asker.session.tokenHash)
    const { blocks: read } = await documents.cleanText(d)
    const blocks = read.map((block) => ({ ...block, attrs: { ...block.attrs, bid: null } }))
    const { digits } = source
    const { language } = headOf(source)
    const copy = {
      ...newDocument(ports, source.group, { title: title ?? source.title, language }, me.id),
      ...(digits !== undefined && { digits }),
    }
    await fillNew(ports, copy, blocks)
    res.status(201).json(shown(await publishDocument(ports, copy, asker)))
  })

  /** To the trash; with `forever`, out of the trash and of the store [DOC104]. */
  router.delete('/api/documents/:d', async (req, res) => {
    const { d } = documentPath.parse(req.params)
    const asker = askerOf(req)
    const isForever = eraseQuery.parse(req.query).forever !== undefined
    const { me } = inDocument(meta.read(), asker, d, 'manage')
    // What was done in a text that is about to be gone is in the chain first.
    if (isForever) await audit.settled()
    await meta.transact((known) => {
      const { document } = inDocument(known, asker, d, 'manage')
      if (!isForever) {
        const trashedAt = document.trashedAt ?? clock.now()
        return { meta: putDocument(known, { ...document, trashedAt }), result: null }
      }
      if (document.trashedAt === null) throw new HttpError('conflict', { key: 'not-in-trash' })
      return { meta: dropDocument(known, d), result: null }
    }, me.id)
    bus.publish({ type: 'document', document: d })
    if (isForever) await documents.remove(d)
    res.status(204).end()
  })

  /**
   * The log entry is the law; the copy in the metadata follows it. Leaving `final` needs a written reason. A repeat
   * of the stage that holds writes nothing [DOC103].
   */
  router.put('/api/documents/:d/stage', async (req, res) => {
    const { d } = documentPath.parse(req.params)
    const { me } = inDocument(meta.read(), askerOf(req), d, 'manage')
    const { stage, reason = '', acknowledged } = stageBody.parse(req.body)
    const wish = { stage, reason: reason === '' ? null : reason, acknowledged }
    const { answer: set, document: changed } = await stageCopy.around(d, () =>
      finals.setStage(d, me.id, wish),
    )
    if (!set.ok) throw stageError(set.error)
    if (changed === null) throw new HttpError('not-found')
    bus.publish({ type: 'document', document: d })
    res.json({ ...shown(changed), seq: set.value })
  })
}
