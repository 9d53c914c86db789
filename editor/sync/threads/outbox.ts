import type { ApiThread } from '#core/protocol/api-threads.ts'
import type { ThreadCalls } from './thread-calls.ts'
import { isFinal, type OutboxEntry, type ThreadCommand } from './thread-command.ts'
import type { Claim, ThreadKeep, ThreadsName } from './thread-keep.ts'

/** Milliseconds until what did not get through is tried again, longer each time. */
const RETRY_MS = [1_000, 2_000, 4_000, 8_000, 16_000, 30_000] as const
/** So long, in milliseconds, a page that sends a command keeps the others from sending it, too. */
const IN_HAND_MS = 30_000

/**
 * Commands on their way to the server, in order, one at a time ([THR100]). What does not get through is tried again;
 * what is refused stays, with its words, until its author lets it go. Kept on the device, shared by the pages of one
 * browser: one of them sends.
 */
export interface Outbox {
  /** What waits, in order. */
  readonly waiting: () => readonly OutboxEntry[]
  readonly refused: () => readonly OutboxEntry[]
  /** Settles when the device has it, or cannot have it. */
  readonly add: (command: ThreadCommand) => Promise<void>
  /** Takes in what the device has from before. */
  readonly load: (kept: readonly OutboxEntry[]) => void
  /** Tries at once: the network is back, or somebody asks for it. */
  readonly kick: () => void
  /** Tries a refused command again, as the last of all. */
  readonly again: (id: string) => void
  readonly letGo: (id: string) => void
  readonly close: () => Promise<void>
}

export interface OutboxOptions {
  readonly name: ThreadsName
  readonly calls: ThreadCalls
  readonly keep: ThreadKeep | null
  readonly now: () => number
  readonly createId: () => string
  /** The server has it; the thread as it stands, null when another page sent it. */
  readonly arrived: (thread: ApiThread | null) => void
  readonly changed: () => void
  /** Whether the device keeps what waits. */
  readonly kept: (isKept: boolean) => void
}

export const createOutbox = (options: OutboxOptions): Outbox => {
  const { name, calls, keep, now } = options
  const page = options.createId()
  let entries: readonly OutboxEntry[] = []
  let newest = 0
  let failures = 0
  let sending = false
  let closed = false
  /** Writes of entries, one after the other: nothing is sent before it is on the device, or cannot be. */
  let written: Promise<void> = Promise.resolve()

  let retry: ReturnType<typeof setTimeout> | undefined

  const waiting = (): readonly OutboxEntry[] => entries.filter(({ refusal }) => refusal === null)

  function replace(id: string, entry: OutboxEntry | null): void {
    entries = entries.flatMap((one) => (one.id !== id ? [one] : entry === null ? [] : [entry]))
  }

  function write(act: (store: ThreadKeep) => ReturnType<ThreadKeep['removeEntry']>): void {
    if (keep === null) return
    written = written.then(async () => {
      options.kept((await act(keep)).ok)
    })
  }

  const claim = async (id: string): Promise<Claim> => {
    if (keep === null) return 'claimed'
    const result = await keep.claim(id, page, now(), now() + IN_HAND_MS)
    // Without a store there is no other page that could know of it.
    return result.ok ? result.value : 'claimed'
  }

  /** Deals with the first that waits: done with it, or to be tried `later`, or another page is at it. */
  const sendNext = async (entry: OutboxEntry): Promise<'done' | 'later' | 'taken'> => {
    await written
    const claimed = await claim(entry.id)
    if (claimed === 'taken') return 'taken'
    if (claimed === 'gone') {
      replace(entry.id, null)
      options.arrived(null)
      return 'done'
    }
    if (claimed !== 'claimed') {
      replace(entry.id, { ...entry, refusal: claimed })
      options.changed()
      return 'done'
    }
    const answer = await calls.send(name.document, entry.command)
    if (answer.ok) {
      replace(entry.id, null)
      write((store) => store.removeEntry(entry.id))
      options.arrived(answer.value.thread)
      return 'done'
    }
    if (!isFinal(answer.error)) {
      // Out of hand again: this page may be gone before it is tried the next time.
      await keep?.claim(entry.id, page, now(), now())
      return 'later'
    }
    const { code, message } = answer.error
    const refused = { ...entry, refusal: { code, message } }
    replace(entry.id, refused)
    write((store) => store.putEntry(name, refused))
    options.changed()
    return 'done'
  }

  const run = async (): Promise<void> => {
    for (let [next] = waiting(); next !== undefined && !closed; [next] = waiting()) {
      const outcome = await sendNext(next)
      if (outcome === 'done') {
        failures = 0
        continue
      }
      const delay = RETRY_MS[outcome === 'taken' ? 0 : Math.min(failures++, RETRY_MS.length - 1)]
      if (!closed) retry = setTimeout(start, delay)
      return
    }
  }

  function start(): void {
    clearTimeout(retry)
    retry = undefined
    if (closed || sending || waiting().length === 0) return
    sending = true
    run().then(ended, ended)
  }

  /** What was added while the last one ended is sent as well, unless all wait for a better moment. */
  function ended(): void {
    sending = false
    if (retry === undefined) start()
  }

  const put = (command: ThreadCommand): Promise<void> => {
    newest = Math.max(now(), newest + 1)
    const entry = { id: options.createId(), at: newest, command, refusal: null }
    entries = [...entries, entry]
    write((store) => store.putEntry(name, entry))
    options.changed()
    start()
    return written
  }

  return {
    waiting,
    refused: () => entries.filter(({ refusal }) => refusal !== null),
    add: put,
    load: (kept) => {
      const known = new Set(entries.map(({ id }) => id))
      entries = [...kept.filter(({ id }) => !known.has(id)), ...entries]
      newest = Math.max(newest, ...entries.map(({ at }) => at))
      start()
    },
    kick: () => {
      failures = 0
      if (!sending) start()
    },
    again: (id) => {
      const entry = entries.find((one) => one.id === id && one.refusal !== null)
      if (entry === undefined) return
      replace(id, null)
      write((store) => store.removeEntry(id))
      void put(entry.command)
    },
    letGo: (id) => {
      if (!entries.some((one) => one.id === id && one.refusal !== null)) return
      replace(id, null)
      write((store) => store.removeEntry(id))
      options.changed()
    },
    close: async () => {
      closed = true
      clearTimeout(retry)
      await written
    },
  }
}
