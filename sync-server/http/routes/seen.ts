import type { Router } from 'express'
import { z } from 'zod'
import type { ApiSeen } from '#core/protocol/api.ts'
import { askerOf, inDocument } from '../asker.ts'
import type { HttpPorts } from '../http-ports.ts'
import { Limit } from '../rate-limits.ts'
import { documentPath } from './input.ts'

const seenBody = z.object({ seq: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER) })

/** Each member's own mark, and nobody else's [DOC350]. */
export const addSeenRoutes = (
  router: Router,
  { meta, documents, seenMarks, news, rates }: HttpPorts,
): void => {
  const limit = new Limit(rates.seen)

  router.get('/api/documents/:d/seen', async (req, res) => {
    const { d } = documentPath.parse(req.params)
    const { me } = inDocument(meta.read(), askerOf(req), d, 'read')
    const mark = await seenMarks.get(d, me.id)
    const answer: ApiSeen = { seq: mark?.seq ?? null, at: mark?.at ?? null }
    res.json(answer)
  })

  /** What the log does not have nobody has seen: a number of a history that was replaced counts as the end of this one. */
  router.put('/api/documents/:d/seen', async (req, res) => {
    const { d } = documentPath.parse(req.params)
    const { me } = inDocument(meta.read(), askerOf(req), d, 'read')
    const { seq } = seenBody.parse(req.body)
    await limit.spend(me.id)
    const last = await documents.seq(d)
    const mark = await news.markSeen(d, me.id, Math.min(seq, last))
    const answer: ApiSeen = { seq: mark.seq, at: mark.at }
    res.json(answer)
  })
}
