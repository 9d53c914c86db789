import type { ApiThread, ApiThreads } from '#core/protocol/api-threads.ts'
import type { ThreadList } from './thread-keep.ts'

const newer = (before: ApiThread | undefined, now: ApiThread): ApiThread =>
  before !== undefined && before.seq >= now.seq ? before : now

/** The list with one thread as an answer to a command told it: what others changed up to there may still lack. */
export const withThread = (list: readonly ApiThread[], thread: ApiThread): readonly ApiThread[] => {
  const before = list.find(({ id }) => id === thread.id)
  if (before === undefined) return [...list, thread]
  const now = newer(before, thread)
  return now === before ? list : list.map((one) => (one === before ? now : one))
}

/**
 * The list after the server told what changed, or everything ([THR103]). An answer that was overtaken on its way by a
 * newer one takes nothing back. Threads that did not change stay the same objects.
 */
export const withAnswer = (
  before: ThreadList | null,
  answer: ApiThreads,
  isAll: boolean,
  epoch: string | null,
): ThreadList => {
  const known = new Map((before?.threads ?? []).map((thread) => [thread.id, thread]))
  const told = answer.threads.map((thread) => newer(known.get(thread.id), thread))
  const toldIds = new Set(told.map(({ id }) => id))
  // What was begun after the answer was written is not in it.
  const untold = [...known.values()].filter(({ id, seq }) => !toldIds.has(id) && seq > answer.seq)
  const threads = isAll ? [...told, ...untold] : told.reduce(withThread, [...known.values()])
  const same =
    threads.length === before?.threads.length && threads.every((thread, at) => thread === before.threads[at])
  return {
    epoch,
    seq: isAll ? answer.seq : Math.max(answer.seq, before?.seq ?? 0),
    threads: same ? before.threads : threads,
  }
}
