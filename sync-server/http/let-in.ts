import type { AuditedMeta } from '../audit/audited-meta.ts'
import type { Member, Meta } from '../store/meta-store.ts'
import type { SessionStore } from '../store/session-store.ts'
import type { Asker } from './asker.ts'
import { HttpError } from './http-error.ts'
import { answeredTo, rememberAnswer } from './join-answers.ts'
import { join } from './people.ts'
import { hashSecret, newSecret, sessionSecret, type RandomBytes } from './secrets.ts'

/** By what a device asks: the token of an invitation, and the key that it drew for asking again [ACC120]. */
export interface Asked {
  readonly token: string
  readonly key?: string | undefined
}

/** Who a device is in the group of the invitation, with the secret of its session. */
export interface LetIn {
  readonly member: Member
  readonly salt: string
  readonly secret: string
}

/** What makes a member, or adds a device to one. */
export interface Joining extends Asked {
  readonly name: string | null
  /** Of the new member, or of the one whose device link it is. */
  readonly id: string
  /** Who this device is in other groups. */
  readonly others: readonly string[]
  readonly now: number
}

/** Who this device is already in the group of an invitation. */
export const alreadyIn = (asker: Asker | null, group: string): Member | null =>
  asker?.members.find((member) => member.group === group) ?? null

const keyHashOf = (token: string, key: string): string => hashSecret(`${token}\0${key}`)

/** What this device was answered before, whether it heard it or not. */
const letInBefore = (meta: Meta, { token, key }: Asked, now: number): LetIn | null => {
  if (key === undefined) return null
  const answered = answeredTo(meta, hashSecret(token), keyHashOf(token, key), now)
  return answered === null ? null : { ...answered, secret: sessionSecret(token, key, answered.salt) }
}

/** Lets devices into groups, and once more those that did not hear that they are in. */
export class LettingIn {
  readonly #meta: AuditedMeta
  readonly #sessions: SessionStore
  readonly #random: RandomBytes

  constructor(ports: {
    readonly meta: AuditedMeta
    readonly sessions: SessionStore
    readonly random: RandomBytes
  }) {
    this.#meta = ports.meta
    this.#sessions = ports.sessions
    this.#random = ports.random
  }

  /**
   * Whom this device was let in as, if its session still stands: who was signed out since, or removed, is not let in by
   * having been in.
   */
  async before(asked: Asked, now: number): Promise<LetIn | null> {
    const before = letInBefore(this.#meta.read(), asked, now)
    if (before === null) return null
    const session = await this.#sessions.get(hashSecret(before.secret))
    return session?.members.includes(before.member.id) === true ? before : null
  }

  /** Into the session that the device has without knowing, with what it is elsewhere by now. 409 when it is another member by now. */
  async again(before: LetIn, asker: Asker | null): Promise<LetIn> {
    const here = alreadyIn(asker, before.member.group)
    if (here !== null && here.id !== before.member.id)
      throw new HttpError('conflict', { key: 'already-member' })
    for (const { id } of asker?.members ?? []) await this.#sessions.addMember(hashSecret(before.secret), id)
    return before
  }

  /** One use of the invitation, and its member, and a session of that. Of two requests with one key the later finds the earlier's. */
  async join({ token, key, name, id, others, now }: Joining): Promise<LetIn> {
    const tokenHash = hashSecret(token)
    const who = { id, name, now }
    const ended = letInBefore(this.#meta.read(), { token, key }, now)
    // What would be refused now is refused before anything is stored.
    join(this.#meta.read(), tokenHash, who)
    const salt = newSecret(this.#random)
    const secret = key === undefined ? newSecret(this.#random) : sessionSecret(token, key, salt)
    const { forget } = await this.#newSession(secret, [...others, id], now)
    try {
      const letIn = await this.#meta.transact((known) => {
        const twin = letInBefore(known, { token, key }, now)
        if (twin !== null && twin.salt !== ended?.salt) return { meta: known, result: twin }
        const { meta, result: member } = join(known, tokenHash, who)
        const result = { member, salt, secret }
        if (key === undefined) return { meta, result }
        const answer = { keyHash: keyHashOf(token, key), member: member.id, salt, at: now }
        return { meta: rememberAnswer(meta, tokenHash, answer), result }
      }, id)
      if (letIn.secret !== secret) await forget()
      return letIn
    } catch (error) {
      await forget()
      throw error
    }
  }

  /**
   * A session before its member is there: what stops the server in between leaves a session that nobody holds the
   * secret of, instead of a used-up invitation and a member that nobody is [DOC330].
   */
  async #newSession(secret: string, members: readonly string[], now: number) {
    const tokenHash = hashSecret(secret)
    await this.#sessions.put({ tokenHash, members, createdAt: now, seenAt: now })
    return { forget: () => this.#sessions.remove(tokenHash).catch(() => undefined) }
  }
}
