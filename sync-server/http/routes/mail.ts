import type { Router } from 'express'
import { z } from 'zod'
import { MAIL_EVERY, type ApiMailSettings } from '#core/protocol/api-inbox.ts'
import { askerOf, inGroup } from '../asker.ts'
import { HttpError } from '../http-error.ts'
import type { HttpPorts } from '../http-ports.ts'
import type { MailSetting } from '../inbox-host.ts'
import { LANGUAGES } from '../messages.ts'
import { Limit } from '../rate-limits.ts'
import { hashSecret } from '../secrets.ts'
import { groupPath } from './input.ts'

/** One address and nothing around it: no name, no list, no line break [ACC626]. */
const address = z
  .email()
  .max(254)
  .regex(/^[\x21-\x7e]+$/)

const mailBody = z.object({
  address: address.nullable(),
  every: z.enum(MAIL_EVERY),
  language: z.enum(LANGUAGES).default('ar'),
  again: z.boolean().default(false),
})

export const addMailRoutes = (router: Router, { meta, mail, rates }: HttpPorts): void => {
  const byMember = new Limit(rates.confirmations)
  const byAddress = new Limit(rates.confirmations)

  const answer = (setting: MailSetting | null, mayQuote: boolean): ApiMailSettings => ({
    offered: mail.isOffered,
    address: setting?.address ?? null,
    every: setting?.every ?? 'day',
    state: setting === null ? 'off' : setting.confirmedAt === null ? 'unconfirmed' : 'confirmed',
    refused: setting?.refused ?? false,
    mayQuote,
  })

  /** One's own, whoever one is: nobody is told anybody else's [ACC627]. */
  router.get('/api/groups/:g/members/me/mail', async (req, res) => {
    const { g } = groupPath.parse(req.params)
    const { me, group } = inGroup(meta.read(), askerOf(req), g)
    res.json(answer(await mail.of(me.id), group.mailMayQuote === true))
  })

  router.put('/api/groups/:g/members/me/mail', async (req, res) => {
    const { g } = groupPath.parse(req.params)
    const { me, group } = inGroup(meta.read(), askerOf(req), g)
    const parsed = mailBody.safeParse(req.body)
    if (!parsed.success) {
      const isAddress = parsed.error.issues.some(({ path }) => path[0] === 'address')
      throw new HttpError('bad-request', isAddress ? { key: 'bad-address' } : {})
    }
    const wish = parsed.data
    const mayQuote = group.mailMayQuote === true
    if (wish.address === null) {
      await mail.remove(me.id)
      res.json(answer(null, mayQuote))
      return
    }
    if (!mail.isOffered) throw new HttpError('conflict', { key: 'no-mail' })
    const given = { ...wish, address: wish.address }
    const setting = await mail.give(me.id, given, async () => {
      await byMember.spend(me.id)
      // One person may be a member many times over; a mailbox is flooded by nobody [ACC621].
      await byAddress.spend(hashSecret(given.address.toLowerCase()))
    })
    res.json(answer(setting, mayQuote))
  })
}
