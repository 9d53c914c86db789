import type { DecisionRecord } from './decision-book.ts'
import type { ThreadBook } from './thread-book.ts'
import type { ThreadNote } from './thread.ts'

/** What the entries of a change say beside text and facts, each with its place among them. */
export interface ChangeRecords {
  readonly decisions?: readonly { readonly index: number; readonly record: DecisionRecord }[]
  readonly threads?: readonly { readonly index: number; readonly note: ThreadNote }[]
}

/** A thread that changed, and the number of its last entry. */
export interface ThreadChange {
  readonly thread: string
  readonly seq: number
}

/** Takes note of what a change says about discussions; `seqOf` numbers its entries. Gives the threads it concerns. */
export const noteThreads = (
  book: ThreadBook,
  { decisions, threads }: ChangeRecords,
  seqOf: (index: number) => number,
): readonly ThreadChange[] => {
  const changed: ThreadChange[] = []
  for (const { index, record } of decisions ?? []) {
    const { entry } = record
    if (entry.type !== 'renamed') continue
    const seq = seqOf(index)
    for (const thread of book.noteRenamed(entry.from, entry.to, seq)) changed.push({ thread, seq })
  }
  for (const { index, note } of threads ?? []) {
    const seq = seqOf(index)
    if (book.note(note, seq)) changed.push({ thread: note.entry.thread, seq })
  }
  return changed
}

/**
 * A batch is durable, and `seq` is the number of its last entry: records about decisions get their numbers, and `book`
 * takes note of what it says about discussions. Gives the threads that changed, each once.
 */
export const numberRecords = (
  batch: readonly (ChangeRecords & { readonly entries: readonly unknown[] })[],
  seq: number,
  book: ThreadBook,
): readonly ThreadChange[] => {
  let next = seq - batch.reduce((count, { entries }) => count + entries.length, 0) + 1
  const changed = new Map<string, number>()
  for (const change of batch) {
    const first = next
    for (const { index, record } of change.decisions ?? []) record.seq = first + index
    for (const one of noteThreads(book, change, (index) => first + index)) changed.set(one.thread, one.seq)
    next += change.entries.length
  }
  return [...changed].map(([thread, last]) => ({ thread, seq: last }))
}
