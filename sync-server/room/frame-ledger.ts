/**
 * Which type-0 frames of one socket are dealt with, counted from 1. What is acknowledged is a prefix: a frame that
 * waits holds back all after it [PRO5].
 */
export class FrameLedger {
  #received = 0
  #handled = 0
  readonly #settled = new Set<number>()
  /** Frames of which nothing was kept: the next step 2 brings their content again. */
  #postponed: number[] = []

  /** The number of a frame that has just come in. */
  receive(): number {
    return ++this.#received
  }

  /** All frames up to this one are dealt with. */
  get handled(): number {
    return this.#handled
  }

  settle(frame: number): void {
    if (frame > this.#handled) this.#settled.add(frame)
    while (this.#settled.delete(this.#handled + 1)) this.#handled++
  }

  postpone(frame: number): void {
    this.#postponed.push(frame)
  }

  /**
   * The step 2 in `frame` is dealt with, and so is every postponed frame before it: a step 2 holds all that its
   * sender had when it was written.
   */
  settleWithPostponed(frame: number): void {
    const covered = this.#postponed.filter((one) => one < frame)
    this.#postponed = this.#postponed.filter((one) => one > frame)
    for (const one of covered) this.settle(one)
    this.settle(frame)
  }
}
