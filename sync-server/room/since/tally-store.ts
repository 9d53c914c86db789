import type { Tally } from './tally.ts'

/** Port: the tally of each document. What is lost of them is counted again from the log. */
export interface TallyStore {
  /** All of them, by document. */
  all(): Promise<ReadonlyMap<string, Tally>>
  /** Durable when it resolves. */
  write(tallies: ReadonlyMap<string, Tally>): Promise<void>
  remove(document: string): Promise<void>
}
