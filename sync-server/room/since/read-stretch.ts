import type { Result } from '#core/util/result.ts'
import { replay, type Damaged, type Replayed } from '../replay.ts'
import type { LogEntry, UpdateLog } from '../update-log.ts'
import type { LogStretch } from './passage.ts'

type Reading = Pick<UpdateLog, 'snapshotAt' | 'read'>

const entriesOf = async (
  log: Reading,
  document: string,
  from: number,
  to: number,
): Promise<readonly LogEntry[]> => {
  const entries: LogEntry[] = []
  for await (const entry of log.read(document, from, to)) entries.push(entry)
  return entries
}

/**
 * What came after the entry `from`, up to the entry `to`, with the newest snapshot in front of it. Who caused what the
 * server wrote stands on the entry before that, so the snapshot always lies in front of `from` itself.
 */
export const readStretch = async (
  log: Reading,
  document: string,
  from: number,
  to: number,
): Promise<LogStretch> => {
  const snapshot = from <= 1 ? null : await log.snapshotAt(document, from - 1)
  return { snapshot, entries: await entriesOf(log, document, (snapshot?.seq ?? 0) + 1, to), from }
}

/** The document as it was when the entry `seq` was its last: any moment of its history [DOC506]. The caller destroys it. */
export const stateAt = async (
  log: Reading,
  document: string,
  seq: number,
): Promise<Result<Replayed, Damaged>> => {
  const snapshot = await log.snapshotAt(document, seq)
  const tail = await entriesOf(log, document, (snapshot?.seq ?? 0) + 1, seq)
  return replay({ snapshot, tail, seq }, false)
}
