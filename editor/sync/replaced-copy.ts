import type { HeldCopy } from './held-copy.ts'
import type { OfflineStore, SetAsideReason } from './offline-store.ts'
import type { WordsAside } from './words-aside.ts'

/** A copy that takes no more work, and what was made of the words in it. */
interface Replaced {
  readonly copy: HeldCopy
  readonly reason: SetAsideReason
  readonly late: string | null
  /** Of the entry with its words; null when there were none. */
  readonly id: string | null
  /** Settles when the device has done with the copy. */
  readonly emptied: Promise<void>
}

/** Copies that a session holds no more, and their words [UI81]. */
export interface ReplacedCopies {
  /** Puts its words aside when it `hasWords` that no server has; settles when the device has done with it. */
  readonly replace: (
    copy: HeldCopy,
    reason: SetAsideReason,
    late: string | null,
    hasWords: boolean,
  ) => Promise<void>
  /**
   * A key fell on the page before it had drawn the new document: its word goes with the others. False when this copy was
   * not replaced.
   */
  readonly keepLateKey: (copy: HeldCopy) => boolean
}

export interface ReplacedCopiesOptions {
  readonly aside: WordsAside
  readonly store: OfflineStore | null
  readonly createId: () => string
}

export const createReplacedCopies = ({ aside, store, createId }: ReplacedCopiesOptions): ReplacedCopies => {
  let last: Replaced | null = null
  return {
    replace: (copy, reason, late, hasWords) => {
      const entry = hasWords ? aside.keep(copy, reason, late, createId()) : null
      const emptied = copy.writer.replace(entry)
      last = { copy, reason, late, id: entry?.id ?? null, emptied }
      return emptied
    },
    keepLateKey: (copy) => {
      if (last?.copy !== copy) return false
      const entry = aside.keep(copy, last.reason, last.late, last.id ?? createId())
      const keep = (): void => void store?.setAside(entry)
      last = { ...last, id: entry.id, emptied: last.emptied.then(keep, keep) }
      return true
    },
  }
}
