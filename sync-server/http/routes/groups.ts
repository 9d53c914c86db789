import type { Router } from 'express'
import { z } from 'zod'
import { permits } from '#core/access/permits.ts'
import { ROLES } from '#core/access/roles.ts'
import type { Member } from '../../store/meta-store.ts'
import { askerOf, inGroup, managesGroup } from '../asker.ts'
import { HttpError } from '../http-error.ts'
import type { HttpPorts } from '../http-ports.ts'
import { personName } from '../names.ts'
import {
  addGroup,
  addMember,
  apiGroup,
  apiMember,
  changeMember,
  firstGroup,
  membersOf,
  presentMember,
  removeMember,
} from '../people.ts'
import { newId } from '../secrets.ts'
import { groupPath, memberPath } from './input.ts'

const newGroupBody = z.object({ name: personName })
const groupBody = z.object({
  name: personName.optional(),
  viewersSeeAuthors: z.boolean().optional(),
  mailMayQuote: z.boolean().optional(),
  filesMayName: z.boolean().optional(),
})
const memberBody = z.object({ role: z.enum(ROLES).optional(), name: personName.optional() })

/** Removed members stay in the list, so that the authors of what they wrote have names. */
const byJoining = (a: Member, b: Member): number => a.joinedAt - b.joinedAt || (a.id < b.id ? -1 : 1)

export const addGroupRoutes = (router: Router, ports: HttpPorts): void => {
  const { meta, sessions, seenMarks, bus, clock, random, inbox, mail } = ports

  router.get('/api/groups', (req, res) => {
    const { groups } = meta.read()
    const found = askerOf(req).members.flatMap(({ group }) => groups[group] ?? [])
    res.json({ groups: found.map(apiGroup) })
  })

  /**
   * The founder is the new group's first facilitator, under the name of the first group. The session knows the new
   * member before the group is there: a member that is not there (yet) counts for nothing, while a group whose only
   * member nobody is could be entered by nobody [DOC330].
   */
  router.post('/api/groups', async (req, res) => {
    const asker = askerOf(req)
    const first = firstGroup(meta.read())
    const founder = asker.members.find(
      (member) => member.group === first?.id && permits(member.role, 'drafting', 'manage'),
    )
    if (founder === undefined) throw new HttpError('forbidden', { key: 'only-facilitators' })
    const { name } = newGroupBody.parse(req.body)
    const now = clock.now()
    const group = { id: newId(random), name, createdAt: now, viewersSeeAuthors: false }
    const id = newId(random)
    if (!(await sessions.addMember(asker.session.tokenHash, id))) throw new HttpError('not-signed-in')
    const member = await meta.transact(
      (known) =>
        addMember(addGroup(known, group).meta, {
          id,
          group: group.id,
          name: founder.name,
          role: 'facilitator',
          now,
        }),
      id,
    )
    res.status(201).json({ ...apiGroup(group), member: apiMember(member) })
  })

  router.patch('/api/groups/:g', async (req, res) => {
    const { g } = groupPath.parse(req.params)
    const { me } = managesGroup(meta.read(), askerOf(req), g)
    const change = groupBody.parse(req.body)
    const group = await meta.transact((known) => {
      const { group: old } = managesGroup(known, askerOf(req), g)
      const changed = {
        ...old,
        name: change.name ?? old.name,
        viewersSeeAuthors: change.viewersSeeAuthors ?? old.viewersSeeAuthors,
        mailMayQuote: change.mailMayQuote ?? old.mailMayQuote === true,
        filesMayName: change.filesMayName ?? old.filesMayName === true,
      }
      return { ...addGroup(known, changed), result: changed }
    }, me.id)
    res.json({
      ...apiGroup(group),
      viewersSeeAuthors: group.viewersSeeAuthors,
      mailMayQuote: group.mailMayQuote === true,
      filesMayName: group.filesMayName === true,
    })
  })

  /** A viewer sees nobody but themselves, unless the group shows authors to viewers [ACC112]. */
  router.get('/api/groups/:g/members', (req, res) => {
    const { g } = groupPath.parse(req.params)
    const known = meta.read()
    const { group, me } = inGroup(known, askerOf(req), g)
    const seesAll = permits(me.role, 'drafting', 'follow') || group.viewersSeeAuthors
    const seen = seesAll ? [...membersOf(known, g)].sort(byJoining) : [me]
    res.json({ members: seen.map(apiMember) })
  })

  router.patch('/api/groups/:g/members/:m', async (req, res) => {
    const { g, m } = memberPath.parse(req.params)
    const { me } = managesGroup(meta.read(), askerOf(req), g)
    const change = memberBody.parse(req.body)
    const member = await meta.transact((known) => {
      managesGroup(known, askerOf(req), g)
      return changeMember(known, presentMember(known, g, m), change)
    }, me.id)
    bus.publish({ type: 'access', group: g, member: m })
    res.json(apiMember(member))
  })

  /** Everybody may leave by themselves; facilitators remove others. */
  router.delete('/api/groups/:g/members/:m', async (req, res) => {
    const { g, m } = memberPath.parse(req.params)
    const { me } = inGroup(meta.read(), askerOf(req), g)
    if (me.id !== m) managesGroup(meta.read(), askerOf(req), g)
    await meta.transact((known) => {
      if (me.id !== m) managesGroup(known, askerOf(req), g)
      return removeMember(known, presentMember(known, g, m), clock.now())
    }, me.id)
    bus.publish({ type: 'access', group: g, member: m })
    await mail.remove(m)
    await inbox.forgetMember(m)
    await seenMarks.removeMember(m)
    res.status(204).end()
  })
}
