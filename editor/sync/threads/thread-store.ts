import type { ApiTextAnchor, ApiThreadAnchor } from '#core/protocol/api-threads.ts'
import type { Control } from '#core/protocol/control.ts'
import { createDrafts, NEW_THREAD, changeOf, replyTo } from './drafts.ts'
import { createOutbox } from './outbox.ts'
import { createShowThreads, type ShownThread } from './shown-threads.ts'
import type { ThreadCalls } from './thread-calls.ts'
import { createThreadFeed } from './thread-feed.ts'
import type { Draft, ThreadKeep } from './thread-keep.ts'
import type { OutboxEntry, ThreadCommand } from './thread-command.ts'

/** Everything that a page shows of threads. A new object when something in it changed, and only then. */
export interface ThreadsSnapshot {
  /** In the order in which they were begun, with what waits on this device; the same object while one is the same. */
  readonly threads: readonly ShownThread[]
  /** Has the server or this device told any? */
  readonly ready: boolean
  /** Commands that still have to reach the server. */
  readonly waiting: number
  /** Commands that it will never take, with their words, oldest first, until they are let go. */
  readonly refused: readonly OutboxEntry[]
  readonly drafts: ReadonlyMap<string, Draft>
  /** False when this browser keeps nothing of it: what waits is then lost with the page. */
  readonly kept: boolean
}

/** The discussions of an open document ([THR100]–[THR104]). Holds all their state; nothing of it needs React. */
export interface ThreadStore {
  readonly subscribe: (listener: () => void) => () => void
  readonly getSnapshot: () => ThreadsSnapshot
  /** Begins a thread and answers its id; the draft under `draft` is cleared. */
  readonly begin: (anchor: ApiThreadAnchor, body: string, draft?: string) => string
  readonly reply: (thread: string, body: string) => void
  readonly edit: (thread: string, comment: string, body: string) => void
  readonly remove: (thread: string, comment: string) => void
  readonly resolve: (thread: string, resolved: boolean) => void
  /** Its text was carried elsewhere: only a thread at a place in the text is put at another. */
  readonly reanchor: (thread: string, anchor: ApiTextAnchor) => void
  readonly hide: (thread: string, comment: string, reason: string) => void
  readonly unhide: (thread: string, comment: string) => void
  /** Keeps unsent words under a key of `drafts.ts`; null or empty words clear it. */
  readonly setDraft: (key: string, draft: Draft | null) => void
  /** Sends a refused command again, or lets it go with its words. */
  readonly again: (command: string) => void
  readonly letGo: (command: string) => void
  /** Waits until what was written is on the device, then ends. */
  readonly close: () => Promise<void>
}

export interface ThreadStoreOptions {
  readonly document: string
  readonly member: string
  readonly calls: ThreadCalls
  /** Null where the browser keeps nothing. */
  readonly keep: ThreadKeep | null
  /** Controls of the document's session; answers how to stop. */
  readonly onControl: (listener: (control: Control) => void) => () => void
  /** The history that the session is in, when it has been greeted already. */
  readonly epoch: string | null
  /** Tells when the browser has its network again. */
  readonly network: EventTarget
  readonly now: () => number
  readonly createId: () => string
}

export const openThreadStore = (options: ThreadStoreOptions): ThreadStore => {
  const { document, member, calls, keep, now, createId } = options
  const name = { member, document }
  const listeners = new Set<() => void>()
  const show = createShowThreads(member)
  let kept = keep !== null
  let closed = false

  const noteKept = (isKept: boolean): void => {
    kept = isKept
    changed()
  }
  const drafts = createDrafts(keep, name, noteKept)
  const feed = createThreadFeed({ name, calls, keep, epoch: options.epoch, changed, kept: noteKept })
  const outbox = createOutbox({
    name,
    calls,
    keep,
    now,
    createId,
    changed,
    kept: noteKept,
    arrived: (thread) => {
      if (thread === null) feed.refresh()
      else feed.take(thread)
      changed()
    },
  })

  let refused: readonly OutboxEntry[] = []
  let snapshot = look()

  function look(): ThreadsSnapshot {
    const waiting = outbox.waiting()
    const now = outbox.refused()
    if (now.length !== refused.length || now.some((entry, index) => entry !== refused[index])) refused = now
    return {
      threads: show(feed.threads(), waiting),
      ready: feed.isReady(),
      waiting: waiting.length,
      refused,
      drafts: drafts.all(),
      kept,
    }
  }

  function changed(): void {
    if (closed) return
    const next = look()
    const same =
      next.threads === snapshot.threads &&
      next.ready === snapshot.ready &&
      next.waiting === snapshot.waiting &&
      next.refused === snapshot.refused &&
      next.drafts === snapshot.drafts &&
      next.kept === snapshot.kept
    if (same) return
    snapshot = next
    for (const listener of listeners) listener()
  }

  const kick = (): void => {
    feed.refresh()
    outbox.kick()
  }
  const stopControls = options.onControl((control) => {
    if (control.type === 'hello' || control.type === 'epoch') feed.enter(control.epoch)
    if (control.type === 'hello') kick()
    else if (control.type === 'epoch' || control.type === 'thread') feed.refresh()
  })
  options.network.addEventListener('online', kick)

  const begin = async (): Promise<void> => {
    const loaded = await keep?.load(name)
    if (closed) return
    if (loaded?.ok === true) {
      feed.load(loaded.value.list)
      drafts.load(loaded.value.drafts)
      outbox.load(loaded.value.outbox)
    }
    if (loaded?.ok === false) kept = false
    feed.refresh()
    changed()
  }
  void begin()

  const send = (command: ThreadCommand, draft: string | null = null): void => {
    // The command is on the device first: between the two the words are there twice, never not at all.
    const added = outbox.add(command)
    if (draft !== null) drafts.set(draft, null, added)
    changed()
  }

  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    getSnapshot: () => snapshot,
    begin: (anchor, body, draft = NEW_THREAD) => {
      const thread = createId()
      send({ kind: 'begin', thread, anchor, body }, draft)
      return thread
    },
    reply: (thread, body) => {
      send({ kind: 'reply', thread, comment: createId(), body }, replyTo(thread))
    },
    edit: (thread, comment, body) => {
      send({ kind: 'edit', thread, comment, body }, changeOf(comment))
    },
    remove: (thread, comment) => {
      send({ kind: 'delete', thread, comment })
    },
    resolve: (thread, resolved) => {
      send({ kind: 'resolve', thread, resolved })
    },
    reanchor: (thread, anchor) => {
      send({ kind: 'reanchor', thread, anchor })
    },
    hide: (thread, comment, reason) => {
      send({ kind: 'hide', thread, comment, hidden: true, reason })
    },
    unhide: (thread, comment) => {
      send({ kind: 'hide', thread, comment, hidden: false, reason: '' })
    },
    setDraft: (key, draft) => {
      drafts.set(key, draft)
      changed()
    },
    again: outbox.again,
    letGo: outbox.letGo,
    close: async () => {
      closed = true
      stopControls()
      options.network.removeEventListener('online', kick)
      feed.close()
      await Promise.all([outbox.close(), drafts.flush()])
    },
  }
}
