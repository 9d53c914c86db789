import type { RoomLimits } from './limits.ts'
import { spend, type Allowance, type Rate } from './rate.ts'

type Kind = 'frames' | 'bytes' | 'step1'

/** What each member may still do in one room, over all their sockets. */
export class MemberRates {
  readonly #allowances = new Map<string, Allowance>()
  readonly #rates: Readonly<Record<Kind, Rate>>

  constructor(limits: RoomLimits) {
    this.#rates = {
      frames: { perSecond: limits.framesPerSecond, atOnce: limits.framesAtOnce },
      bytes: { perSecond: limits.bytesPerSecond, atOnce: limits.bytesAtOnce },
      step1: { perSecond: limits.memberStep1PerSecond, atOnce: limits.memberStep1AtOnce },
    }
  }

  /** May `member` send this frame of an update? */
  update(member: string, bytes: number, now: number): boolean {
    return this.#spend('frames', member, now, 1) && this.#spend('bytes', member, now, bytes)
  }

  /** May `member` have another answer to step 1? */
  step1(member: string, now: number): boolean {
    return this.#spend('step1', member, now, 1)
  }

  #spend(kind: Kind, member: string, now: number, cost: number): boolean {
    const key = `${kind} ${member}`
    const left = spend(this.#allowances.get(key), this.#rates[kind], now, cost)
    if (left === null) return false
    this.#allowances.set(key, left)
    return true
  }
}
