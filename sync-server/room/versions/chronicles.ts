import type { LogBatch, UpdateLog } from '../update-log.ts'
import { ChronicleWriter, EMPTY_CHRONICLE, type Chronicle } from './chronicle.ts'
import type { ChronicleStore } from './chronicle-store.ts'

/** What is kept on the disk is never further behind its log than about this many entries. */
export const KEEP_EVERY = 1_000
/** So many chronicles stay in memory. */
const MOST_OPEN = 50

interface Open {
  writer: ChronicleWriter
  seq: number
  /** How far the disk has it. */
  keptSeq: number
}

/**
 * The chronicle of every document: on the disk, followed from the log once in a thousand entries, and from there to the
 * end when somebody asks [LOG520]. Documents that nobody asks about cost nothing else.
 */
export class Chronicles {
  readonly #log: UpdateLog
  readonly #store: ChronicleStore
  readonly #report: (error: unknown) => void
  readonly #open = new Map<string, Open>()
  /** The last of what is done for a document: one thing after the other. */
  readonly #working = new Map<string, Promise<unknown>>()

  constructor(log: UpdateLog, store: ChronicleStore, report: (error: unknown) => void) {
    this.#log = log
    this.#store = store
    this.#report = report
  }

  /** The log itself; now and then an append takes what is kept along. */
  following(): UpdateLog {
    const log = this.#log
    return {
      load: (document) => log.load(document),
      append: async (batches) => {
        const seqs = await log.append(batches)
        batches.forEach((batch, index) => this.#note(batch, seqs[index] ?? 0))
        return seqs
      },
      saveSnapshot: (document, snapshot) => log.saveSnapshot(document, snapshot),
      snapshotAt: (document, seq) => log.snapshotAt(document, seq),
      read: (document, from, to) => log.read(document, from, to),
      heads: () => log.heads(),
      remove: (document) => log.remove(document),
    }
  }

  /** The chronicle with everything up to the durable entry `seq`, or further. */
  at(document: string, seq: number): Promise<Chronicle> {
    return this.#inTurn(document, async () => {
      const open = await this.#followed(document, seq)
      return open.writer.chronicle
    })
  }

  async forget(document: string): Promise<void> {
    await this.#inTurn(document, async () => {
      this.#open.delete(document)
      await this.#store.remove(document)
    })
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#working.values())
  }

  #note({ document, entries }: LogBatch, last: number): void {
    const isDue = Math.floor(last / KEEP_EVERY) > Math.floor((last - entries.length) / KEEP_EVERY)
    if (isDue) this.#inTurn(document, () => this.#followed(document, last)).catch(this.#report)
  }

  async #followed(document: string, seq: number): Promise<Open> {
    const open = this.#open.get(document) ?? (await this.#read(document))
    try {
      if (open.seq < seq)
        for await (const entry of this.#log.read(document, open.seq + 1, seq)) {
          open.writer.take(entry)
          open.seq = entry.seq
        }
    } catch (error) {
      // Half of a stretch was taken: it is read anew.
      this.#open.delete(document)
      throw error
    }
    this.#touch(document, open)
    if (open.seq - open.keptSeq >= KEEP_EVERY) {
      await this.#store.put(document, open.writer.chronicle)
      open.keptSeq = open.seq
    }
    return open
  }

  async #read(document: string): Promise<Open> {
    const kept = (await this.#store.get(document)) ?? EMPTY_CHRONICLE
    return { writer: new ChronicleWriter(kept), seq: kept.seq, keptSeq: kept.seq }
  }

  #touch(document: string, open: Open): void {
    this.#open.delete(document)
    this.#open.set(document, open)
    for (const oldest of this.#open.keys()) {
      if (this.#open.size <= MOST_OPEN) break
      this.#open.delete(oldest)
    }
  }

  #inTurn<T>(document: string, work: () => Promise<T>): Promise<T> {
    const before = this.#working.get(document) ?? Promise.resolve()
    const done = before.then(work, work)
    this.#working.set(document, done)
    const forget = (): void => {
      if (this.#working.get(document) === done) this.#working.delete(document)
    }
    done.then(forget, forget)
    return done
  }
}
