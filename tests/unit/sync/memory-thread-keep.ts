import { fail, ok, type Result } from '#core/util/result.ts'
import type { StoreFailure } from '../../../editor/sync/offline-store.ts'
import type { Draft, ThreadKeep, ThreadList } from '../../../editor/sync/threads/thread-keep.ts'
import type { OutboxEntry } from '../../../editor/sync/threads/thread-command.ts'

interface Row {
  entry: OutboxEntry
  inHand: { readonly page: string; readonly until: number } | null
}

/** {@link ThreadKeep} of one member and document in memory, shared by pages like a browser's, that can be told to fail. */
export class MemoryThreadKeep implements ThreadKeep {
  list: ThreadList | null = null
  readonly rows = new Map<string, Row>()
  readonly drafts = new Map<string, Draft>()
  /** Drafts that are on their way. */
  readonly notes = new Map<string, Draft>()
  /** What is written waits for this. */
  readonly disk: { entries: Promise<void>; drafts: Promise<void> } = {
    entries: Promise.resolve(),
    drafts: Promise.resolve(),
  }
  failure: StoreFailure | null = null

  #done<T>(value: () => T): Promise<Result<T, StoreFailure>> {
    return Promise.resolve(this.failure === null ? ok(value()) : fail(this.failure))
  }

  readonly load: ThreadKeep['load'] = () =>
    this.#done(() => ({
      list: this.list,
      outbox: [...this.rows.values()].map(({ entry }) => entry).toSorted((a, b) => a.at - b.at),
      drafts: new Map([...this.drafts, ...this.notes]),
    }))

  readonly keepList: ThreadKeep['keepList'] = (_name, list) => this.#done(() => void (this.list = list))

  readonly putEntry: ThreadKeep['putEntry'] = async (_name, entry) => {
    await this.disk.entries
    return this.#done(() => void this.rows.set(entry.id, { entry, inHand: null }))
  }

  readonly claim: ThreadKeep['claim'] = (id, page, now, until) =>
    this.#done(() => {
      const row = this.rows.get(id)
      if (row === undefined) return 'gone'
      if (row.entry.refusal !== null) return row.entry.refusal
      if (row.inHand !== null && row.inHand.page !== page && row.inHand.until > now) return 'taken'
      row.inHand = { page, until }
      return 'claimed'
    })

  readonly removeEntry: ThreadKeep['removeEntry'] = (id) => this.#done(() => void this.rows.delete(id))

  readonly noteDraft: ThreadKeep['noteDraft'] = (_name, key, draft) => void this.notes.set(key, draft)

  readonly putDraft: ThreadKeep['putDraft'] = async (_name, key, draft) => {
    const noted = this.notes.get(key)
    await this.disk.drafts
    return this.#done(() => {
      if (draft === null) this.drafts.delete(key)
      else this.drafts.set(key, draft)
      if (this.notes.get(key) === noted) this.notes.delete(key)
    })
  }
}
