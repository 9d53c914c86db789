import type { Clock } from '../../sync-server/room/clock.ts'

interface Timer {
  readonly at: number
  readonly run: () => void
  readonly real: NodeJS.Timeout
}

/** The system's time, which leaps ahead when the test says so: what falls due on the way runs at once, in order. */
export class LeapingClock implements Clock {
  #ahead = 0
  readonly #timers = new Set<Timer>()

  now(): number {
    return Date.now() + this.#ahead
  }

  after(ms: number, run: () => void): () => void {
    const once = (): void => {
      this.#timers.delete(timer)
      run()
    }
    const timer: Timer = { at: this.now() + ms, run, real: setTimeout(once, ms) }
    this.#timers.add(timer)
    return () => {
      clearTimeout(timer.real)
      this.#timers.delete(timer)
    }
  }

  leap(ms: number): void {
    this.#ahead += ms
    const due = [...this.#timers].filter(({ at }) => at <= this.now()).sort((a, b) => a.at - b.at)
    for (const timer of due) {
      if (!this.#timers.delete(timer)) continue
      clearTimeout(timer.real)
      timer.run()
    }
  }
}
