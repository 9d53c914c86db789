import type { Bus, ServerEvent } from '../room/bus.ts'

/** A listener that throws is a bug: it must not silence the other listeners, and must not stay unseen either. */
const throwLater = (error: unknown): void => {
  queueMicrotask(() => {
    throw error
  })
}

/**
 * The bus of a server that is one process. Delivery is synchronous: when `publish` returns, everybody has heard.
 * Only an event published by a listener waits until the one before it has reached everybody, so all listeners
 * hear the same order.
 */
export class MemoryBus implements Bus {
  readonly #listeners = new Set<(event: ServerEvent) => void>()
  readonly #waiting: ServerEvent[] = []
  readonly #report: (error: unknown) => void
  #delivering = false

  /** `report` hears of listeners that threw; by default the process does. */
  constructor(report: (error: unknown) => void = throwLater) {
    this.#report = report
  }

  publish(event: ServerEvent): void {
    this.#waiting.push(event)
    if (this.#delivering) return
    this.#delivering = true
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      this.#deliver(next)
    }
    this.#delivering = false
  }

  /** The same function may subscribe twice: each subscription ends by its own returned function. */
  subscribe(hear: (event: ServerEvent) => void): () => void {
    const listener = (event: ServerEvent): void => {
      hear(event)
    }
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  #deliver(event: ServerEvent): void {
    const listeners = [...this.#listeners]
    for (const hear of listeners) {
      try {
        hear(event)
      } catch (error) {
        this.#report(error)
      }
    }
  }
}
