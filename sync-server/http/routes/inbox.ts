import type { Router } from 'express'
import { z } from 'zod'
import type { ApiInbox, ApiNotice, ApiReadThrough } from '#core/protocol/api-inbox.ts'
import type { StoredNotice } from '../../room/notices/inbox.ts'
import type { Meta } from '../../store/meta-store.ts'
import { askerOf, inGroup } from '../asker.ts'
import type { HttpPorts } from '../http-ports.ts'
import { groupPath } from './input.ts'

const PAGE = 50
const pageQuery = z.object({
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(PAGE),
})
const readBody = z.object({ through: z.number().int().nonnegative() })

const apiNotice = (meta: Meta, { id, at, by, document, notice }: StoredNotice, read: number): ApiNotice => ({
  id,
  at,
  by,
  name: meta.members[by]?.name ?? '',
  document,
  title: meta.documents[document]?.title ?? '',
  read: id <= read,
  notice,
})

/** Everybody's own inbox, and nobody else's: who asks is whose it is [ACC603]. */
export const addInboxRoutes = (router: Router, { meta, inbox }: HttpPorts): void => {
  router.get('/api/groups/:g/inbox', async (req, res) => {
    const { g } = groupPath.parse(req.params)
    const { before, limit } = pageQuery.parse(req.query)
    const { me } = inGroup(meta.read(), askerOf(req), g)
    const { notices, read, unread } = await inbox.shown(me.id)
    const older = notices.filter(({ id }) => before === undefined || id < before)
    const page = older.slice(0, limit)
    const answer: ApiInbox = {
      entries: page.map((notice) => apiNotice(meta.read(), notice, read)),
      next: older.length > limit ? (page.at(-1)?.id ?? null) : null,
      unread,
    }
    res.json(answer)
  })

  /** Never back: what was read stays read [ACC604]. */
  router.put('/api/groups/:g/inbox/read', async (req, res) => {
    const { g } = groupPath.parse(req.params)
    const { through } = readBody.parse(req.body)
    const { me } = inGroup(meta.read(), askerOf(req), g)
    await inbox.markRead(me.id, through)
    const { unread } = await inbox.shown(me.id)
    const answer: ApiReadThrough = { unread }
    res.json(answer)
  })
}
