import { permits } from '#core/access/permits.ts'
import type { SectionLock } from '#core/locks/section-lock.ts'
import type { ApiLocked, ApiLockSection } from '#core/protocol/api-locks.ts'
import { fail, ok, type Result } from '#core/util/result.ts'
import type { DurableDocument } from './durable-document.ts'
import type { LockAct } from './facts.ts'
import type { RoomPorts } from './room-ports.ts'

/** A document of a few pages has no more sections than this, and every page hears of all of them. */
export const MAX_LOCKS = 200

export type LockFailure =
  | 'unavailable'
  | 'forbidden'
  /** In a final text nothing is locked or unlocked: it is what the certificate says it was. */
  | 'final'
  /** A block that does not stand in the text, or a lock that never was. */
  | 'not-found'
  /** The id is that of another lock. */
  | 'conflict'
  /** The lock of this id was lifted since. */
  | 'lifted'
  | 'too-many'

/** A lock that holds, and whether this very command set it. */
export interface Locked extends ApiLocked {
  readonly isNew: boolean
}

/**
 * The section locks of one document, set and lifted by facilitators: one at a time, each judged in the tick in which
 * it comes, answered when it is durable; whatever comes after is judged by it [LCK2]. Sections may overlap.
 */
export class SectionLocks<Origin> {
  readonly #durable: DurableDocument<Origin>
  readonly #ports: Pick<RoomPorts, 'directory' | 'clock'>

  constructor(durable: DurableDocument<Origin>, ports: Pick<RoomPorts, 'directory' | 'clock'>) {
    this.#durable = durable
    this.#ports = ports
  }

  /** Locks from one block to another, both of which stand in the text. A command that comes twice is carried out once. */
  async lock(member: string, wish: ApiLockSection): Promise<Result<Locked, LockFailure>> {
    const refused = this.#mayNot(member)
    if (refused !== null) return fail(refused)
    const { locks, lifted } = this.#durable.live.stagedFacts
    const { id, from, to, kind } = wish
    const reason = wish.reason ?? null
    const known = locks.find((lock) => lock.id === id)
    if (known !== undefined) return isSame(known, member, wish) ? this.#holds(known) : fail('conflict')
    if (lifted.includes(id)) return fail('lifted')
    if (!this.#isInText([from, to])) return fail('not-found')
    if (locks.length >= MAX_LOCKS) return fail('too-many')
    const lock: SectionLock = { id, from, to, kind, reason, by: member, at: this.#ports.clock.now() }
    const seq = await this.#record(member, [...locks, lock], { lock: id })
    return seq === null ? fail('unavailable') : ok({ lock, seq, isNew: true })
  }

  /** Lifts a lock; resolves to a durable sequence number at which it is lifted, by this command or an earlier one. */
  async unlock(member: string, id: string, reason: string | null): Promise<Result<number, LockFailure>> {
    const refused = this.#mayNot(member)
    if (refused !== null) return fail(refused)
    const { locks, lifted } = this.#durable.live.stagedFacts
    const isThere = locks.some((lock) => lock.id === id)
    if (!isThere && !lifted.includes(id)) return fail('not-found')
    const rest = locks.filter((lock) => lock.id !== id)
    const stored = isThere ? this.#record(member, rest, { unlock: id, reason }) : this.#durable.settled()
    const seq = await stored
    return seq === null ? fail('unavailable') : ok(seq)
  }

  #mayNot(member: string): LockFailure | null {
    if (!this.#durable.isWritable) return 'unavailable'
    const { stage } = this.#durable.live.stagedFacts
    const me = this.#ports.directory.lookup(this.#durable.document, member)
    if (typeof me === 'string' || !permits(me.role, stage, 'manage')) return 'forbidden'
    return stage === 'final' ? 'final' : null
  }

  /** Do these blocks stand in the text as everything admitted leaves it? */
  #isInText(bids: readonly string[]): boolean {
    const missing = new Set(bids)
    this.#durable.live.editAsServer((sequence) => {
      for (let slot = 1; slot < sequence.slots && missing.size > 0; slot++)
        missing.delete(sequence.block(slot).marker.attrs.bid ?? '')
    })
    return missing.size === 0
  }

  async #holds(lock: SectionLock): Promise<Result<Locked, LockFailure>> {
    const seq = await this.#durable.settled()
    return seq === null ? fail('unavailable') : ok({ lock, seq, isNew: false })
  }

  async #record(by: string, locks: readonly SectionLock[], did: LockAct): Promise<number | null> {
    const recorded = await this.#durable.record(by, { type: 'locks', locks, did }, null)
    return recorded.ok ? recorded.value : null
  }
}

const isSame = (lock: SectionLock, member: string, { from, to, kind, reason }: ApiLockSection): boolean =>
  lock.by === member &&
  lock.from === from &&
  lock.to === to &&
  lock.kind === kind &&
  lock.reason === (reason ?? null)
