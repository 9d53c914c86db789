import * as Y from 'yjs'
import { FRAME_LIMITS, type OwnDeletion, type WrittenWith } from '#core/protocol/message.ts'

/** With how much heard of what others did a page wrote what it wrote: told again when its work has to be sent again. */
export interface WrittenWithMemory {
  /** A transaction of the page's own, with the text come up to `seq`; null where that is not known. */
  readonly note: (transaction: Y.Transaction, seq: number | null) => void
  /** Everything below this clock is durable: nobody asks for it again. `isAll`: so is all that was deleted. */
  readonly settled: (clock: number, isAll: boolean) => void
  /** Null when there is nothing to tell. */
  readonly message: (client: number) => WrittenWith | null
}

export const createWrittenWithMemory = (): WrittenWithMemory => {
  let from: WrittenWith['from'][number][] = []
  let deleted: OwnDeletion[] = []

  const noteWritten = (clock: number, seq: number): void => {
    const last = from.at(-1)
    if (last === undefined || (last.seq !== seq && last.clock < clock)) from.push({ clock, seq })
    // Of the oldest it is not known any more then.
    if (from.length > FRAME_LIMITS.writtenWith) from = from.slice(-FRAME_LIMITS.writtenWith / 2)
  }

  return {
    note: ({ doc, beforeState, deleteSet }, seq) => {
      const clock = beforeState.get(doc.clientID) ?? 0
      if (seq !== null && Y.getState(doc.store, doc.clientID) > clock) noteWritten(clock, seq)
      for (const [client, ranges] of deleteSet.clients)
        for (const range of ranges) deleted.push({ client, clock: range.clock, length: range.len, at: clock })
      // On the wire each may need a second row, which says when it was.
      if (deleted.length > FRAME_LIMITS.writtenWith / 2)
        deleted = deleted.slice(-FRAME_LIMITS.writtenWith / 4)
    },
    settled: (clock, isAll) => {
      while ((from[1]?.clock ?? Number.POSITIVE_INFINITY) <= clock) from.shift()
      if (isAll) deleted = []
    },
    message: (client) =>
      from.length === 0 ? null : { type: 'written-with', client, from: [...from], deleted: [...deleted] },
  }
}
