import type { Router } from 'express'
import { z } from 'zod'
import type { ApiInvitationLook, ApiJoined } from '#core/protocol/api.ts'
import { foldName } from '#core/text/fold.ts'
import type { Member } from '../../store/meta-store.ts'
import { askerOrNull } from '../asker.ts'
import { HttpError } from '../http-error.ts'
import type { HttpPorts } from '../http-ports.ts'
import { alreadyIn, LettingIn } from '../let-in.ts'
import { personName } from '../names.ts'
import { apiGroup, apiMember, invitationOf, openInvitation } from '../people.ts'
import { Limit, limited } from '../rate-limits.ts'
import { hashSecret, newId } from '../secrets.ts'
import { sessionCookie } from '../session-cookie.ts'
import { token } from './input.ts'

/** At least 128 random bits of the device, by which it is known again when it did not hear that it is in [ACC120]. */
const key = z
  .string()
  .regex(/^[A-Za-z0-9_-]{22,128}$/)
  .optional()
const joinBody = z.object({ token, name: personName.optional(), key })
const lookBody = z.object({ token, key })

export const addJoinRoutes = (router: Router, ports: HttpPorts): void => {
  const { meta, sessions, clock, random, settings, rates } = ports
  const https = settings.publicUrl.startsWith('https:')
  const failures = new Limit(rates.failedJoins)
  const joins = limited(new Limit(rates.joins), (req) => req.ip ?? '')
  const lettingIn = new LettingIn({ meta, sessions, random })

  /** Counts a token that opens nothing against the address; whoever guesses is stopped before the token is read. */
  const guarded = async <T>(address: string, open: () => Promise<T>): Promise<T> => {
    await failures.peek(address)
    try {
      return await open()
    } catch (error) {
      if (error instanceof HttpError && error.key === 'unknown-invitation') await failures.spend(address)
      throw error
    }
  }

  const joined = (member: Member): ApiJoined => {
    const group = meta.read().groups[member.group]
    if (group === undefined) throw new HttpError('not-found')
    return { member: apiMember(member), group: apiGroup(group) }
  }

  router.post('/api/join', joins, async (req, res) => {
    const body = joinBody.parse(req.body)
    const now = clock.now()
    const asker = askerOrNull(req)
    const answer = await guarded(req.ip ?? '', async () => {
      const before = await lettingIn.before(body, now)
      if (before !== null) return lettingIn.again(before, asker)
      const invitation = openInvitation(meta.read(), hashSecret(body.token), now)
      const here = alreadyIn(asker, invitation.group)
      if (here !== null) {
        const same =
          invitation.member === null
            ? foldName(body.name ?? here.name) === here.foldedName
            : invitation.member === here.id
        if (!same) throw new HttpError('conflict', { key: 'already-member' })
        return { member: here, secret: null }
      }
      const id = invitation.member ?? newId(random)
      const others = asker?.members.map((member) => member.id) ?? []
      return lettingIn.join({ ...body, name: body.name ?? null, id, others, now })
    })
    if (answer.secret !== null) {
      const own = asker?.session.tokenHash
      if (own !== undefined && own !== hashSecret(answer.secret)) await sessions.remove(own)
      res.append('Set-Cookie', sessionCookie(answer.secret, https))
      ports.bus.publish({ type: 'access', group: answer.member.group, member: answer.member.id })
    }
    res.status(answer.secret === null ? 200 : 201).json(joined(answer.member))
  })

  /** What a link is for, before it is used: whether to ask for a name, or why it opens nothing. */
  router.post('/api/join/look', joins, async (req, res) => {
    const body = lookBody.parse(req.body)
    const now = clock.now()
    const tokenHash = hashSecret(body.token)
    const { invitation, here } = await guarded(req.ip ?? '', async () => {
      const before = await lettingIn.before(body, now)
      const found =
        before === null ? openInvitation(meta.read(), tokenHash, now) : invitationOf(meta.read(), tokenHash)
      return { invitation: found, here: before?.member ?? alreadyIn(askerOrNull(req), found.group) }
    })
    const { groups, members } = meta.read()
    const answer: ApiInvitationLook = {
      group: { id: invitation.group, name: groups[invitation.group]?.name ?? '' },
      role: invitation.role,
      device: invitation.member === null ? null : (members[invitation.member]?.name ?? null),
      already: here === null ? null : apiMember(here),
    }
    res.json(answer)
  })
}
