import * as Y from 'yjs'
import type { Staging } from './gate-staging.ts'
import type { SuggestionNotes } from './judge.ts'
import type { KnownWork } from './known-work.ts'
import { markLateText } from './late-text.ts'
import type { FreshClocks } from './fresh-clocks.ts'
import type { RepairFor } from './repair.ts'
import type { ToldDeletions } from './told-deletions.ts'

/** The client id of a copy under which nothing is written; whoever writes there for the server sets the server's. */
const NOBODY = 0

/** What the server marks inside the transaction that tries an update out: a part of the verdict's repairs. */
export class LateMarks {
  readonly #staging: Staging
  readonly #serverClientId: number
  readonly #clockBefore: number
  readonly #fresh: FreshClocks
  readonly #told: ToldDeletions
  #renamed: SuggestionNotes['renamed'] = []
  #written: Uint8Array | null = null

  constructor(staging: Staging, serverClientId: number, fresh: FreshClocks, told: ToldDeletions) {
    this.#fresh = fresh
    this.#told = told
    this.#staging = staging
    this.#serverClientId = serverClientId
    this.#clockBefore = staging.clockOf(serverClientId)
  }

  get renamed(): SuggestionNotes['renamed'] {
    return this.#renamed
  }

  /** Marks late text; see {@link markLateText}. */
  mark(transaction: Y.Transaction, sender: RepairFor, known: KnownWork): void {
    const { member, mayWrite } = sender
    if (member === null) return
    const clock = this.#staging.clockOf(this.#serverClientId)
    const { doc, sequence } = this.#staging
    doc.clientID = this.#serverClientId
    this.#renamed = markLateText(
      sequence,
      transaction,
      { member, mayWrite, fresh: this.#fresh, told: this.#told },
      known,
    )
    // To Yjs this is somebody else's transaction, in which nobody may write under the document's own id.
    doc.clientID = NOBODY
    if (this.#staging.clockOf(this.#serverClientId) > clock)
      doc.once('update', (update: Uint8Array) => (this.#written = update))
  }

  /** What was marked, without what the member wrote; null when nothing was. */
  update(): Uint8Array | null {
    if (this.#written === null) return null
    const known = Y.decodeStateVector(Y.encodeStateVector(this.#staging.doc))
    known.set(this.#serverClientId, this.#clockBefore)
    return Y.diffUpdate(this.#written, Y.encodeStateVector(known))
  }
}

/** The notes with further new names. */
export const withRenamed = (
  notes: SuggestionNotes | null,
  renamed: SuggestionNotes['renamed'],
): SuggestionNotes | null => {
  if (renamed.length === 0) return notes
  const others = notes?.renamed.filter(({ from }) => renamed.every((one) => one.from !== from)) ?? []
  return { deleted: notes?.deleted ?? [], returned: notes?.returned ?? [], renamed: [...renamed, ...others] }
}
