import type { WrittenWith } from '#core/protocol/message.ts'
import { FRAME_LIMITS } from '#core/protocol/message.ts'

/** With how much heard of what others did a page wrote what it wrote: told again when its work has to be sent again. */
export interface WrittenWithMemory {
  /** What is written from this clock on is written with the text come up to `seq`; null where that is not known. */
  readonly note: (clock: number, seq: number | null) => void
  /** Everything below this clock is durable: nobody asks for it again. */
  readonly settled: (clock: number) => void
  /** Null when there is nothing to tell. */
  readonly message: (client: number) => WrittenWith | null
}

export const createWrittenWithMemory = (): WrittenWithMemory => {
  let from: { readonly clock: number; readonly seq: number }[] = []
  return {
    note: (clock, seq) => {
      const last = from.at(-1)
      if (seq === null || (last !== undefined && (last.seq === seq || last.clock >= clock))) return
      from.push({ clock, seq })
      // Of the oldest it is not known any more then.
      if (from.length > FRAME_LIMITS.writtenWith) from = from.slice(-FRAME_LIMITS.writtenWith / 2)
    },
    settled: (clock) => {
      while ((from[1]?.clock ?? Number.POSITIVE_INFINITY) <= clock) from.shift()
    },
    message: (client) => (from.length === 0 ? null : { type: 'written-with', client, from: [...from] }),
  }
}
