import { createDeadline } from './deadline.ts'
import type { CopyName, OfflineStore, SetAside } from './offline-store.ts'
import type { LocalCopy } from './saved-state.ts'

/**
 * Writes one local copy in order: what arrives while a transaction is under way goes into the next one, together.
 * Before the epoch is known nothing can be named; work waits here until `name` is given.
 */
export interface CopyWriter {
  readonly state: () => LocalCopy
  /** @param unsentBy client id of this session when the update is own work. */
  readonly add: (update: Uint8Array, unsentBy: number | null) => void
  readonly settle: (clients: readonly number[]) => void
  /** What was added up to now has as many restores of an earlier version in it. */
  readonly noteRestores: (restores: number) => void
  readonly rename: (name: CopyName) => void
  /** Waits for what is under way, then sets `entry` aside and empties the copy. Nothing is added afterwards. */
  readonly replace: (entry: SetAside | null) => Promise<void>
  readonly flush: () => Promise<void>
}

/** What the device did not take is offered again after so many milliseconds: there may be room by then [UI802]. */
const AGAIN_MS = 5_000

export const createCopyWriter = (
  store: OfflineStore | null,
  initial: CopyName | null,
  changed: () => void,
): CopyWriter => {
  let name = initial
  let own: Uint8Array[] = []
  let others: Uint8Array[] = []
  let unsentBy: number | null = null
  let settled: readonly number[] = []
  let restores: number | null = null
  let failed = store === null
  let closed = false
  let running: Promise<void> | null = null

  const idle = (): boolean =>
    own.length === 0 && others.length === 0 && settled.length === 0 && restores === null

  const step = async (target: OfflineStore, copy: CopyName): Promise<void> => {
    const [mine, theirs, client, done, count] = [own, others, unsentBy, settled, restores]
    own = []
    others = []
    settled = []
    restores = null
    let isFull = false
    if (theirs.length > 0 && !(await target.append(copy, theirs, null)).ok) {
      // Own words stand among those of others: without them the copy would not open as it was.
      others = [...theirs, ...others]
      isFull = true
    }
    if (count !== null) {
      if (isFull) restores ??= count
      else await target.noteRestores(copy, count)
    }
    if (mine.length > 0) {
      const acked = client !== null && done.includes(client)
      const result = await target.append(copy, mine, acked ? null : client)
      if (!result.ok) {
        own = [...mine, ...own]
        // The server has it: it is not unsent when the device takes it at last.
        if (acked && unsentBy === client) unsentBy = null
        isFull = true
      }
    }
    // Until it is tried again, and succeeds, the person is told that it is not kept.
    failed = isFull
    if (failed) again.start()
    if (done.length > 0) await target.settle(copy, done)
  }

  const run = async (target: OfflineStore, copy: CopyName): Promise<void> => {
    do {
      await step(target, copy)
    } while (!idle() && !failed)
  }

  const again = createDeadline(AGAIN_MS, () => {
    start()
  })

  function start(): void {
    if (running !== null || closed || store === null || name === null || idle()) return
    running = run(store, name).finally(() => {
      running = null
      changed()
      if (!failed) start()
    })
    changed()
  }

  return {
    state: () => {
      if (failed) return 'failed'
      return own.length > 0 || (running !== null && unsentBy !== null) ? 'keeping' : 'kept'
    },
    add: (update, client) => {
      if (store === null) return
      if (client === null) others.push(update)
      else {
        own.push(update)
        unsentBy = client
        settled = settled.filter((one) => one !== client)
      }
      start()
    },
    settle: (clients) => {
      if (store === null) return
      settled = [...new Set([...settled, ...clients])]
      start()
    },
    noteRestores: (count) => {
      if (store === null) return
      restores = count
      start()
    },
    rename: (next) => {
      name = next
      start()
    },
    replace: async (entry) => {
      closed = true
      again.stop()
      await running
      if (store !== null && name !== null) await store.replace(name, entry)
    },
    flush: async () => {
      again.stop()
      while (running !== null) await running
    },
  }
}
