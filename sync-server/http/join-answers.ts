import type { Invitation, JoinAnswer, Member, Meta } from '../store/meta-store.ts'

/**
 * Joining again by the same device, whose answer was lost on the way: the server knows it by a key that the device drew
 * before it asked, and lets it in as who it is already [ACC120]. Pure.
 */

/** For so long after a join, milliseconds: a night without power or network, and no longer than that. */
export const ANSWERED_AGAIN_MS = 24 * 60 * 60 * 1_000

const isRecent = (answer: JoinAnswer, now: number): boolean => now - answer.at < ANSWERED_AGAIN_MS

/** What one device was answered: who it is, and the salt of its session's secret. */
export interface Answered {
  readonly member: Member
  readonly salt: string
}

/**
 * What was answered to the join with this key by this token; null when there was none, when it is too long ago, when
 * the invitation was withdrawn since, or its member removed.
 */
export const answeredTo = (meta: Meta, tokenHash: string, keyHash: string, now: number): Answered | null => {
  const invitation = Object.values(meta.invitations).find((one) => one.tokenHash === tokenHash)
  if (invitation === undefined || invitation.revokedAt !== null) return null
  const answer = invitation.answered?.find((one) => one.keyHash === keyHash)
  if (answer === undefined || !isRecent(answer, now)) return null
  const member = meta.members[answer.member]
  return member === undefined || member.removedAt !== null ? null : { member, salt: answer.salt }
}

const withoutOld = (invitation: Invitation, now: number): Invitation => {
  const { answered, ...rest } = invitation
  if (answered === undefined || answered.every((one) => isRecent(one, now))) return invitation
  const recent = answered.filter((one) => isRecent(one, now))
  return recent.length === 0 ? rest : { ...rest, answered: recent }
}

/** Remembers an answer beside its invitation, instead of an earlier one to the same key; what is too old in any goes. */
export const rememberAnswer = (meta: Meta, tokenHash: string, answer: JoinAnswer): Meta => ({
  ...meta,
  invitations: Object.fromEntries(
    Object.entries(meta.invitations).map(([id, one]) => {
      const kept = withoutOld(one, answer.at)
      if (kept.tokenHash !== tokenHash) return [id, kept]
      const others = (kept.answered ?? []).filter(({ keyHash }) => keyHash !== answer.keyHash)
      return [id, { ...kept, answered: [...others, answer] }]
    }),
  ),
})
