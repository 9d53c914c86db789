import { leastUsedColor } from '#core/access/member-color.ts'
import type { Role } from '#core/access/roles.ts'
import type { ApiGroup, ApiInvitation, ApiMember } from '#core/protocol/api.ts'
import { foldName } from '#core/text/fold.ts'
import type { Group, Invitation, Member, Meta } from '../store/meta-store.ts'
import { HttpError } from './http-error.ts'

/** Pure changes of the metadata about people. Each throws an HttpError and changes nothing when it may not be. */

interface Change<T> {
  readonly meta: Meta
  readonly result: T
}

export const membersOf = (meta: Meta, group: string): readonly Member[] =>
  Object.values(meta.members).filter((member) => member.group === group)

const present = (member: Member): boolean => member.removedAt === null

const assertNameFree = (meta: Meta, group: string, foldedName: string, except: string | null): void => {
  const taken = membersOf(meta, group).some(
    (member) => present(member) && member.foldedName === foldedName && member.id !== except,
  )
  if (taken) throw new HttpError('name-taken')
}

/** The group that was made with the server: the oldest. */
export const firstGroup = (meta: Meta): Group | null =>
  Object.values(meta.groups).reduce<Group | null>(
    (first, group) => (first === null || group.createdAt < first.createdAt ? group : first),
    null,
  )

/** Why an invitation opens nothing now, or null when it does. */
const whyGone = (
  invitation: Invitation,
  now: number,
): 'expired-invitation' | 'used-invitation' | 'revoked-invitation' | null => {
  if (invitation.revokedAt !== null) return 'revoked-invitation'
  if (invitation.expiresAt !== null && invitation.expiresAt <= now) return 'expired-invitation'
  return invitation.usesLeft < 1 ? 'used-invitation' : null
}

/** The invitation of a token, whether it still opens anything or not: 404 when unknown. */
export const invitationOf = (meta: Meta, tokenHash: string): Invitation => {
  const invitation = Object.values(meta.invitations).find((one) => one.tokenHash === tokenHash)
  if (invitation === undefined || meta.groups[invitation.group] === undefined)
    throw new HttpError('not-found', { key: 'unknown-invitation' })
  return invitation
}

/** The invitation that a token opens: 404 when unknown, 410 when expired, used or revoked [ACC104]. */
export const openInvitation = (meta: Meta, tokenHash: string, now: number): Invitation => {
  const invitation = invitationOf(meta, tokenHash)
  const reason = whyGone(invitation, now)
  if (reason !== null) throw new HttpError('invitation-gone', { key: reason })
  const holder = invitation.member === null ? null : meta.members[invitation.member]
  if (holder !== null && (holder === undefined || !present(holder)))
    throw new HttpError('invitation-gone', { key: 'revoked-invitation' })
  return invitation
}

const spend = (meta: Meta, invitation: Invitation): Meta => ({
  ...meta,
  invitations: { ...meta.invitations, [invitation.id]: { ...invitation, usesLeft: invitation.usesLeft - 1 } },
})

export interface NewMember {
  readonly id: string
  readonly name: string | null
  readonly now: number
}

/**
 * Takes one use of the invitation and makes the member, or names the member whose device link it is: in one
 * change, so that of two people with one use left exactly one gets in [ACC105].
 */
export const join = (meta: Meta, tokenHash: string, { id, name, now }: NewMember): Change<Member> => {
  const invitation = openInvitation(meta, tokenHash, now)
  if (invitation.member !== null) {
    const holder = meta.members[invitation.member]
    if (holder === undefined) throw new HttpError('invitation-gone')
    return { meta: spend(meta, invitation), result: holder }
  }
  if (name === null) throw new HttpError('bad-request', { key: 'bad-name' })
  return addMember(spend(meta, invitation), { id, group: invitation.group, name, role: invitation.role, now })
}

export const addMember = (
  meta: Meta,
  who: {
    readonly id: string
    readonly group: string
    readonly name: string
    readonly role: Role
    readonly now: number
  },
): Change<Member> => {
  const foldedName = foldName(who.name)
  assertNameFree(meta, who.group, foldedName, null)
  const member: Member = {
    id: who.id,
    group: who.group,
    name: who.name,
    foldedName,
    role: who.role,
    color: leastUsedColor(
      membersOf(meta, who.group)
        .filter(present)
        .map((one) => one.color),
    ),
    joinedAt: who.now,
    removedAt: null,
  }
  return { meta: { ...meta, members: { ...meta.members, [member.id]: member } }, result: member }
}

/** A member of the group who has not been removed; 404 otherwise. */
export const presentMember = (meta: Meta, group: string, id: string): Member => {
  const member = Object.hasOwn(meta.members, id) ? meta.members[id] : undefined
  if (member === undefined || member.group !== group || !present(member)) throw new HttpError('not-found')
  return member
}

const isLastFacilitator = (meta: Meta, member: Member): boolean =>
  member.role === 'facilitator' &&
  !membersOf(meta, member.group).some(
    (other) => other.id !== member.id && other.role === 'facilitator' && present(other),
  )

/** A new role or name; the last facilitator stays one [ACC109]. */
export const changeMember = (
  meta: Meta,
  member: Member,
  change: { readonly role?: Role | undefined; readonly name?: string | undefined },
): Change<Member> => {
  const role = change.role ?? member.role
  const name = change.name ?? member.name
  const foldedName = foldName(name)
  if (role !== 'facilitator' && isLastFacilitator(meta, member)) throw new HttpError('last-facilitator')
  assertNameFree(meta, member.group, foldedName, member.id)
  const changed = { ...member, role, name, foldedName }
  return { meta: { ...meta, members: { ...meta.members, [member.id]: changed } }, result: changed }
}

/** The member stays as an author and can do nothing any more; the last facilitator cannot be removed [ACC109]. */
export const removeMember = (meta: Meta, member: Member, now: number): Change<null> => {
  if (isLastFacilitator(meta, member)) throw new HttpError('last-facilitator')
  const removed = { ...member, removedAt: now }
  return { meta: { ...meta, members: { ...meta.members, [member.id]: removed } }, result: null }
}

export const addInvitation = (meta: Meta, invitation: Invitation): Change<null> => ({
  meta: { ...meta, invitations: { ...meta.invitations, [invitation.id]: invitation } },
  result: null,
})

export const addGroup = (meta: Meta, group: Group): Change<null> => ({
  meta: { ...meta, groups: { ...meta.groups, [group.id]: group } },
  result: null,
})

export const apiGroup = ({ id, name, filesMayName }: Group): ApiGroup => ({
  id,
  name,
  ...(filesMayName === true && { filesMayName }),
})

export const apiMember = ({ id, group, name, role, color, removedAt }: Member): ApiMember => ({
  id,
  group,
  name,
  role,
  color,
  ...(removedAt === null ? {} : { removed: true as const }),
})

export const apiInvitation = (invitation: Invitation): ApiInvitation => ({
  id: invitation.id,
  role: invitation.role,
  usesLeft: invitation.usesLeft,
  expiresAt: invitation.expiresAt,
  createdAt: invitation.createdAt,
  revoked: invitation.revokedAt !== null,
})
