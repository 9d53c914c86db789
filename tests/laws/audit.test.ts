import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AUDIT_ACTS } from '#core/protocol/api-audit.ts'
import type { AuditAct, AuditHead } from '../../sync-server/audit/audit-chain.ts'
import { lineOf } from '../../sync-server/audit/audit-entry.ts'
import { checkChain, type ChainLine } from '../../sync-server/audit/check-chain.ts'
import { createDataDir } from '../../sync-server/data-dir.ts'
import { nameKey, seqKey } from '../../sync-server/log/level-keys.ts'
import { checkAudit, checkAuditFile } from '../../sync-server/store/check-audit.ts'
import { EMPTY_META } from '../../sync-server/store/empty-meta.ts'
import { LevelAuditChain } from '../../sync-server/store/level-audit-chain.ts'
import { MemoryAuditChain } from '../../sync-server/store/memory-audit-chain.ts'
import { MetaFile } from '../../sync-server/store/meta-file.ts'
import { firstWrongLine, rehashed } from '../support/audit-oracle.ts'
import { scratchDir } from '../support/scratch-dir.ts'
import { openLevel } from '../support/storage-adapters.ts'

const encoder = new TextEncoder()
const RUNS = process.env['SIYAGHA_LONG'] === '1' ? 5_000 : 400

const text = fc.string({ unit: 'binary', maxLength: 12 }).filter((one) => Buffer.from(one).toString() === one)
const act: fc.Arbitrary<AuditAct> = fc.record({
  group: fc.constant('g'),
  at: fc.nat(2 ** 41),
  by: fc.constantFrom('m1', 'm2', 'server'),
  act: fc.constantFrom(...AUDIT_ACTS),
  document: fc.constantFrom(null, 'd1', 'd2'),
  details: fc.dictionary(
    fc.constantFrom('member', 'reason', 'seq', 'from', 'to'),
    fc.oneof(text, fc.nat(), fc.constant(null)),
  ),
})

/** What somebody does to a chain. Numbers are taken modulo its length. */
type Tampering =
  | { readonly do: 'flip'; readonly at: number; readonly byte: number; readonly bit: number }
  | { readonly do: 'drop' | 'double' | 'cut' | 'behead'; readonly at: number }
  | { readonly do: 'swap'; readonly at: number; readonly other: number }
  | { readonly do: 'rewrite'; readonly at: number; readonly by: string }

const at = fc.nat(10_000)
const tampering: fc.Arbitrary<Tampering> = fc.oneof(
  fc.record({ do: fc.constant('flip' as const), at, byte: at, bit: fc.integer({ min: 0, max: 7 }) }),
  fc.record({ do: fc.constantFrom('drop', 'double', 'cut', 'behead'), at }),
  fc.record({ do: fc.constant('swap' as const), at, other: at }),
  fc.record({ do: fc.constant('rewrite' as const), at, by: fc.constantFrom('m8', 'm9') }),
)

const tampered = (lines: readonly Uint8Array[], what: Tampering): readonly Uint8Array[] => {
  const index = what.at % lines.length
  const line = lines[index] ?? new Uint8Array()
  switch (what.do) {
    case 'flip': {
      const bytes = line.slice()
      const place = what.byte % bytes.length
      bytes[place] = (bytes[place] ?? 0) ^ (1 << what.bit)
      return lines.with(index, bytes)
    }
    case 'drop':
      return lines.toSpliced(index, 1)
    case 'double':
      return lines.toSpliced(index, 0, line)
    case 'cut':
      return lines.slice(0, index)
    case 'behead':
      return lines.slice(index + 1)
    case 'swap': {
      const other = what.other % lines.length
      return lines.with(index, lines[other] ?? line).with(other, line)
    }
    case 'rewrite':
      return lines.with(index, encoder.encode(rehashed(new TextDecoder().decode(line), { by: what.by })))
  }
}

/** The first place where it is not what it was; null when it is. */
const firstDifference = (before: readonly Uint8Array[], after: readonly Uint8Array[]): number | null => {
  for (let index = 0; index < Math.max(before.length, after.length); index++) {
    const [one, other] = [before[index], after[index]]
    if (one === undefined || other === undefined || !Buffer.from(one).equals(other)) return index + 1
  }
  return null
}

type Check = (
  group: string,
  lines: AsyncIterable<ChainLine>,
  heads: { readonly end?: AuditHead | null; readonly noted: readonly AuditHead[] },
) => Promise<{ readonly bad: { readonly number: number } | null }>

