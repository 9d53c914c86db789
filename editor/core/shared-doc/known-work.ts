import type { SuggestionLedger } from './gate-authorship.ts'
import type { GoneInsertions } from './gone-insertions.ts'
import type { DecidedIds } from './late-ids.ts'

/** What is known of insertions that are no longer pending, or no longer there. */
export interface KnownWork {
  readonly decided: DecidedIds
  readonly gone: GoneInsertions
  /** Whose client id it is, once something was written under it. */
  readonly ownerOf: (client: number) => string | undefined
  readonly ledger: SuggestionLedger
}
