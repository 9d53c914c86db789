import type { LogBatch, LogEntry, UpdateLog } from './update-log.ts'

/** Who is given every durable entry of every document, in order and once. */
export interface LogListener {
  /** The last entry of the document that it has been given; 0 for none. */
  seqOf(document: string): number
  /** The entries behind that one, without a gap. */
  take(document: string, entries: readonly LogEntry[]): void
}

/** So many entries are read before they are handed on. */
const AT_ONCE = 500

/**
 * Follows the logs of all documents. An append that failed may have landed all the same: then the numbers leap, and
 * what lies between is read from the log.
 */
export class LogFollower {
  readonly #log: Pick<UpdateLog, 'read'>
  readonly #listener: LogListener
  readonly #failed: (error: unknown) => void
  /** Documents that are read from the log right now. */
  readonly #reading = new Map<string, Promise<void>>()

  constructor(log: Pick<UpdateLog, 'read'>, listener: LogListener, failed: (error: unknown) => void) {
    this.#log = log
    this.#listener = listener
    this.#failed = failed
  }

  /** These entries are durable, the last of them under the number `last`. */
  note({ document, entries }: LogBatch, last: number): void {
    if (entries.length === 0) return
    const first = last - entries.length + 1
    if (this.#reading.has(document) || this.#listener.seqOf(document) !== first - 1) {
      void this.readOn(document, last)
      return
    }
    this.#listener.take(
      document,
      entries.map((entry, index): LogEntry => ({ ...entry, seq: first + index })),
    )
  }

  /** Reads on up to the entry `to`, and resolves then, well or not. */
  readOn(document: string, to: number): Promise<void> {
    const reading = (this.#reading.get(document) ?? Promise.resolve())
      .then(() => this.#read(document, to))
      .catch(this.#failed)
      .finally(() => {
        if (this.#reading.get(document) === reading) this.#reading.delete(document)
      })
    this.#reading.set(document, reading)
    return reading
  }

  /** Resolves when what is read now has been handed on: of a document, or of all. */
  async settled(document?: string): Promise<void> {
    if (document === undefined) await Promise.all(this.#reading.values())
    else await this.#reading.get(document)
  }

  async #read(document: string, to: number): Promise<void> {
    let entries: LogEntry[] = []
    for await (const entry of this.#log.read(document, this.#listener.seqOf(document) + 1, to)) {
      entries.push(entry)
      if (entries.length < AT_ONCE) continue
      this.#listener.take(document, entries)
      entries = []
    }
    if (entries.length > 0) this.#listener.take(document, entries)
  }
}

/** The log itself; `noted` hears of every append that is durable, in the tick in which it is. */
export const notedLog = (log: UpdateLog, noted: (batch: LogBatch, last: number) => void): UpdateLog => ({
  load: (document) => log.load(document),
  append: async (batches) => {
    const seqs = await log.append(batches)
    batches.forEach((batch, index) => noted(batch, seqs[index] ?? 0))
    return seqs
  },
  saveSnapshot: (document, snapshot) => log.saveSnapshot(document, snapshot),
  snapshotAt: (document, seq) => log.snapshotAt(document, seq),
  read: (document, from, to) => log.read(document, from, to),
  heads: () => log.heads(),
  remove: (document) => log.remove(document),
})
