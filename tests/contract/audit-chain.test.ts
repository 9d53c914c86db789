import { describe, expect, it } from 'vitest'
import { OUTBOX, type AuditAct, type AuditChain } from '../../sync-server/audit/audit-chain.ts'
import { lineOf } from '../../sync-server/audit/audit-entry.ts'
import { LevelAuditChain } from '../../sync-server/store/level-audit-chain.ts'
import { MemoryAuditChain } from '../../sync-server/store/memory-audit-chain.ts'
import { firstWrongLine } from '../support/audit-oracle.ts'
import { scratchLevel } from '../support/storage-adapters.ts'

const ADAPTERS: Readonly<Record<string, () => Promise<AuditChain>>> = {
  memory: async () => new MemoryAuditChain(),
  LevelDB: async () => LevelAuditChain.open(await scratchLevel()),
}

const act = (group: string, at: number, over: Partial<AuditAct> = {}): AuditAct => ({
  group,
  at,
  by: 'm1',
  act: 'role-changed',
  document: null,
  details: { member: 'm2', from: 'viewer', to: 'editor' },
  ...over,
})
const alone = (...acts: readonly AuditAct[]) => ({
  acts: acts.map((one) => ({ act: one, source: null })),
  marks: new Map<string, number>(),
})
const from = (name: string, ...acts: readonly (readonly [seq: number, act: AuditAct])[]) => ({
  acts: acts.map(([seq, one]) => ({ act: one, source: { name, seq } })),
  marks: new Map([[name, acts.at(-1)?.[0] ?? 0]]),
})
const times = async (chain: AuditChain, group: string) =>
  (await chain.read(group, 1, 100)).map(({ at }) => at)

describe.each(Object.entries(ADAPTERS))('audit chain in %s', (_, open) => {
  it('[AUD1] numbers the entries of each group from 1, each with the hash of the one before', async () => {
    const chain = await open()
    expect([await chain.heads(), await chain.marks(), await chain.read('g', 1, 9)]).toEqual([
      new Map(),
      new Map(),
      [],
    ])
    await chain.append(alone(act('g', 1), act('h', 2), act('g', 3)))
    const heads = await chain.append(alone(act('g', 4)))
    const entries = await chain.read('g', 1, 99)
    expect(entries.map(({ number, at }) => [number, at])).toEqual([
      [1, 1],
      [2, 3],
      [3, 4],
    ])
    expect(firstWrongLine(entries.map(lineOf))).toBeNull()
    const hash = entries[2]?.hash ?? ''
    expect([heads, (await chain.heads()).get('g')]).toEqual([
      new Map([['g', { number: 3, hash }]]),
      { number: 3, hash },
    ])
    expect((await chain.heads()).get('h')?.number).toBe(1)
    expect((await chain.read('g', 2, 2)).map(({ at }) => at)).toEqual([3])
  })

  it('[AUD4] keeps what comes again from a source once, and never sets a mark back', async () => {
    const chain = await open()
    await chain.append(from('d', [4, act('g', 4)], [6, act('g', 6)]))
    await chain.append(from('d', [4, act('g', 4)], [6, act('g', 6)]))
    await chain.append(from('d', [2, act('g', 2)]))
    await chain.append(from(OUTBOX, [1, act('g', 1)]))
    await chain.append(from('d', [6, act('g', 6)], [7, act('g', 7)]))
    expect([await times(chain, 'g'), await chain.marks()]).toEqual([
      [4, 6, 1, 7],
      new Map([
        ['d', 7],
        [OUTBOX, 1],
      ]),
    ])
    await chain.append({ acts: [], marks: new Map([['d', 900]]) })
    await chain.forgetSource(OUTBOX)
    expect([await times(chain, 'g'), await chain.marks()]).toEqual([[4, 6, 1, 7], new Map([['d', 900]])])
  })

  it('[AUD4] gives what is appended at once one order, each once', async () => {
    const chain = await open()
    const one = from('d', [1, act('g', 1)], [2, act('g', 2)])
    await Promise.all([chain.append(one), chain.append(one), chain.append(alone(act('g', 3)))])
    expect((await times(chain, 'g')).toSorted((a, b) => a - b)).toEqual([1, 2, 3])
    expect(firstWrongLine((await chain.read('g', 1, 9)).map(lineOf))).toBeNull()
  })

  it('[AUD6] cuts long reasons and takes out what has no UTF-8', async () => {
    const chain = await open()
    const reason = `${'س'.repeat(299)}😀${'ص'.repeat(2_000)}`
    await chain.append(
      alone(
        act('g', 1, { details: { reason, half: 'a\ud800b', lines: 'a\r\n\u007fb', none: null, count: 3 } }),
      ),
    )
    const [entry] = await chain.read('g', 1, 1)
    expect(entry?.details).toEqual({
      reason: `${'س'.repeat(299)}😀…`,
      half: 'a\ufffdb',
      lines: 'a b',
      none: null,
      count: 3,
    })
    expect(firstWrongLine(entry === undefined ? [] : [lineOf(entry)])).toBeNull()
  })
})
