import type { ApiThread, ApiThreadAnchor } from '#core/protocol/api-threads.ts'
import type { Result } from '#core/util/result.ts'
import type { StoreFailure } from '../offline-store.ts'
import type { OutboxEntry, Refusal } from './thread-command.ts'

/** Words that were not sent yet, and what a new thread of them would be about. */
export interface Draft {
  readonly text: string
  /** Of a thread that is yet to begin; else absent. */
  readonly anchor?: ApiThreadAnchor
}

/** Threads as the server last told them. */
export interface ThreadList {
  /** The history they belong to; null when that was not known yet. */
  readonly epoch: string | null
  /** Everything up to this number of the document's log is in it. */
  readonly seq: number
  readonly threads: readonly ApiThread[]
}

export interface KeptThreads {
  readonly list: ThreadList | null
  /** In order. */
  readonly outbox: readonly OutboxEntry[]
  readonly drafts: ReadonlyMap<string, Draft>
}

/**
 * May this page send a command now? `taken`: another page of this browser has it in hand. `gone`: another has sent it,
 * or somebody let it go. A refusal: another was told that it will never be taken.
 */
export type Claim = 'claimed' | 'taken' | 'gone' | Refusal

/** Whose threads of which document. */
export interface ThreadsName {
  readonly member: string
  readonly document: string
}

/** Port: what this browser keeps of threads ([THR101]). Promises settle when the transaction has completed. */
export interface ThreadKeep {
  readonly load: (name: ThreadsName) => Promise<Result<KeptThreads, StoreFailure>>
  readonly keepList: (name: ThreadsName, list: ThreadList) => Promise<Result<void, StoreFailure>>
  /** Keeps a command, in the place of the one with its id. */
  readonly putEntry: (name: ThreadsName, entry: OutboxEntry) => Promise<Result<void, StoreFailure>>
  /**
   * Takes a command in hand for `page` until `until`, unless another page has it in hand at `now` (milliseconds since
   * 1970). In one transaction: of two pages one gets it.
   */
  readonly claim: (
    id: string,
    page: string,
    now: number,
    until: number,
  ) => Promise<Result<Claim, StoreFailure>>
  readonly removeEntry: (id: string) => Promise<Result<void, StoreFailure>>
  /** Takes a draft at once, within the key, until `putDraft` has it: a page may go before that is done [UI930]. */
  readonly noteDraft: (name: ThreadsName, key: string, draft: Draft) => void
  /** Keeps a draft, or drops it when it is null. */
  readonly putDraft: (
    name: ThreadsName,
    key: string,
    draft: Draft | null,
  ) => Promise<Result<void, StoreFailure>>
}
