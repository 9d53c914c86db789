import type { Response } from 'express'
import type { Clock } from '../room/clock.ts'
import type { Asker } from './asker.ts'
import { HttpError } from './http-error.ts'

/** Proxies cut a stream on which nothing comes for 30–60 s. */
const HEARTBEAT = 20_000
const RECONNECT = 2_000
/** Bytes that may wait for a reader. */
const BEHIND = 65_536

/** How many streams a session may have open at once, of whatever kind. */
export class StreamPlaces {
  readonly #open = new Map<string, number>()
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  /** Takes a place until the answer closes; 429 when none is left. */
  take(asker: Asker, res: Response): void {
    const key = asker.session.tokenHash
    const open = this.#open.get(key) ?? 0
    if (open >= this.#most) throw new HttpError('too-many-requests', { headers: { 'Retry-After': '5' } })
    this.#open.set(key, open + 1)
    res.once('close', () => {
      const left = (this.#open.get(key) ?? 1) - 1
      if (left === 0) this.#open.delete(key)
      else this.#open.set(key, left)
    })
  }
}

/** Begins server-sent events; what it gives back sends one block of them. A reader that does not read is let go: it comes back. */
export const beginEvents = (res: Response, clock: Clock): ((block: string) => void) => {
  let cancelBeat = (): void => undefined
  const say = (block: string): void => {
    if (res.writableLength > BEHIND) res.destroy()
    else res.write(block)
    cancelBeat()
    cancelBeat = clock.after(HEARTBEAT, () => say(': still here\n\n'))
  }
  res.once('close', () => cancelBeat())
  res.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
  })
  say(`retry: ${RECONNECT}\n\n`)
  return say
}
