import type { Router } from 'express'
import { permits } from '#core/access/permits.ts'
import type { ApiLateEntry } from '#core/protocol/api.ts'
import { askerOf, inDocument } from '../asker.ts'
import type { HttpPorts } from '../http-ports.ts'
import { documentPath } from './input.ts'

export const addLateRoutes = (router: Router, { meta, lateTray }: HttpPorts): void => {
  /** What was refused and kept: authors see their own, facilitators all. Viewers never write, so they have none. */
  router.get('/api/documents/:d/late', async (req, res) => {
    const { d } = documentPath.parse(req.params)
    const { document, me } = inDocument(meta.read(), askerOf(req), d, 'read')
    const seesAll = permits(me.role, document.stage, 'manage')
    const entries = await lateTray.list(d)
    const late: ApiLateEntry[] = entries
      .filter(({ by }) => seesAll || by === me.id)
      .map(({ id, by, at, reason, text }) => ({ id, by, at, reason, text }))
    res.json({ late })
  })
}
