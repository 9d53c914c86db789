import { json } from 'express'
import type { RequestHandler, Router } from 'express'
import { z } from 'zod'
import { DECISION_VERDICTS } from '#core/protocol/decision.ts'
import { askerOf, inDocument } from '../asker.ts'
import { HttpError } from '../http-error.ts'
import type { HttpPorts } from '../http-ports.ts'
import { Limit } from '../rate-limits.ts'
import { documentPath, id } from './input.ts'

/** A thousand suggestions in one act are more than other bodies may hold. */
const BODY_LIMIT = 1024 * 1024
const MAX_DECISIONS = 5_000
const MAX_PAGE = 500

const decisionPath = z.object({ d: id, decision: id })

/** A suggestion's id as the gate admits it. */
const suggestionId = z.string().regex(/^[A-Za-z0-9_.-]{1,200}$/)

const decideBody = z.object({
  id,
  decisions: z
    .array(z.object({ suggestion: suggestionId, verdict: z.enum(DECISION_VERDICTS) }))
    .min(1)
    .max(MAX_DECISIONS)
    .refine((all) => new Set(all.map(({ suggestion }) => suggestion)).size === all.length),
})

const undoBody = z.object({
  id,
  suggestions: z.array(suggestionId).min(1).max(MAX_DECISIONS).optional(),
})

const pageQuery = z.object({
  after: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(100),
})

/** Reads the bodies of the routes below; has to stand before the reader of all others. */
export const readDecisionBody: RequestHandler = json({
  limit: BODY_LIMIT,
  strict: true,
  type: 'application/json',
})

export const addDecisionRoutes = (router: Router, { meta, documents, rates }: HttpPorts): void => {
  const limit = new Limit(rates.decisions)

  /** Who may decide at this stage accepts and rejects; everybody withdraws their own. The room has the last word. */
  router.post('/api/documents/:d/decisions', async (req, res) => {
    const { d } = documentPath.parse(req.params)
    const asker = askerOf(req)
    const command = decideBody.parse(req.body)
    const onlyWithdraws = command.decisions.every(({ verdict }) => verdict === 'withdraw')
    const { me } = inDocument(meta.read(), asker, d, onlyWithdraws ? 'withdraw' : 'decide')
    await limit.spend(asker.session.tokenHash)
    const decided = await documents.decide(d, me.id, command)
    if (!decided.ok) throw new HttpError(decided.error)
    res.json(decided.value)
  })

  router.post('/api/documents/:d/decisions/:decision/undo', async (req, res) => {
    const { d, decision } = decisionPath.parse(req.params)
    const asker = askerOf(req)
    const { id: command, suggestions } = undoBody.parse(req.body)
    const { me } = inDocument(meta.read(), asker, d, 'withdraw')
    await limit.spend(asker.session.tokenHash)
    const wish = { id: command, ...(suggestions === undefined ? {} : { suggestions }) }
    const undone = await documents.undoDecision(d, me.id, decision, wish)
    if (!undone.ok) throw new HttpError(undone.error)
    res.json(undone.value)
  })

  /** For whoever sees the suggestions themselves. */
  router.get('/api/documents/:d/decisions', async (req, res) => {
    const { d } = documentPath.parse(req.params)
    inDocument(meta.read(), askerOf(req), d, 'follow')
    const { after, limit: count } = pageQuery.parse(req.query)
    res.json(await documents.decisions(d, after ?? null, count))
  })
}
