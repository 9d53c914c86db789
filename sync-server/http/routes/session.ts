import type { Router } from 'express'
import { z } from 'zod'
import { permits } from '#core/access/permits.ts'
import type { ApiNewInvitation, ApiSession } from '#core/protocol/api.ts'
import type { Member } from '../../store/meta-store.ts'
import { askerOf, askerOrNull, managesGroup } from '../asker.ts'
import { HttpError } from '../http-error.ts'
import type { HttpPorts } from '../http-ports.ts'
import { newInvitation } from '../new-invitation.ts'
import { addInvitation, apiGroup, apiMember, firstGroup, presentMember } from '../people.ts'
import { sessionCookie } from '../session-cookie.ts'
import { id, memberPath } from './input.ts'

const HOUR = 60 * 60 * 1000
const linkBody = z.object({ group: id.optional() }).nullish()

export const addSessionRoutes = (router: Router, ports: HttpPorts): void => {
  const { meta, sessions, bus, clock, settings } = ports
  const https = settings.publicUrl.startsWith('https:')

  /** A stranger is told so, with 200: the page of the signed-out asks too, and browsers print a 401 as an error. */
  router.get('/api/session', (req, res) => {
    const members = askerOrNull(req)?.members ?? []
    const known = meta.read()
    const first = firstGroup(known)
    const answer: ApiSession = {
      memberships: members.flatMap((member) => {
        const group = known.groups[member.group]
        return group === undefined ? [] : [{ member: apiMember(member), group: apiGroup(group) }]
      }),
      mayCreateGroups: members.some(
        (member) => member.group === first?.id && permits(member.role, 'drafting', 'manage'),
      ),
    }
    res.json(answer)
  })

  /** Without a session there is nothing to end: the cookie goes, 204 all the same. */
  router.delete('/api/session', async (req, res) => {
    const asker = askerOrNull(req)
    if (asker !== null) await sessions.remove(asker.session.tokenHash)
    for (const { group, id: member } of asker?.members ?? []) bus.publish({ type: 'access', group, member })
    res.append('Set-Cookie', sessionCookie('', https)).status(204).end()
  })

  const deviceLink = async (member: Member, by: string): Promise<ApiNewInvitation> => {
    const { invitation, answer } = newInvitation(ports, {
      group: member.group,
      role: member.role,
      member: member.id,
      uses: 1,
      expiresAt: clock.now() + HOUR,
      by,
    })
    await meta.transact((known) => addInvitation(known, invitation), by)
    return answer
  }

  router.post('/api/session/device-link', async (req, res) => {
    const { members } = askerOf(req)
    const group = linkBody.parse(req.body)?.group
    const member = group === undefined ? members[0] : members.find((one) => one.group === group)
    if (member === undefined) throw new HttpError('not-found')
    res.status(201).json(await deviceLink(member, member.id))
  })

  /** For a lost or stolen device: all devices of the member are signed out, the link lets one in again. */
  router.post('/api/groups/:g/members/:m/device-link', async (req, res) => {
    const { g, m } = memberPath.parse(req.params)
    const { me } = managesGroup(meta.read(), askerOf(req), g)
    const member = presentMember(meta.read(), g, m)
    if (member.id !== me.id) await sessions.removeMember(member.id)
    bus.publish({ type: 'access', group: g, member: m })
    res.status(201).json(await deviceLink(member, me.id))
  })
}
