import { spend, type Allowance, type Rate } from '../room/rate.ts'

export interface ConnectionLimits {
  /** Sockets of one member over all documents. */
  readonly perMember: number
  /** Sockets from one address: a whole working group may sit behind one. */
  readonly perAddress: number
  /** New sockets from one address. */
  readonly upgrades: Rate
}

export const CONNECTION_LIMITS: ConnectionLimits = {
  perMember: 250,
  perAddress: 1_000,
  upgrades: { perSecond: 20, atOnce: 600 },
}

/** Addresses whose allowance is remembered. */
const REMEMBERED = 10_000

/** Counts who has how many sockets. */
export class ConnectionCount {
  readonly #limits: ConnectionLimits
  readonly #open = new Map<string, number>()
  readonly #allowances = new Map<string, Allowance>()

  constructor(limits: ConnectionLimits) {
    this.#limits = limits
  }

  /** May this address try once more? */
  mayUpgrade(address: string, now: number): boolean {
    const left = spend(this.#allowances.get(address), this.#limits.upgrades, now, 1)
    if (left === null || this.#count(`address ${address}`) >= this.#limits.perAddress) return false
    this.#allowances.delete(address)
    this.#allowances.set(address, left)
    const oldest = this.#allowances.size > REMEMBERED ? this.#allowances.keys().next().value : undefined
    if (oldest !== undefined) this.#allowances.delete(oldest)
    return true
  }

  /** Counts one socket more; null when the member has too many. The returned function counts it off again. */
  enter(address: string, member: string): (() => void) | null {
    if (this.#count(`member ${member}`) >= this.#limits.perMember) return null
    const leave = [this.#add(`address ${address}`), this.#add(`member ${member}`)]
    return () => {
      for (const one of leave) one()
    }
  }

  #count(key: string): number {
    return this.#open.get(key) ?? 0
  }

  #add(key: string): () => void {
    this.#open.set(key, this.#count(key) + 1)
    return () => {
      const left = this.#count(key) - 1
      if (left > 0) this.#open.set(key, left)
      else this.#open.delete(key)
    }
  }
}
