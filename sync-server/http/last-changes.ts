import type { Bus } from '../room/bus.ts'
import type { Clock } from '../room/clock.ts'
import type { AuditedMeta } from '../audit/audited-meta.ts'
import { SERVER } from '../room/member.ts'
import { touchDocuments } from './document-list.ts'

const WRITE_EVERY = 60_000

/**
 * When each text last changed: known at once, written to the metadata once a minute for all of them, since that file
 * is rewritten as a whole.
 */
export class LastChanges {
  readonly #meta: AuditedMeta
  readonly #unsubscribe: () => void
  readonly #report: (error: unknown) => void
  #changedAt = new Map<string, number>()
  #cancel: (() => void) | null = null

  constructor(meta: AuditedMeta, clock: Clock, bus: Bus, report: (error: unknown) => void) {
    this.#meta = meta
    this.#report = report
    this.#unsubscribe = bus.subscribe((event) => {
      if (event.type !== 'seq') return
      this.#changedAt.set(event.document, clock.now())
      this.#cancel ??= clock.after(WRITE_EVERY, () => {
        this.write().catch(this.#report)
      })
    })
  }

  of(document: string): number | undefined {
    return this.#changedAt.get(document)
  }

  /** Writes what is not written yet; after a failure it is tried again with the next change. */
  async write(): Promise<void> {
    this.#cancel?.()
    this.#cancel = null
    if (this.#changedAt.size === 0) return
    const changedAt = new Map(this.#changedAt)
    await this.#meta.transact((known) => ({ meta: touchDocuments(known, changedAt), result: null }), SERVER)
    for (const [document, at] of changedAt)
      if (this.#changedAt.get(document) === at) this.#changedAt.delete(document)
  }

  async close(): Promise<void> {
    this.#unsubscribe()
    await this.write()
  }
}
