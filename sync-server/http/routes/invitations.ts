import type { Router } from 'express'
import { z } from 'zod'
import { ROLES } from '#core/access/roles.ts'
import { askerOf, managesGroup } from '../asker.ts'
import { HttpError } from '../http-error.ts'
import type { HttpPorts } from '../http-ports.ts'
import { newInvitation } from '../new-invitation.ts'
import { addInvitation, apiInvitation } from '../people.ts'
import { groupPath, invitationPath } from './input.ts'

const HOUR = 60 * 60 * 1000
const DEFAULT_HOURS = 14 * 24

const invitationBody = z.object({
  role: z.enum(ROLES),
  uses: z.int().min(1).max(1_000).default(1),
  /** Null: until it is used or withdrawn. */
  expiresInHours: z.number().positive().max(10_000).nullable().default(DEFAULT_HOURS),
  documents: z.unknown().optional(),
})

export const addInvitationRoutes = (router: Router, ports: HttpPorts): void => {
  const { meta, clock } = ports

  router.post('/api/groups/:g/invitations', async (req, res) => {
    const { g } = groupPath.parse(req.params)
    const { me } = managesGroup(meta.read(), askerOf(req), g)
    const wish = invitationBody.parse(req.body)
    if (wish.documents !== undefined) throw new HttpError('bad-request', { key: 'no-document-invitations' })
    const expiresAt =
      wish.expiresInHours === null ? null : Math.round(clock.now() + wish.expiresInHours * HOUR)
    const { role, uses } = wish
    const { invitation, answer } = newInvitation(ports, {
      group: g,
      role,
      member: null,
      uses,
      expiresAt,
      by: me.id,
    })
    await meta.transact((known) => {
      managesGroup(known, askerOf(req), g)
      return addInvitation(known, invitation)
    }, me.id)
    res.status(201).json(answer)
  })

  /** Device links are their members' own and not in the list. */
  router.get('/api/groups/:g/invitations', (req, res) => {
    const { g } = groupPath.parse(req.params)
    managesGroup(meta.read(), askerOf(req), g)
    const found = Object.values(meta.read().invitations).filter(
      ({ group, member }) => group === g && member === null,
    )
    res.json({ invitations: found.sort((a, b) => a.createdAt - b.createdAt).map(apiInvitation) })
  })

  /** Withdraws a link. Whoever joined by it stays. A repeat changes nothing. */
  router.delete('/api/groups/:g/invitations/:i', async (req, res) => {
    const { g, i } = invitationPath.parse(req.params)
    const { me } = managesGroup(meta.read(), askerOf(req), g)
    await meta.transact((known) => {
      managesGroup(known, askerOf(req), g)
      const invitation = Object.hasOwn(known.invitations, i) ? known.invitations[i] : undefined
      if (invitation === undefined || invitation.group !== g) throw new HttpError('not-found')
      return addInvitation(known, { ...invitation, revokedAt: invitation.revokedAt ?? clock.now() })
    }, me.id)
    res.status(204).end()
  })
}
