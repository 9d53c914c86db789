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
  failure: StoreFailure | null = null

  #done<T>(value: () => T): Promise<Result<T, StoreFailure>> {
    return Promise.resolve(this.failure === null ? ok(value()) : fail(this.failure))
  }

  readonly load: ThreadKeep['load'] = () =>
    this.#done(() => ({
      list: this.list,
      outbox: [...this.rows.values()].map(({ entry }) => entry).toSorted((a, b) => a.at - b.at),
      drafts: new Map(this.drafts),
    }))

  readonly keepList: ThreadKeep['keepList'] = (_name, list) => this.#done(() => void (this.list = list))

  readonly putEntry: ThreadKeep['putEntry'] = (_name, entry) =>
    this.#done(() => void this.rows.set(entry.id, { entry, inHand: null }))

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

  readonly putDraft: ThreadKeep['putDraft'] = (_name, key, draft) =>
    this.#done(() => {
      if (draft === null) this.drafts.delete(key)
      else this.drafts.set(key, draft)
    })
}
