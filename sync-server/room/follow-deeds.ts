import * as Y from 'yjs'
import type { Deeds } from '#core/shared-doc/deeds.ts'
import type { LogEntry } from './update-log.ts'

/** Takes note of who writes and deletes what in a document, of the entries of its log one after the other. */
export class DeedsFollower {
  readonly #doc: Y.Doc
  readonly #deeds: Deeds
  readonly #noteDeleted: (transaction: Y.Transaction) => void
  #by = ''

  constructor(doc: Y.Doc, deeds: Deeds) {
    this.#doc = doc
    this.#deeds = deeds
    this.#noteDeleted = ({ deleteSet }) => {
      if (deleteSet.clients.size > 0) deeds.noteDeleted([deleteSet], this.#by)
    }
    doc.on('beforeObserverCalls', this.#noteDeleted)
  }

  /** The update of this entry comes now, and brings the clocks of these client ids up to `ends`. */
  note({ seq, by }: LogEntry, ends: ReadonlyMap<number, number>): void {
    this.#by = by
    this.#deeds.turnTo(seq)
    for (const [client, end] of ends)
      this.#deeds.noteWritten(client, Y.getState(this.#doc.store, client), end)
  }

  end(): void {
    this.#doc.off('beforeObserverCalls', this.#noteDeleted)
  }
}
