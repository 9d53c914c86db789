import type { Chronicle } from './chronicle.ts'

/** Port: the chronicle of each document. What is lost of them is told again from the log. */
export interface ChronicleStore {
  /** Null when there is none, or none that can be read. */
  get(document: string): Promise<Chronicle | null>
  /** Durable when it resolves. */
  put(document: string, chronicle: Chronicle): Promise<void>
  remove(document: string): Promise<void>
}
