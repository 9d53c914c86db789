import type { ApiThread } from '#core/protocol/api-threads.ts'
import type { ThreadCalls } from './thread-calls.ts'
import { withAnswer, withThread } from './thread-list.ts'
import { isFinal } from './thread-command.ts'
import type { ThreadKeep, ThreadList, ThreadsName } from './thread-keep.ts'

/** Milliseconds until a question that got no answer is asked again; a greeting of the server asks at once. */
const ASK_AGAIN_MS = 10_000

/** What the server says of a document's threads, asked for only as far as it changed ([THR103]). */
export interface ThreadFeed {
  readonly threads: () => readonly ApiThread[]
  readonly isReady: () => boolean
  /** Takes in what the device has. */
  readonly load: (list: ThreadList | null) => void
  /** One thread, as an answer to a command told it. */
  readonly take: (thread: ApiThread) => void
  /** Asks for what changed; while a question is under way, once more after it. */
  readonly refresh: () => void
  /** The session is in this history: of another one everything is asked for anew, at the next `refresh`. */
  readonly enter: (epoch: string) => void
  readonly close: () => void
}

export interface ThreadFeedOptions {
  readonly name: ThreadsName
  readonly calls: ThreadCalls
  readonly keep: ThreadKeep | null
  readonly epoch: string | null
  readonly changed: () => void
  readonly kept: (isKept: boolean) => void
}

const NONE: readonly ApiThread[] = []

export const createThreadFeed = (options: ThreadFeedOptions): ThreadFeed => {
  const { name, calls, keep } = options
  let list: ThreadList | null = null
  let epoch = options.epoch
  /** Is all of the list to be asked for, because what is known belongs to another history? */
  let isForeign = false
  let asking = false
  let askAgain = false
  let closed = false
  let later: ReturnType<typeof setTimeout> | undefined

  const store = async (now: ThreadList): Promise<void> => {
    if (keep !== null) options.kept((await keep.keepList(name, now)).ok)
  }

  const set = (next: ThreadList): void => {
    list = next
    void store(next)
    options.changed()
  }

  const ask = async (): Promise<void> => {
    const isAll = list === null || isForeign
    const asked = epoch
    const answer = await calls.list(name.document, isAll ? null : (list?.seq ?? null))
    if (closed) return
    if (!answer.ok) {
      if (!isFinal(answer.error)) later = setTimeout(refresh, ASK_AGAIN_MS)
      return
    }
    // The history was replaced, or is found to be another one, while it was on its way.
    if ((asked !== epoch && asked !== null) || (isForeign && !isAll)) return
    const before = isForeign ? null : list
    isForeign = false
    set(withAnswer(before, answer.value, isAll, epoch ?? before?.epoch ?? null))
  }

  function refresh(): void {
    clearTimeout(later)
    if (closed) return
    if (asking) {
      askAgain = true
      return
    }
    asking = true
    ask().then(ended, ended)
  }

  function ended(): void {
    asking = false
    if (!askAgain) return
    askAgain = false
    refresh()
  }

  return {
    threads: () => list?.threads ?? NONE,
    isReady: () => list !== null,
    load: (kept) => {
      if (list !== null || kept === null) return
      list = kept
      isForeign = epoch !== null && kept.epoch !== epoch
    },
    take: (thread) => {
      if (list === null) return
      const threads = withThread(list.threads, thread)
      if (threads !== list.threads) set({ ...list, threads })
    },
    refresh,
    enter: (entered) => {
      if (epoch === entered) return
      // What was asked before anybody said in which history is of this one, unless the device remembers another.
      if (list !== null && list.epoch !== entered && (list.epoch !== null || epoch !== null)) isForeign = true
      epoch = entered
      if (list !== null && !isForeign) list = { ...list, epoch }
    },
    close: () => {
      closed = true
      clearTimeout(later)
    },
  }
}