async function* numbered(lines: readonly Uint8Array[]): AsyncIterable<ChainLine> {
  for (const [index, bytes] of lines.entries()) yield { number: index + 1, bytes }
}

const chainOf = async (acts: readonly AuditAct[]) => {
  const chain = new MemoryAuditChain()
  await chain.append({ acts: acts.map((one) => ({ act: one, source: null })), marks: new Map() })
  const entries = await chain.read('g', 1, acts.length)
  const end = (await chain.heads()).get('g') ?? null
  return { lines: entries.map((entry) => encoder.encode(lineOf(entry))), end }
}

const holds = (check: Check, runs: number): Promise<void> =>
  fc.assert(
    fc.asyncProperty(
      fc.array(act, { minLength: 1, maxLength: 12 }),
      fc.option(tampering),
      async (acts, what) => {
        const { lines, end } = await chainOf(acts)
        const after = what === null ? lines : tampered(lines, what)
        const { bad } = await check('g', numbered(after), { end, noted: [] })
        expect(bad?.number ?? null).toBe(firstDifference(lines, after))
      },
    ),
    { numRuns: runs, seed: 20_261_126 },
  )

describe('the chain of a group', () => {
  it('[AUD2] [AUD3] names the first bad entry after any flip, drop, swap, doubling, rewriting or cut, and passes when nothing was done', async () => {
    await holds(checkChain, RUNS)
  })

  it('[AUD2] names an entry after a flip of any bit of it', async () => {
    const acts = [1, 2, 3].map((at): AuditAct => {
      const details = { reason: 'سبب "مكتوب"\n', seq: 500, member: null }
      return { group: 'g', at, by: 'm1', act: 'stage-set', document: 'd', details }
    })
    const { lines, end } = await chainOf(acts)
    const length = lines[1]?.length ?? 0
    for (let byte = 0; byte < length; byte++)
      for (let bit = 0; bit < 8; bit++) {
        const after = tampered(lines, { do: 'flip', at: 1, byte, bit })
        const { bad } = await checkChain('g', numbered(after), { end, noted: [] })
        expect([byte, bit, bad?.number]).toEqual([byte, bit, 2])
      }
  })

  it('[AUD1] is checked alike by a program that knows only the rule', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 12 }), async (acts) => {
        const { lines } = await chainOf(acts)
        expect(firstWrongLine(lines.map((line) => new TextDecoder().decode(line)))).toBeNull()
      }),
      { numRuns: 100, seed: 7 },
    )
  })

  const forgetful: Readonly<Record<string, Check>> = {
    'does not look for the end': (group, lines, { noted }) => checkChain(group, lines, { noted }),
    'believes an entry that is whole by itself': async (_group, lines, { end }) => {
      let count = 0
      for await (const line of lines) {
        const alone = await checkChain('g', numbered([line.bytes ?? new Uint8Array()]), { noted: [] })
        if (alone.bad !== null && alone.bad.number !== 1) return alone
        count += 1
      }
      return { bad: count < (end?.number ?? 0) ? { number: count + 1 } : null }
    },
    'names the entry behind the one that was rewritten': async (group, lines, heads) => {
      const report = await checkChain(group, lines, heads)
      return report.bad?.problem === 'replaced' ? { bad: { number: report.bad.number + 1 } } : report
    },
  }
  it.each(Object.entries(forgetful))('[AUD2] the law catches a check that %s', async (_, check) => {
    await expect(holds(check, 400)).rejects.toThrow('Property failed')
  })
})

