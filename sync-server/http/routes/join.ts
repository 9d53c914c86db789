import type { Router } from 'express'
import { z } from 'zod'
import type { ApiInvitationLook, ApiJoined } from '#core/protocol/api.ts'
import { foldName } from '#core/text/fold.ts'
import type { Member } from '../../store/meta-store.ts'
import { askerOrNull } from '../asker.ts'
import type { Asker } from '../asker.ts'
import { HttpError } from '../http-error.ts'
import type { HttpPorts } from '../http-ports.ts'
import { personName } from '../names.ts'
import { apiGroup, apiMember, join, openInvitation } from '../people.ts'
import { Limit, limited } from '../rate-limits.ts'
import { hashSecret, newId, newSecret } from '../secrets.ts'
import { sessionCookie } from '../session-cookie.ts'
import { token } from './input.ts'

const joinBody = z.object({ token, name: personName.optional() })
const lookBody = z.object({ token })

/** Who this device is already in the group of the invitation. */
const alreadyIn = (asker: Asker | null, group: string): Member | null =>
  asker?.members.find((member) => member.group === group) ?? null

export const addJoinRoutes = (router: Router, ports: HttpPorts): void => {
  const { meta, sessions, clock, random, settings, rates } = ports
  const https = settings.publicUrl.startsWith('https:')
  const failures = new Limit(rates.failedJoins)
  const joins = limited(new Limit(rates.joins), (req) => req.ip ?? '')

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

  /**
   * A session before its member is there: what stops the server in between leaves a session that nobody holds the
   * secret of, instead of a used-up invitation and a member that nobody is [DOC330].
   */
  const newSession = async (members: readonly string[], now: number) => {
    const secret = newSecret(random)
    const tokenHash = hashSecret(secret)
    await sessions.put({ tokenHash, members, createdAt: now, seenAt: now })
    return { secret, forget: () => sessions.remove(tokenHash).catch(() => undefined) }
  }

  router.post('/api/join', joins, async (req, res) => {
    const body = joinBody.parse(req.body)
    const now = clock.now()
    const asker = askerOrNull(req)
    const answer = await guarded(req.ip ?? '', async () => {
      const tokenHash = hashSecret(body.token)
      const invitation = openInvitation(meta.read(), tokenHash, now)
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
      const who = { id, name: body.name ?? null, now }
      // What would be refused now is refused before anything is stored.
      join(meta.read(), tokenHash, who)
      const others = asker?.members.map((member) => member.id) ?? []
      const { secret, forget } = await newSession([...others, id], now)
      try {
        return { member: await meta.transact((known) => join(known, tokenHash, who), id), secret }
      } catch (error) {
        await forget()
        throw error
      }
    })
    if (answer.secret !== null) {
      if (asker !== null) await sessions.remove(asker.session.tokenHash)
      res.append('Set-Cookie', sessionCookie(answer.secret, https))
      ports.bus.publish({ type: 'access', group: answer.member.group, member: answer.member.id })
    }
    res.status(answer.secret === null ? 200 : 201).json(joined(answer.member))
  })

  /** What a link is for, before it is used: whether to ask for a name, or why it opens nothing. */
  router.post('/api/join/look', joins, async (req, res) => {
    const body = lookBody.parse(req.body)
    const invitation = await guarded(req.ip ?? '', async () =>
      openInvitation(meta.read(), hashSecret(body.token), clock.now()),
    )
    const { groups, members } = meta.read()
    const here = alreadyIn(askerOrNull(req), invitation.group)
    const answer: ApiInvitationLook = {
      group: { id: invitation.group, name: groups[invitation.group]?.name ?? '' },
      role: invitation.role,
      device: invitation.member === null ? null : (members[invitation.member]?.name ?? null),
      already: here === null ? null : apiMember(here),
    }
    res.json(answer)
  })
}
