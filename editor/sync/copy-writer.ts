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
  /** Is everything kept that others wrote? */
  let isWhole = true
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
    if (theirs.length > 0 && !(await target.append(copy, theirs, null)).ok) isWhole = false
    if (count !== null && isWhole) await target.noteRestores(copy, count)
    if (mine.length > 0) {
      const acked = client !== null && done.includes(client)
      const result = await target.append(copy, mine, acked ? null : client)
      // A failed append is tried again with the next edit: until then the person is told that it is not kept.
      if (!result.ok) own = [...mine, ...own]
      failed = !result.ok
    }
    if (done.length > 0) await target.settle(copy, done)
  }

  const run = async (target: OfflineStore, copy: CopyName): Promise<void> => {
    do {
      await step(target, copy)
    } while (!idle() && !failed)
  }

  const start = (): void => {
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
      await running
      if (store !== null && name !== null) await store.replace(name, entry)
    },
    flush: async () => {
      while (running !== null) await running
    },
  }
}
