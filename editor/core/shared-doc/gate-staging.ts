import * as Y from 'yjs'
import { keepRedundantFormats } from './changes.ts'
import { contentOf } from './elements.ts'
import { MAX_CONFLICT_STEPS, withConflictBudget } from './gate-conflicts.ts'
import type { Region } from './regions.ts'
import { editSequence, type SequenceEdit } from './sequence-edit.ts'
import { Sequence } from './sequence.ts'

/** What applying an update did to the staging copy. */
export interface Applied {
  readonly regions: readonly Region[]
  /** Nothing of it was new. */
  readonly isContained: boolean
}

/** The origin of what the server itself writes. */
export const SERVER_ORIGIN = 'server'

/** Edits what the server holds, in one transaction of its own; see `editSequence`. */
export const editAsServer = (sequence: Sequence, change: (edit: SequenceEdit) => void): void =>
  editSequence(sequence, SERVER_ORIGIN, change)

/**
 * A copy of the document on which updates are tried: the text, and the index of its blocks. Stays what the room
 * holds, update by update; after a refusal it is thrown away, since Yjs cannot take an update back.
 */
export class Staging {
  readonly doc = new Y.Doc()
  readonly text: Y.Text
  readonly sequence: Sequence
  readonly #clientId: number
  #regions: Region[] = []
  #deleted: Y.Transaction['deleteSet'][] = []
  #observe: ((regions: readonly Region[]) => void) | null = null

  constructor(state: Uint8Array, clientId: number) {
    keepRedundantFormats(this.doc)
    this.text = contentOf(this.doc)
    Y.applyUpdate(this.doc, state)
    this.#clientId = clientId
    this.doc.clientID = clientId
    this.sequence = new Sequence(this.text)
    this.doc.on('beforeObserverCalls', ({ deleteSet }: Y.Transaction) => {
      if (deleteSet.clients.size > 0) this.#deleted.push(deleteSet)
    })
    this.sequence.onRemote(({ regions }) => {
      this.#regions.push(...regions)
      this.#observe?.(regions)
    })
  }

  clockOf(client: number): number {
    return Y.getState(this.doc.store, client)
  }

  /** `listener` hears of every transaction that deletes, before Yjs collects what was deleted. */
  onDeletion(listener: (transaction: Y.Transaction) => void): void {
    this.doc.on('beforeObserverCalls', (transaction: Y.Transaction) => {
      if (transaction.deleteSet.clients.size > 0) listener(transaction)
    })
  }

  get isPending(): boolean {
    return this.doc.store.pendingStructs !== null || this.doc.store.pendingDs !== null
  }

  /**
   * Applies `update`. `check` sees its structs in place, `observe` the changed regions; both run before Yjs collects
   * what was deleted. Throws what Yjs throws.
   */
  apply(
    update: Uint8Array,
    check: (transaction: Y.Transaction) => void,
    observe: (regions: readonly Region[]) => void,
  ): Applied {
    this.#regions = []
    this.#observe = observe
    let isContained = true
    this.doc.transact((transaction) => {
      withConflictBudget(MAX_CONFLICT_STEPS, () => Y.applyUpdate(this.doc, update))
      check(transaction)
      const { beforeState } = transaction
      for (const client of this.doc.store.clients.keys())
        if (this.clockOf(client) !== (beforeState.get(client) ?? 0)) isContained = false
      if (transaction.deleteSet.clients.size > 0) isContained = false
    })
    this.#observe = null
    return { regions: this.#regions, isContained }
  }

  /** What was deleted since it was asked last. */
  takeDeleted(): readonly Y.Transaction['deleteSet'][] {
    const deleted = this.#deleted
    this.#deleted = []
    return deleted
  }

  /** Runs `write`, which changes the document under the server's client id, and returns what it did as an update. */
  record(
    write: () => void,
    observe: ((regions: readonly Region[]) => void) | null = null,
  ): { readonly update: Uint8Array | null; readonly regions: readonly Region[] } {
    this.#regions = []
    const updates: Uint8Array[] = []
    const collect = (update: Uint8Array): void => void updates.push(update)
    // Yjs changes the id of a document to which it applies structs of that id, as a loading copy does.
    this.doc.clientID = this.#clientId
    this.doc.on('update', collect)
    this.#observe = observe
    try {
      write()
    } finally {
      this.doc.off('update', collect)
      this.#observe = null
    }
    const [first] = updates
    if (first === undefined) return { update: null, regions: this.#regions }
    return { update: updates.length === 1 ? first : Y.mergeUpdates(updates), regions: this.#regions }
  }

  destroy(): void {
    this.sequence.destroy()
    this.doc.destroy()
  }
}
