import type { Clock } from './clock.ts'
import type { NewLogEntry, UpdateLog } from './update-log.ts'

/** A document that has something to append. */
export interface AppendSource {
  readonly document: string
  /** Hands over everything gathered so far, in order. Called once per `stored` or `failed`; empty is nothing to do. */
  take(): readonly NewLogEntry[]
  /** All that was taken is durable; `seq` is the number of its last entry. */
  stored(seq: number): void
  /** It may be durable or not: read the log again. */
  failed(error: unknown): void
}

/**
 * One batch in flight for the whole server, the next gathering meanwhile [DOC23]: under load every sync carries the
 * work of all rooms, and a quiet document waits for nobody. Batches begin at least `spacing` milliseconds apart: a
 * disk that syncs in a fraction of one would otherwise be handed every edit by itself.
 */
export class GroupAppender {
  readonly #log: Pick<UpdateLog, 'append'>
  readonly #clock: Clock
  readonly #spacing: number
  #waiting = new Set<AppendSource>()
  #running: Promise<void> | null = null

  constructor(log: Pick<UpdateLog, 'append'>, clock: Clock, spacing: number) {
    this.#log = log
    this.#clock = clock
    this.#spacing = spacing
  }

  /** `source` has something to append. */
  wake(source: AppendSource): void {
    this.#waiting.add(source)
    this.#running ??= this.#run()
  }

  /** Resolves when nothing waits and nothing is in flight. */
  async idle(): Promise<void> {
    while (this.#running !== null) await this.#running
  }

  async #run(): Promise<void> {
    // What arrives in the same tick goes along.
    await Promise.resolve()
    while (this.#waiting.size > 0) {
      const sources = [...this.#waiting]
      this.#waiting = new Set()
      await Promise.all([this.#append(sources), this.#apart()])
    }
    this.#running = null
  }

  #apart(): Promise<void> {
    if (this.#spacing === 0) return Promise.resolve()
    return new Promise((resolve) => this.#clock.after(this.#spacing, resolve))
  }

  async #append(sources: readonly AppendSource[]): Promise<void> {
    const batches = sources
      .map((source) => ({ source, entries: source.take() }))
      .filter(({ entries }) => entries.length > 0)
    if (batches.length === 0) return
    const stored = await this.#log
      .append(batches.map(({ source, entries }) => ({ document: source.document, entries })))
      .then(
        (seqs) => ({ ok: true, seqs }) as const,
        (error: unknown) => ({ ok: false, error }) as const,
      )
    batches.forEach(({ source }, index) => {
      const seq = stored.ok ? stored.seqs[index] : undefined
      if (seq !== undefined) source.stored(seq)
      else source.failed(stored.ok ? new Error('the log answered without a number') : stored.error)
    })
  }
}
