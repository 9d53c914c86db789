/** What is tried against the server, in this order. */
export const ATTACKS = [
  'none',
  'random frames',
  'random updates',
  'oversized frames',
  'updates without predecessor',
  'texts of 900,000 characters',
  'the whole text asked for again and again, unread',
  'forged and flooding presence',
  'connections without an end',
  'guessing invitations',
  'files of 9 MB',
] as const

export type AttackName = (typeof ATTACKS)[number]

/** What the attacker knows: a document in which it may write, and the cookie of its session. */
export interface Target {
  readonly port: number
  readonly group: string
  readonly document: string
  readonly cookie: string
}
