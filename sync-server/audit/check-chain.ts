import type { AuditEntry, AuditHead } from './audit-chain.ts'
import { NO_PREVIOUS, readLine, type LineDamage } from './audit-entry.ts'

/** Bytes where entry `number` should be; null where they cannot even be read. */
export interface ChainLine {
  readonly number: number
  readonly bytes: Uint8Array | null
}

/**
 * What is wrong with an entry. `missing`: it is not there, others or a noted head say that it was. `out-of-place`:
 * another entry stands in its place. `replaced`: it is whole by itself, and not the one that the next entry or a noted
 * head names. `beyond`: the chain had ended before it. `headless`: where the chain ends is noted nowhere.
 */
export type ChainProblem = LineDamage | 'missing' | 'out-of-place' | 'replaced' | 'beyond' | 'headless'

export interface BadEntry {
  readonly number: number
  readonly problem: ChainProblem
}

export interface ChainReport {
  /** How many entries are there, up to the first bad one. */
  readonly entries: number
  readonly head: AuditHead | null
  readonly bad: BadEntry | null
}

export interface NotedHeads {
  /** Where the chain ends by the store's own record; undefined where there is none, as for a file. */
  readonly end?: AuditHead | null
  /** Entries that were noted elsewhere: in the metadata, on a certificate. The chain may go on behind them. */
  readonly noted: readonly AuditHead[]
}

/**
 * Checks a group's chain from its first entry and names the first that is not the one that was appended [AUD2] [AUD3].
 * A chain that was rewritten from some entry to its end shows only by a head that was noted elsewhere, and then by the
 * first such head.
 */
export const checkChain = async (
  group: string,
  lines: AsyncIterable<ChainLine>,
  heads: NotedHeads,
): Promise<ChainReport> => {
  const rest = lines[Symbol.asyncIterator]()
  let head: AuditHead | null = null
  const report = (bad: BadEntry | null): ChainReport => ({ entries: head?.number ?? 0, head, bad })
  for (;;) {
    const { done, value: line } = await rest.next()
    if (done === true) break
    const expected: number = (head?.number ?? 0) + 1
    const bad = (problem: ChainProblem): ChainReport => report({ number: expected, problem })
    if (line.number !== expected) return bad('missing')
    const read = line.bytes === null ? null : readLine(line.bytes)
    if (read === null) return bad('unreadable')
    if (!read.ok) return bad(read.error)
    const entry: AuditEntry = read.value
    if (entry.number !== expected || entry.group !== group) return bad('out-of-place')
    if (entry.previous !== (head?.hash ?? NO_PREVIOUS)) {
      // Of two neighbours that do not fit, the one that somebody else vouches for is the true one.
      const isVouched = expected > 1 && (await vouchesFor(entry, rest, heads))
      if (!isVouched) return bad('changed')
      const before = expected - 1
      return { entries: before - 1, head, bad: { number: before, problem: 'replaced' } }
    }
    if (heads.noted.some(({ number, hash }) => number === expected && hash !== entry.hash))
      return bad('replaced')
    head = { number: expected, hash: entry.hash }
  }
  return report(badEnd(head, heads))
}

const vouchesFor = async (
  { number, hash }: AuditEntry,
  rest: AsyncIterator<ChainLine>,
  { end, noted }: NotedHeads,
): Promise<boolean> => {
  const next = await rest.next()
  if (next.done !== true) {
    const following = next.value.bytes === null ? null : readLine(next.value.bytes)
    return following?.ok === true && following.value.previous === hash
  }
  return [...noted, ...(end ? [end] : [])].some((one) => one.number === number && one.hash === hash)
}

/** What the noted heads say of a chain that is whole up to `head`. */
const badEnd = (head: AuditHead | null, { end, noted }: NotedHeads): BadEntry | null => {
  const count = head?.number ?? 0
  const last = Math.max(0, ...noted.map(({ number }) => number), end?.number ?? 0)
  if (last > count) return { number: count + 1, problem: 'missing' }
  if (end === undefined || count === 0) return null
  if (end === null) return { number: count, problem: 'headless' }
  if (end.number < count) return { number: end.number + 1, problem: 'beyond' }
  return end.hash === head?.hash ? null : { number: count, problem: 'replaced' }
}
