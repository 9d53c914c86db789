import type { LockedRange } from '#core/locks/section-lock.ts'
import type { UpdateLog } from '../update-log.ts'
import type { Inbox } from './inbox.ts'
import { fedEntry } from './notice-feed.ts'

/**
 * Is there something in the log of a document that a crash kept its members from being told [ACC602]? Its room tells
 * it as soon as it is open. Where there is nothing, the mark says so from now on.
 */
export const isBehind = async (
  document: string,
  inbox: Inbox,
  log: Pick<UpdateLog, 'read'>,
): Promise<boolean> => {
  const mark = (await inbox.mark(document)) ?? { seq: 0, locks: [] }
  let seq = mark.seq
  let locks: readonly LockedRange[] = mark.locks
  for await (const entry of log.read(document, mark.seq + 1, Number.MAX_SAFE_INTEGER)) {
    const fed = fedEntry(entry)
    if (fed !== null && fed.at >= inbox.since) return true
    if (fed?.entry.type === 'locks') locks = fed.entry.locks
    seq = entry.seq
  }
  if (seq > mark.seq) await inbox.deliver(document, { seq, locks }, [])
  return false
}
