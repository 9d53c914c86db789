import { HttpError } from './http-error.ts'

/** How many at once: in all, and by one member. */
export interface PlaceLimits {
  readonly all: number
  readonly each: number
}

/**
 * Places for what needs much of the server while it goes on. A place is taken before the first byte is read, so that
 * neither memory nor a queue grows with who comes [DIR302].
 */
export class Places {
  readonly #limits: PlaceLimits
  readonly #taken = new Map<string, number>()
  #all = 0

  constructor(limits: PlaceLimits) {
    this.#limits = limits
  }

  /** Runs `act` in a place of `who`. Throws at once 429 when they have all of theirs, 503 when nobody else finds one. */
  async hold<T>(who: string, act: () => Promise<T>): Promise<T> {
    const own = this.#taken.get(who) ?? 0
    if (own >= this.#limits.each) throw new HttpError('too-many-requests', { headers: RETRY })
    if (this.#all >= this.#limits.all)
      throw new HttpError('unavailable', { key: 'imports-busy', headers: RETRY })
    this.#taken.set(who, own + 1)
    this.#all += 1
    try {
      return await act()
    } finally {
      const left = (this.#taken.get(who) ?? 1) - 1
      if (left === 0) this.#taken.delete(who)
      else this.#taken.set(who, left)
      this.#all -= 1
    }
  }
}

const RETRY = { 'Retry-After': '5' }
