import type { Clock } from './room/clock.ts'
import { notedLog } from './room/log-follower.ts'
import type { RoomReport } from './room/room-ports.ts'
import type { UpdateLog } from './room/update-log.ts'

/** Upper bounds of the histogram's buckets, seconds. */
const BOUNDS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5]

/** Counts what happens on the server, for /metrics: numbers only. */
export class Counters {
  #updates = 0
  #appendFailures = 0
  readonly #refusals = new Map<string, number>()
  readonly #buckets = BOUNDS.map(() => 0)
  #acks = 0
  #ackSeconds = 0

  note(report: RoomReport): void {
    if (report.type === 'durable') this.#updates += report.entries
    if (report.type === 'append-failed') this.#appendFailures++
    if (report.type === 'refused')
      this.#refusals.set(report.reason, (this.#refusals.get(report.reason) ?? 0) + 1)
  }

  /** The log, timed: an entry's ack leaves in the tick in which its append ends. */
  timed(log: UpdateLog, clock: Clock): UpdateLog {
    return notedLog(log, ({ entries }) => {
      const now = clock.now()
      for (const { at } of entries) this.#noteAck((now - at) / 1000)
    })
  }

  read() {
    return {
      updates: this.#updates,
      appendFailures: this.#appendFailures,
      refusals: Object.fromEntries(this.#refusals),
      ackLatency: {
        count: this.#acks,
        sum: this.#ackSeconds,
        buckets: BOUNDS.map((bound, index) => [bound, this.#buckets[index] ?? 0] as const),
      },
    }
  }

  #noteAck(seconds: number): void {
    this.#acks++
    this.#ackSeconds += seconds
    BOUNDS.forEach((bound, index) => {
      if (seconds <= bound) this.#buckets[index] = (this.#buckets[index] ?? 0) + 1
    })
  }
}
