import type { RoomLimits } from './limits.ts'
import type { NewLogEntry } from './update-log.ts'

/** When a document is worth a snapshot [DOC27]. */
export class SnapshotSchedule {
  readonly #limits: RoomLimits
  /** The entry up to which the newest snapshot reaches. */
  #seq: number
  #entries: number
  #bytes = 0
  #lastAt: number | null = null
  #isSaving = false

  constructor(limits: RoomLimits, snapshotSeq: number, seq: number) {
    this.#limits = limits
    this.#seq = snapshotSeq
    this.#entries = seq - snapshotSeq
  }

  note(entries: readonly NewLogEntry[]): void {
    this.#entries += entries.length
    for (const { body } of entries) this.#bytes += body.length
  }

  isDue(now: number): boolean {
    if (this.#entries < this.#limits.snapshotEntries && this.#bytes < this.#limits.snapshotBytes) return false
    return !this.#isSaving && (this.#lastAt === null || now - this.#lastAt >= this.#limits.snapshotSpacing)
  }

  /** Call before saving at `seq`; false when there is nothing to save, or saving is under way. */
  begin(seq: number, now: number): boolean {
    if (this.#isSaving || seq === this.#seq) return false
    this.#isSaving = true
    this.#seq = seq
    this.#lastAt = now
    this.#entries = 0
    this.#bytes = 0
    return true
  }

  end(isSaved: boolean): void {
    this.#isSaving = false
    if (!isSaved) this.#seq = 0
  }
}
