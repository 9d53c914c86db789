import type { Router } from 'express'
import { z } from 'zod'
import { permits } from '#core/access/permits.ts'
import { askerOf, inDocument, inGroup } from '../asker.ts'
import { HttpError } from '../http-error.ts'
import type { HttpPorts } from '../http-ports.ts'
import { Limit } from '../rate-limits.ts'
import { documentPath, groupPath } from './input.ts'

const sinceQuery = z.object({ from: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional() })

/** What others did: for whoever sees names and suggestions, so not for viewers. */
export const addSinceRoutes = (router: Router, { meta, news, rates }: HttpPorts): void => {
  const limit = new Limit(rates.since)

  router.get('/api/documents/:d/since', async (req, res) => {
    const { d } = documentPath.parse(req.params)
    const { me } = inDocument(meta.read(), askerOf(req), d, 'follow')
    const { from } = sinceQuery.parse(req.query)
    await limit.spend(me.id)
    res.json(await news.since(d, me.id, from ?? null))
  })

  router.get('/api/groups/:g/unread', async (req, res) => {
    const { g } = groupPath.parse(req.params)
    const known = meta.read()
    const { me } = inGroup(known, askerOf(req), g)
    if (!permits(me.role, 'drafting', 'follow')) throw new HttpError('forbidden')
    const documents = Object.values(known.documents)
      .filter(({ group, trashedAt }) => group === g && trashedAt === null)
      .map(({ id }) => id)
    res.json({ unread: await news.unread(me.id, documents) })
  })
}
