import type { Result } from '#core/util/result.ts'
import type { Damaged } from '../replay.ts'
import type { UpdateLog } from '../update-log.ts'
import { readStretch } from './read-stretch.ts'
import type { LogStretch } from './passage.ts'
import type { Summary } from './summary.ts'

/** Why there is no summary. `unavailable`: it took too much time or memory, or the server stops. */
export type NoSummary = Damaged | { readonly reason: 'unavailable'; readonly detail: string }

/** Port: works out {@link changesOf} without holding up whoever asks. */
export type Summarise = (stretch: LogStretch) => Promise<Result<Summary, NoSummary>>

/** So many summaries are kept: of one text many members ask for the same, and who looks again asks again. */
const KEPT = 24

const NOTHING: Summary = { blocks: [], decided: [], stages: [], threads: [] }

/** Summaries of stretches of logs, each worked out once while it is kept: a log never changes behind its end [DOC503]. */
export class Summaries {
  readonly #log: Pick<UpdateLog, 'snapshotAt' | 'read'>
  readonly #summarise: Summarise
  readonly #kept = new Map<string, Promise<Result<Summary, NoSummary>>>()

  constructor(log: Pick<UpdateLog, 'snapshotAt' | 'read'>, summarise: Summarise) {
    this.#log = log
    this.#summarise = summarise
  }

  /** What came after the entry `from`, up to the entry `to`. */
  of(document: string, from: number, to: number): Promise<Result<Summary, NoSummary>> {
    if (from >= to) return Promise.resolve({ ok: true, value: NOTHING })
    const key = `${document} ${from} ${to}`
    const known = this.#kept.get(key)
    const summary = known ?? this.#workOut(document, from, to)
    this.#kept.delete(key)
    this.#kept.set(key, summary)
    const drop = (): boolean => this.#kept.delete(key)
    if (known === undefined) summary.then(({ ok }) => ok || drop(), drop)
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break
      this.#kept.delete(oldest)
    }
    return summary
  }

  /** What was known of a document that is no more. */
  forget(document: string): void {
    for (const key of this.#kept.keys()) if (key.startsWith(`${document} `)) this.#kept.delete(key)
  }

  async #workOut(document: string, from: number, to: number): Promise<Result<Summary, NoSummary>> {
    return this.#summarise(await readStretch(this.#log, document, from, to))
  }
}
