import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Router } from 'express'
import { z } from 'zod'
import { AUDIT_ACTS } from '#core/protocol/api-audit.ts'
import { askerOf, managesGroup } from '../asker.ts'
import type { HttpPorts } from '../http-ports.ts'
import { Limit } from '../rate-limits.ts'
import { groupPath, id } from './input.ts'

const time = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const auditQuery = z.object({
  format: z.enum(['json', 'jsonl']).default('json'),
  before: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  /** One kind of act, or several with commas between them. */
  act: z
    .string()
    .max(1_000)
    .transform((names) => names.split(','))
    .pipe(z.array(z.enum(AUDIT_ACTS)))
    .optional(),
  by: id.optional(),
  member: id.optional(),
  document: id.optional(),
  from: time.optional(),
  to: time.optional(),
})

/** What was done in a group, for its facilitators [AUD7]. */
export const addAuditRoutes = (router: Router, { meta, audit, rates }: HttpPorts): void => {
  const transfers = new Limit(rates.transfers)

  router.get('/api/groups/:g/audit', async (req, res) => {
    const { g } = groupPath.parse(req.params)
    const asker = askerOf(req)
    const { me } = managesGroup(meta.read(), asker, g)
    const { format, act, before, limit, by, member, document, from, to } = auditQuery.parse(req.query)
    if (format === 'json') {
      await audit.settled()
      res.json(
        await audit.find(g, {
          limit,
          acts: act ?? null,
          before: before ?? null,
          by: by ?? null,
          member: member ?? null,
          document: document ?? null,
          from: from ?? null,
          to: to ?? null,
        }),
      )
      return
    }
    await transfers.spend(asker.session.tokenHash)
    await audit.settled()
    await audit.record({ group: g, by: me.id, act: 'audit-downloaded', document: null, details: {} })
    res
      .set('Content-Type', 'application/jsonl; charset=utf-8')
      .set('Content-Disposition', 'attachment; filename="siyagha-audit.jsonl"')
      .set('Cache-Control', 'private, no-store')
    // Who goes away meanwhile ends their own answer only.
    await pipeline(Readable.from(audit.lines(g)), res).catch(() => res.destroy())
  })
}
