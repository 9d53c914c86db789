import * as Y from 'yjs'
import type { SuggestionLedger } from './gate-authorship.ts'
import type { GoneInsertions } from './gone-insertions.ts'
import { Sequence } from './sequence.ts'

/** Takes note of what transactions on a document delete. The ledger has to know by the end of each what it brought. */
export class DeletionFollower {
  readonly #sequence: Sequence
  readonly #note: (transaction: Y.Transaction) => void
  /** Is what comes now a repair? Where it deletes it carries elsewhere, or tidies: as in the gate only its formats count. */
  isRepair = false

  constructor(text: Y.Text, gone: GoneInsertions, ledger: SuggestionLedger) {
    this.#sequence = new Sequence(text)
    this.#sequence.onRemote(({ regions }) => {
      if (!this.isRepair) gone.note(regions)
    })
    this.#note = (transaction) => {
      if (transaction.deleteSet.clients.size > 0) gone.noteFormats(transaction, ledger)
    }
    this.#sequence.doc.on('beforeObserverCalls', this.#note)
  }

  end(): void {
    this.#sequence.doc.off('beforeObserverCalls', this.#note)
    this.#sequence.destroy()
  }
}
