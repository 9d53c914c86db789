import type { Router } from 'express'
import { z } from 'zod'
import { permits } from '#core/access/permits.ts'
import type { ApiLate } from '#core/protocol/api.ts'
import { askerOf, inDocument } from '../asker.ts'
import type { LateProblem } from '../document-host.ts'
import { HttpError } from '../http-error.ts'
import type { HttpPorts } from '../http-ports.ts'
import { Limit } from '../rate-limits.ts'
import { documentPath, id, noBody } from './input.ts'

const latePath = z.object({ d: id, late: id })
const dismissBody = z.object({ reason: z.string().trim().min(1).max(2_000) })

const lateError = (problem: LateProblem): HttpError => {
  if (problem === 'conflict') return new HttpError('conflict', { key: 'late-returned' })
  if (problem === 'stage') return new HttpError('forbidden', { key: 'late-stage' })
  if (problem === 'refused') return new HttpError('conflict', { key: 'late-refused' })
  return new HttpError(problem)
}

export const addLateRoutes = (router: Router, { meta, documents, rates }: HttpPorts): void => {
  const limit = new Limit(rates.decisions)

  /** What was refused and kept: authors see their own, facilitators all. Viewers never write, so they have none. */
  router.get('/api/documents/:d/late', async (req, res) => {
    const { d } = documentPath.parse(req.params)
    const { document, me } = inDocument(meta.read(), askerOf(req), d, 'read')
    const seesAll = permits(me.role, document.stage, 'manage')
    const { late, dismissed } = await documents.late(d)
    const answer: ApiLate = {
      late: late.filter(({ by }) => seesAll || by === me.id),
      dismissed: dismissed.filter(({ author }) => seesAll || author === me.id),
    }
    res.json(answer)
  })

  /** For facilitators, while the stage lets them suggest. */
  router.post('/api/documents/:d/late/:late/restore', async (req, res) => {
    const { d, late } = latePath.parse(req.params)
    noBody.parse(req.body)
    const asker = askerOf(req)
    const { me } = inDocument(meta.read(), asker, d, 'manage')
    await limit.spend(asker.session.tokenHash)
    const restored = await documents.restoreLate(d, me.id, late)
    if (!restored.ok) throw lateError(restored.error)
    res.json(restored.value)
  })

  /** Facilitators let anything go, authors their own; the log keeps the reason. */
  router.post('/api/documents/:d/late/:late/dismiss', async (req, res) => {
    const { d, late } = latePath.parse(req.params)
    const { reason } = dismissBody.parse(req.body)
    const asker = askerOf(req)
    const { me } = inDocument(meta.read(), asker, d, 'read')
    await limit.spend(asker.session.tokenHash)
    const dismissed = await documents.dismissLate(d, me.id, late, reason)
    if (!dismissed.ok) throw lateError(dismissed.error)
    res.json({ seq: dismissed.value })
  })
}
