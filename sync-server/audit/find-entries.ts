import type { ApiAudit } from '#core/protocol/api-audit.ts'
import type { AuditChain, AuditEntry } from './audit-chain.ts'
import { lineOf } from './audit-entry.ts'

export interface AuditQuery {
  /** Only entries with a smaller number; null begins with the newest. */
  readonly before: number | null
  readonly limit: number
  /** Each null takes everything. */
  readonly acts: readonly string[] | null
  readonly by: string | null
  /** Who did it, or to whom it was done. */
  readonly member: string | null
  readonly document: string | null
  /** Milliseconds since 1970, both included. */
  readonly from: number | null
  readonly to: number | null
}

/** So many entries are looked through for one answer. */
const LOOKED_THROUGH = 20_000
const PAGE = 500

const matches = (query: AuditQuery, entry: AuditEntry): boolean =>
  (query.acts === null || query.acts.includes(entry.act)) &&
  (query.by === null || entry.by === query.by) &&
  (query.member === null || entry.by === query.member || entry.details['member'] === query.member) &&
  (query.document === null || entry.document === query.document) &&
  (query.from === null || entry.at >= query.from) &&
  (query.to === null || entry.at <= query.to)

/**
 * Entries of a group's chain that match, newest first. A filter that few entries match ends before the page is full,
 * with a next one: no question costs more than looking through a bounded number of entries.
 */
export const findEntries = async (chain: AuditChain, group: string, query: AuditQuery): Promise<ApiAudit> => {
  const head = (await chain.heads()).get(group) ?? null
  const entries: AuditEntry[] = []
  let last = Math.min((query.before ?? Number.POSITIVE_INFINITY) - 1, head?.number ?? 0)
  const lowest = last - LOOKED_THROUGH
  while (last > 0 && last > lowest) {
    const page = await chain.read(group, Math.max(1, last - PAGE + 1), last)
    for (const entry of page.toReversed()) {
      if (!matches(query, entry)) continue
      entries.push(entry)
      if (entries.length === query.limit)
        return { entries, next: entry.number > 1 ? entry.number : null, head }
    }
    last -= PAGE
  }
  return { entries, next: last > 0 ? last + 1 : null, head }
}

/** The chain of a group, line by line, from the first entry to the one that is the last now. */
export async function* chainLines(chain: AuditChain, group: string): AsyncIterable<string> {
  const last = (await chain.heads()).get(group)?.number ?? 0
  for (let first = 1; first <= last; first += PAGE)
    for (const entry of await chain.read(group, first, Math.min(last, first + PAGE - 1)))
      yield `${lineOf(entry)}\n`
}
