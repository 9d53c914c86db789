import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { z } from 'zod'
import type { AuditHead } from '../audit/audit-chain.ts'
import type { ChainLine } from '../audit/check-chain.ts'
import type { LevelDatabase, LevelView } from '../log/level-database.ts'
import {
  keyAfter,
  nameBeforeSeq,
  nameKey,
  nameOf,
  nameRange,
  seqKey,
  seqOf,
  seqRange,
  spaceRange,
} from '../log/level-keys.ts'
import { readStoredHead } from './level-audit-chain.ts'
import type { Meta } from './meta-store.ts'

/**
 * One moment of the audit as it lies in the store, good or bad: lines of JSON. Of each group first where its chain
 * ends by the store and by the metadata, then each of its entries as it is stored.
 */
const groupLine = z.object({
  group: z.string(),
  name: z.string(),
  /** Null when the store does not say it, or illegibly. */
  end: z.object({ number: z.number(), hash: z.string() }).nullable(),
  noted: z.object({ number: z.number(), hash: z.string() }).nullable(),
})
const entryLine = z.object({ number: z.number(), bytes: z.string().nullable() })

/** Without it the dump was broken off. */
const END = { whole: true } as const
const endLine = z.object({ whole: z.literal(true) })

type GroupLine = z.infer<typeof groupLine>

const PAGE = 256
const LAST = Number.MAX_SAFE_INTEGER

/** `readMeta` is null when the metadata cannot be read. */
export const dumpAudit = (
  database: LevelDatabase,
  readMeta: () => Meta | null,
  take: (bytes: Uint8Array) => Promise<void>,
): Promise<void> =>
  database.longView(async (view) => {
    // In the tick in which the view was taken: what is noted in it was in the chains before.
    const meta = readMeta()
    const say = (line: unknown): Promise<void> => take(Buffer.from(`${JSON.stringify(line)}\n`, 'utf8'))
    const noted = meta?.audit?.heads ?? {}
    const stored = await storedGroups(view)
    for (const group of new Set([...stored, ...Object.keys(noted)])) {
      const head: GroupLine = {
        group,
        name: meta?.groups[group]?.name ?? '',
        end: await endOf(view, group),
        noted: noted[group] ?? null,
      }
      await say(head)
      for await (const { number, bytes } of linesOf(view, group))
        await say({ number, bytes: bytes === null ? null : Buffer.from(bytes).toString('base64') })
    }
    await say(END)
  })

const storedGroups = async (view: LevelView): Promise<ReadonlySet<string>> => {
  const groups = new Set<string>()
  let range = spaceRange('audit')
  for (;;) {
    const [first] = await view.records(range, 1)
    if (first === undefined) break
    const group = nameBeforeSeq('audit', first[0])
    if (group !== null) groups.add(group)
    // On to the next group; behind a key that nobody of ours made, to the next key.
    range = { ...range, gte: group === null ? keyAfter(first[0]) : nameRange('audit', group).lte }
  }
  for (const [key] of await view.records(spaceRange('auditHead'))) groups.add(nameOf('auditHead', key))
  return groups
}

const endOf = async (view: LevelView, group: string): Promise<AuditHead | null> => {
  const key = nameKey('auditHead', group)
  const value = await view.get(key).catch(() => null)
  return value === null ? null : readStoredHead(key, value)
}

async function* linesOf(view: LevelView, group: string): AsyncIterable<ChainLine> {
  let first = 1
  for (;;) {
    const page = await pageOf(view, group, first)
    if (page.length > 0) {
      yield* page
      first += PAGE
      continue
    }
    const [next] = await view.records(seqRange('audit', group, first, LAST), 1)
    if (next === undefined) return
    first = seqOf(next[0])
  }
}

/** Where LevelDB cannot read a page, each entry of it is asked for by itself. */
const pageOf = async (view: LevelView, group: string, first: number): Promise<readonly ChainLine[]> => {
  try {
    const records = await view.records(seqRange('audit', group, first, first + PAGE - 1))
    return records.map(([key, bytes]) => ({ number: seqOf(key), bytes }))
  } catch {
    const lines: ChainLine[] = []
    for (let number = first; number < first + PAGE; number += 1) {
      const bytes = await view.get(seqKey('audit', group, number)).then(
        (value) => value ?? undefined,
        () => null,
      )
      if (bytes !== undefined) lines.push({ number, bytes })
    }
    return lines
  }
}

export interface DumpedChain extends GroupLine {
  readonly lines: readonly ChainLine[]
}

/** Reads what {@link dumpAudit} wrote, group by group. Throws when it was broken off. */
export async function* readDump(dump: AsyncIterable<Uint8Array>): AsyncIterable<DumpedChain> {
  let current: (GroupLine & { readonly lines: ChainLine[] }) | null = null
  let isWhole = false
  for await (const line of createInterface({ input: Readable.from(dump), crlfDelay: Infinity })) {
    const json: unknown = JSON.parse(line)
    if (endLine.safeParse(json).success) {
      isWhole = true
      continue
    }
    const group = groupLine.safeParse(json)
    if (group.success) {
      if (current !== null) yield current
      current = { ...group.data, lines: [] }
      continue
    }
    const { number, bytes } = entryLine.parse(json)
    current?.lines.push({ number, bytes: bytes === null ? null : Buffer.from(bytes, 'base64') })
  }
  if (current !== null) yield current
  if (!isWhole) throw new Error('the audit was not told to its end')
}
