/**
 * Follows the numbers that ordered items will bear (same rule as numberBlocks in core) while blocks are read, and says
 * which `numbering` gives an item the number that it has in the file.
 */
export class ListNumbers {
  #open: number[] = []
  readonly #last: number[] = []

  /** A block that is no item was read. */
  passBlock(): void {
    this.#open = []
  }

  passBullet(indent: number): void {
    this.#open.length = Math.min(this.#open.length, indent)
  }

  /** The number that an ordered item would bear without `continue`. */
  nextAt(indent: number): number {
    return (indent < this.#open.length ? this.#open[indent] : undefined) ?? 1
  }

  /** Can an item at `indent` bear `number` at all? */
  canBear(indent: number, number: number): boolean {
    return number === this.nextAt(indent) || number === (this.#last[indent] ?? 0) + 1
  }

  /** An ordered item was read; `number` null when the file does not say. `isExact`: it bears that very number. */
  passOrdered(
    indent: number,
    number: number | null,
  ): { readonly numbering: 'continue' | null; readonly isExact: boolean } {
    const next = this.nextAt(indent)
    const continued = (this.#last[indent] ?? 0) + 1
    const numbering = number !== null && number !== next && number === continued ? 'continue' : null
    const given = numbering === null ? next : continued
    this.#open.length = Math.min(this.#open.length, indent + 1)
    this.#open[indent] = given + 1
    this.#last[indent] = given
    return { numbering, isExact: number === null || number === given }
  }
}