describe('npm run verify-audit', () => {
  /** A store with one chain, as a stopped server leaves it. */
  const newStore = async (count: number) => {
    const folder = await scratchDir()
    await createDataDir(folder)
    const database = await openLevel(folder)
    const chain = await LevelAuditChain.open(database)
    const acts = Array.from({ length: count }, (_, index) => ({
      act: {
        group: 'g',
        at: index,
        by: 'm1',
        act: 'decided',
        document: 'd',
        details: { accepted: index },
      } satisfies AuditAct,
      source: null,
    }))
    await chain.append({ acts, marks: new Map() })
    const lines = (await chain.read('g', 1, count)).map((entry) => encoder.encode(lineOf(entry)))
    const head = (await chain.heads()).get('g')
    await database.close()
    if (head === undefined) throw new Error('no head')
    const outbox = { next: 1, waiting: [], heads: { g: head } }
    await new MetaFile(folder).write({ ...EMPTY_META, audit: outbox })
    return { folder, lines, head }
  }

  const firstBad = async (folder: string, head: AuditHead | null = null) => {
    const checked = await checkAudit(folder, head)
    if (!checked.ok) throw new Error(checked.error.reason)
    return checked.value.map(({ bad }) => bad?.number ?? null)
  }

  const store = async (folder: string, lines: readonly Uint8Array[], gone: number) => {
    const database = await openLevel(folder)
    const puts = lines.map((value, index) => ({
      type: 'put' as const,
      key: seqKey('audit', 'g', index + 1),
      value,
    }))
    const dels = Array.from({ length: gone }, (_, index) => ({
      type: 'del' as const,
      key: seqKey('audit', 'g', lines.length + index + 1),
    }))
    await database.write([...puts, ...dels])
    await database.close()
  }

  const random = fc.sample(tampering, { numRuns: RUNS / 20, seed: 3 })
  it('[AUD2] [AUD3] names the first bad entry in the store itself', async () => {
    const { folder, lines } = await newStore(700)
    expect(await firstBad(folder)).toEqual([null])
    for (const what of random) {
      const after = tampered(lines, what)
      await store(folder, after, Math.max(0, lines.length - after.length))
      expect([what, await firstBad(folder)]).toEqual([what, [firstDifference(lines, after)]])
      await store(folder, lines, Math.max(0, after.length - lines.length))
    }
    expect(await firstBad(folder)).toEqual([null])
  }, 120_000)

  it('[AUD3] names a gap, also one that is wider than what is read at once', async () => {
    const { folder } = await newStore(700)
    const database = await openLevel(folder)
    const keys = Array.from({ length: 600 }, (_, index) => seqKey('audit', 'g', index + 41))
    await database.write(keys.map((key) => ({ type: 'del', key })))
    await database.close()
    expect(await firstBad(folder)).toEqual([41])
  })

  it('[AUD3] names a cut when the store’s own note of the end is cut too, by what the metadata noted, and by what was noted elsewhere', async () => {
    const { folder, lines, head } = await newStore(20)
    const database = await openLevel(folder)
    for (const number of [18, 19, 20])
      await database.write([{ type: 'del', key: seqKey('audit', 'g', number) }])
    await database.write([{ type: 'del', key: nameKey('auditHead', 'g') }])
    await database.close()
    expect(await firstBad(folder)).toEqual([18])
    // Whoever also cuts the metadata is told by nothing but a head that somebody kept.
    await new MetaFile(folder).write(EMPTY_META)
    expect(await firstBad(folder, head)).toEqual([18])
    expect(await firstBad(folder)).toEqual([17])
    // Whole again, but the store's note of its end is still gone: nothing says that entry 20 is the last.
    await store(folder, lines, 0)
    expect(await firstBad(folder, head)).toEqual([20])
  })

  it('[AUD3] names the first entry when a whole chain is gone', async () => {
    const { folder } = await newStore(5)
    const database = await openLevel(folder)
    const keys = [1, 2, 3, 4, 5].map((number) => seqKey('audit', 'g', number))
    await database.write([...keys, nameKey('auditHead', 'g')].map((key) => ({ type: 'del', key })))
    await database.close()
    expect(await firstBad(folder)).toEqual([1])
  })

  it('[AUD10] checks a downloaded chain, the end of it by a head that was noted', async () => {
    const { lines, head } = await newStore(30)
    const folder = await scratchDir()
    const file = join(folder, 'audit.jsonl')
    const write = (all: readonly Uint8Array[]) =>
      writeFile(file, Buffer.concat(all.flatMap((line) => [line, encoder.encode('\n')])))
    await write(lines)
    expect((await checkAuditFile(file, head)).bad).toBeNull()
    for (const what of random) {
      const after = tampered(lines, what)
      await write(after)
      const { bad } = await checkAuditFile(file, head)
      // A line feed in the place of a byte makes two lines of one: the first of them is the bad one all the same.
      expect([what, bad?.number ?? null]).toEqual([what, firstDifference(lines, after)])
    }
    await write(lines.slice(0, 10))
    expect([(await checkAuditFile(file, null)).bad, (await checkAuditFile(file, head)).bad]).toEqual([
      null,
      { number: 11, problem: 'missing' },
    ])
  })
})
