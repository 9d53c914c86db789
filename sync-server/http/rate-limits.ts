import type { RequestHandler } from 'express'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { HttpError } from './http-error.ts'
import type { PlaceLimits } from './places.ts'

/** How often something may be done: `points` in `seconds`. */
export interface Rate {
  readonly points: number
  readonly seconds: number
}

export interface Rates {
  /** Tokens that open nothing, per address: guessing. */
  readonly failedJoins: Rate
  /** Joins, per address: a whole conference behind one address fits. */
  readonly joins: Rate
  /** Any call, per session or else per address. */
  readonly calls: Rate
  /** Imports, exports and duplicates, per session: they cost the server most. */
  readonly transfers: Rate
  /** Imports under way or waiting, from the first byte on: each may hold 10 MB. */
  readonly imports: PlaceLimits
  /** Decisions about suggestions, and undoing them, per session: each walks the whole text. */
  readonly decisions: Rate
  /** Mails that ask whether an address is its giver's, per member and per address. */
  readonly confirmations: Rate
  /** Links in mails, per address of the network. */
  readonly mailLinks: Rate
  /** What somebody does in discussions, per member. */
  readonly threads: Rate
  /** Seen marks, per member: a page says so now and then. */
  readonly seen: Rate
  /** What changed since somebody was here, per member: a long absence is worked out from the log. */
  readonly since: Rate
  /** Texts of another time, comparisons and who wrote what, per member: whoever moves along a slider asks for many. */
  readonly history: Rate
  /** Streams of changes open at once, per session. */
  readonly streams: number
}

/** Nobody who works meets one of these. */
export const DEFAULT_RATES: Rates = {
  failedJoins: { points: 20, seconds: 60 },
  joins: { points: 1_000, seconds: 600 },
  calls: { points: 6_000, seconds: 60 },
  transfers: { points: 120, seconds: 60 },
  imports: { all: 8, each: 3 },
  decisions: { points: 600, seconds: 60 },
  confirmations: { points: 3, seconds: 3_600 },
  mailLinks: { points: 60, seconds: 60 },
  threads: { points: 600, seconds: 60 },
  seen: { points: 240, seconds: 60 },
  since: { points: 120, seconds: 60 },
  history: { points: 600, seconds: 60 },
  streams: 40,
}

/** Counts by key. `spend` throws 429 with Retry-After when nothing is left; `peek` throws without spending. */
export class Limit {
  readonly #limiter: RateLimiterMemory
  readonly #points: number

  constructor({ points, seconds }: Rate) {
    this.#points = points
    this.#limiter = new RateLimiterMemory({ points, duration: seconds })
  }

  async spend(key: string): Promise<void> {
    try {
      await this.#limiter.consume(key)
    } catch (error) {
      if (error instanceof RateLimiterRes) throw tooMany(error.msBeforeNext)
      throw error
    }
  }

  async peek(key: string): Promise<void> {
    const spent = await this.#limiter.get(key)
    if (spent !== null && spent.consumedPoints >= this.#points) throw tooMany(spent.msBeforeNext)
  }
}

const tooMany = (waitMs: number): HttpError =>
  new HttpError('too-many-requests', {
    headers: { 'Retry-After': String(Math.max(1, Math.ceil(waitMs / 1000))) },
  })

/** Spends one point of `limit` for each request, by `key`. */
export const limited =
  (limit: Limit, key: (req: Parameters<RequestHandler>[0]) => string): RequestHandler =>
  async (req, _res, next) => {
    await limit.spend(key(req))
    next()
  }
