import type { Clock } from './clock.ts'

type State =
  | { readonly kind: 'open' }
  /** Nobody is here: it closes when the grace is over. */
  | { readonly kind: 'resting'; readonly cancelGrace: () => void }
  | { readonly kind: 'closing' }
  | { readonly kind: 'closed' }

export interface LivingRoom {
  readonly isEmpty: () => boolean
  /** Resolves when all that was taken is durable and a snapshot of it was left. */
  readonly settle: () => Promise<void>
  /** False while something is on its way to the log, or cannot reach it. */
  readonly isSettled: () => boolean
  /** Called once: it is over. */
  readonly end: () => void
}

/** How long a room stays open: as long as somebody is here, a grace longer, and never while work is on its way [DOC27]. */
export class RoomLife {
  readonly #clock: Clock
  /** Milliseconds. */
  readonly #grace: number
  readonly #room: LivingRoom
  #state: State = { kind: 'open' }

  constructor(clock: Clock, grace: number, room: LivingRoom) {
    this.#clock = clock
    this.#grace = grace
    this.#room = room
  }

  get isClosed(): boolean {
    return this.#state.kind === 'closed'
  }
  /** Nobody comes in any more. */
  get isOver(): boolean {
    return this.#state.kind === 'closing' || this.isClosed
  }

  /** Somebody is here. */
  wake(): void {
    if (this.#state.kind !== 'resting') return
    this.#state.cancelGrace()
    this.#state = { kind: 'open' }
  }

  /** Whoever was here may have been the last. */
  rest(): void {
    if (this.#state.kind !== 'open' || !this.#room.isEmpty()) return
    const cancelGrace = this.#clock.after(this.#grace, () => void this.#closeIfResting())
    this.#state = { kind: 'resting', cancelGrace }
  }

  /** Somebody uses the room without a socket: it stays for another grace. */
  touch(): void {
    if (this.#state.kind !== 'resting') return
    this.wake()
    this.rest()
  }

  /** False when that was begun before. */
  beginClosing(): boolean {
    if (this.isOver) return false
    this.wake()
    this.#state = { kind: 'closing' }
    return true
  }

  end(): void {
    this.#state = { kind: 'closed' }
    this.#room.end()
  }

  /** Closes a room that nobody came back to. */
  async #closeIfResting(): Promise<void> {
    const resting = this.#state
    if (resting.kind !== 'resting') return
    await this.#room.settle()
    if (this.#state !== resting) return
    if (this.#room.isSettled()) return this.end()
    this.#state = { kind: 'open' }
    this.rest()
  }
}
