import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { openAudit } from '../../sync-server/audit.ts'
import type { AuditChain } from '../../sync-server/audit/audit-chain.ts'
import { lineOf } from '../../sync-server/audit/audit-entry.ts'
import { Auditor } from '../../sync-server/audit/auditor.ts'
import { putDocument } from '../../sync-server/http/document-list.ts'
import { addMember, changeMember } from '../../sync-server/http/people.ts'
import { MemoryUpdateLog } from '../../sync-server/log/memory-update-log.ts'
import type { ControlEntry } from '../../sync-server/room/facts.ts'
import { encodeControlBody, encodeUpdateBody } from '../../sync-server/room/log-body.ts'
import type { UpdateLog } from '../../sync-server/room/update-log.ts'
import { LevelAuditChain } from '../../sync-server/store/level-audit-chain.ts'
import { MemoryAuditChain } from '../../sync-server/store/memory-audit-chain.ts'
import { MemoryMetaStore } from '../../sync-server/store/memory-meta-store.ts'
import type { DocumentMeta } from '../../sync-server/store/meta-store.ts'
import { firstWrongLine } from '../support/audit-oracle.ts'
import { FakeClock } from '../support/fake-clock.ts'
import { FaultPlan, FaultyUpdateLog } from '../support/faults.ts'
import { addGroup } from '../support/meta-changes.ts'
import { scratchLevel } from '../support/storage-adapters.ts'

/** The appends of a chain by a plan. */
const faulty = (chain: AuditChain, plan: FaultPlan): AuditChain => ({
  append: (delivery) => plan.run(() => chain.append(delivery)),
  marks: () => chain.marks(),
  heads: () => chain.heads(),
  read: (group, from, to) => chain.read(group, from, to),
  forgetSource: (name) => chain.forgetSource(name),
})

const documentOf = (id: string): DocumentMeta => ({
  id,
  group: 'g',
  title: id,
  stage: 'drafting',
  createdAt: 0,
  updatedAt: 0,
  createdBy: 'm0',
  trashedAt: null,
})

interface Stores {
  readonly chain: AuditChain
  readonly meta: MemoryMetaStore
  readonly log: UpdateLog
}

const newStores = (chain: AuditChain = new MemoryAuditChain()): Stores => ({
  chain,
  meta: new MemoryMetaStore(),
  log: new MemoryUpdateLog(),
})

/** A server on these stores, as far as the audit goes. */
const start = async (stores: Stores, chain = stores.chain, log = stores.log) => {
  const clock = new FakeClock()
  const failures: unknown[] = []
  const auditor = await Auditor.open({
    chain,
    meta: stores.meta,
    clock,
    retry: 1_000,
    failed: (error) => failures.push(error),
  })
  const followed = await auditor.following(log)
  const say = (document: string, by: string, ...entries: readonly ControlEntry[]) =>
    followed.append([
      {
        document,
        entries: entries.flatMap((entry) => [
          { at: clock.now(), by, body: encodeControlBody(entry) },
          { at: clock.now(), by: 'server', body: encodeUpdateBody(new Uint8Array([0, 0])) },
        ]),
      },
    ])
  return { auditor, clock, failures, say, meta: auditor.meta }
}
type Running = Awaited<ReturnType<typeof start>>

const stage = (reason: string): ControlEntry => ({ type: 'stage', stage: 'suggesting', reason })

/** What is done, step by step, with what it is in the audit. */
const STEPS: readonly (readonly [act: string, run: (server: Running) => Promise<unknown>])[] = [
  ['group-created ', ({ meta }) => meta.transact(addGroup('g'), 'server')],
  [
    'joined m0',
    ({ meta }) =>
      meta.transact(
        (known) => addMember(known, { id: 'm0', group: 'g', name: 'م', role: 'facilitator', now: 0 }),
        'm0',
      ),
  ],
  [
    'document-created d',
    ({ meta }) =>
      meta.transact((known) => ({ meta: putDocument(known, documentOf('d')), result: null }), 'm0'),
  ],
  ['stage-set 1', ({ say }) => say('d', 'm0', { type: 'created' }, stage('1'))],
  [
    'joined m1',
    ({ meta }) =>
      meta.transact(
        (known) => addMember(known, { id: 'm1', group: 'g', name: 'ن', role: 'editor', now: 0 }),
        'm1',
      ),
  ],
  ['stage-set 2', ({ say }) => say('d', 'm0', stage('2'))],
  ['stage-set 3', ({ say }) => say('d', 'm0', stage('3'), { type: 'recovered' })],
  [
    'role-changed m1',
    ({ meta }) =>
      meta.transact((known) => {
        const member = known.members['m1']
        if (member === undefined) throw new Error('m1')
        return changeMember(known, member, { role: 'viewer' })
      }, 'm0'),
  ],
]

const kept = async ({ chain }: Stores): Promise<readonly string[]> => {
  const entries = await chain.read('g', 1, 1_000)
  expect(firstWrongLine(entries.map(lineOf))).toBeNull()
  return entries.map(
    ({ act, document, details }) =>
      `${act} ${details['reason'] ?? details['member'] ?? (act.startsWith('document') ? document : '')}`,
  )
}

const EXPECTED = STEPS.map(([act]) => act)
const isSame = (acts: readonly string[]): void => {
  expect(acts.toSorted()).toEqual(EXPECTED.toSorted())
  // Of one source they come in the order in which they were done.
  for (const of of ['stage-set', 'joined'])
    expect(acts.filter((act) => act.startsWith(of))).toEqual(EXPECTED.filter((act) => act.startsWith(of)))
}

const CALLS = STEPS.length + 2

/** Every act is in the chain once after a server that died at the n-th append, for every n. */
const diesAtEvery = async (fault: 'lost' | 'landed', changed: (chain: AuditChain) => AuditChain) => {
  for (let n = 1; n <= CALLS; n++) {
    const stores = newStores()
    // From the n-th on nothing is taken any more, until the next server.
    const dead = Object.fromEntries(
      Array.from({ length: 50 }, (_, index) => [n + 1 + index, 'lost' as const]),
    )
    const plan = new FaultPlan({ ...dead, [n]: fault })
    const dying = await start(stores, faulty(changed(stores.chain), plan))
    for (const [, run] of STEPS) {
      await run(dying)
      await dying.auditor.settled()
    }
    const next = await start(stores, changed(stores.chain))
    await next.auditor.settled()
    isSame(await kept(stores))
    await next.auditor.close()
    expect(await kept(stores)).toHaveLength(EXPECTED.length)
  }
}

/** The same of a server that goes on, and is not taken anything from twice. */
const triesAgain = async (changed: (chain: AuditChain) => AuditChain) => {
  for (const fault of ['lost', 'landed'] as const)
    for (let n = 1; n <= CALLS; n++) {
      const stores = newStores()
      const plan = new FaultPlan({ [n]: fault, [n + 1]: fault })
      const server = await start(stores, faulty(changed(stores.chain), plan))
      for (const [, run] of STEPS) await run(server)
      for (let round = 0; round < 4; round++) {
        await server.auditor.settled()
        server.clock.advance(1_000)
      }
      await server.auditor.settled()
      isSame(await kept(stores))
    }
}

type Change = (chain: AuditChain) => AuditChain
const FORGETFUL: readonly (readonly [string, (changed: Change) => Promise<void>, Change])[] = [
  [
    'takes what comes twice',
    triesAgain,
    (chain) => ({
      ...faulty(chain, new FaultPlan({})),
      append: ({ acts, marks }) =>
        chain.append({ acts: acts.map(({ act }) => ({ act, source: null })), marks }),
    }),
  ],
  [
    'says that it has more than it has',
    (changed) => diesAtEvery('landed', changed),
    (chain) => ({
      ...faulty(chain, new FaultPlan({})),
      marks: async () => new Map([...(await chain.marks())].map(([name, seq]) => [name, seq + 2])),
    }),
  ],
]

describe('the audit when its chain cannot be stored', () => {
  it.each(['lost', 'landed'] as const)(
    '[AUD4] has every act once after a server that died at the n-th append, for every n, where that append was %s',
    (fault) => diesAtEvery(fault, (chain) => chain),
  )

  it.each(FORGETFUL)('[AUD4] the law catches a chain that %s', async (_, law, changed) => {
    await expect(law(changed)).rejects.toThrow()
  })

  it('[AUD4] tries again by itself until it can, in order and once', () => triesAgain((chain) => chain))

  it('[AUD4] reads from the log what landed in an append that failed', async () => {
    const stores = newStores()
    for (const [, run] of STEPS.slice(0, 3)) await run(await start(stores))
    const log = new FaultyUpdateLog(stores.log, new FaultPlan({ 2: 'landed' }))
    const server = await start(stores, stores.chain, log)
    await server.say('d', 'm0', { type: 'created' })
    await expect(server.say('d', 'm0', stage('landed'))).rejects.toThrow()
    await server.say('d', 'm0', { type: 'recovered' })
    await server.auditor.settled()
    expect((await kept(stores)).at(-1)).toBe('stage-set landed')
  })

  it('[AUD4] leaves a document that is erased with its entries, and its marks with nobody', async () => {
    const stores = newStores()
    const server = await start(stores)
    for (const [, run] of STEPS) await run(server)
    await server.auditor.settled()
    await server.meta.transact((known) => ({ meta: { ...known, documents: {} }, result: null }), 'm0')
    await server.auditor.forget('d')
    expect([(await kept(stores)).at(-1), (await stores.chain.marks()).has('d')]).toEqual([
      'document-erased d',
      false,
    ])
  })

  it('[AUD4] tells whoever waits for an act that it could not be stored', async () => {
    const stores = newStores()
    const server = await start(stores, faulty(stores.chain, new FaultPlan({ 1: 'lost' })))
    const act = { group: 'g', by: 'm0', act: 'exported', document: 'd', details: {} } as const
    await expect(server.auditor.record(act)).rejects.toThrow('call 1 fails')
    server.clock.advance(1_000)
    await server.auditor.record(act)
    expect((await stores.chain.read('g', 1, 9)).length).toBe(1)
  })

  it('[AUD4] gives many acts at once a place each', async () => {
    const stores = newStores(await LevelAuditChain.open(await scratchLevel()))
    const server = await start(stores)
    for (const [, run] of STEPS.slice(0, 3)) await run(server)
    const many = Array.from({ length: 300 }, (_, n) => n)
    await Promise.all(
      many.map((n) =>
        n % 3 === 0
          ? server.auditor.record({
              group: 'g',
              by: 'm0',
              act: 'exported',
              document: 'd',
              details: { seq: n },
            })
          : n % 3 === 1
            ? server.say(`d`, 'm0', stage(String(n)))
            : server.meta.transact(
                (known) =>
                  addMember(known, { id: `x${n}`, group: 'g', name: `ع ${n}`, role: 'viewer', now: 0 }),
                `x${n}`,
              ),
      ),
    )
    await server.auditor.settled()
    const acts = await kept(stores)
    expect(new Set(acts.slice(3)).size).toBe(100 + 100 + 1)
    expect(acts.length).toBe(3 + 300)
    const stages = acts.flatMap((act) => /^stage-set (\d+)$/.exec(act)?.[1] ?? [])
    expect(stages).toHaveLength(100)
  })

  it('[AUD3] notes where each chain ends in the metadata: with each change, in a minute, and at the end', async () => {
    const stores = newStores()
    const server = await start(stores)
    const noted = () => stores.meta.read().audit?.heads['g']?.number ?? 0
    for (const [, run] of STEPS) {
      await run(server)
      await server.auditor.settled()
    }
    expect(noted()).toBe(EXPECTED.length - 1)
    server.clock.advance(60_000)
    await expect.poll(noted).toBe(EXPECTED.length)
    await server.say('d', 'm0', stage('last'))
    await server.auditor.close()
    expect([noted(), stores.meta.read().audit?.waiting]).toEqual([EXPECTED.length + 1, []])
  })

  it('[AUD3] gives a certificate the head with everything that was done before it', async () => {
    const stores = newStores()
    const { auditor, host, auditHead } = await openAudit(
      { audit: stores.chain, meta: stores.meta },
      new FakeClock(),
      pino({ level: 'silent' }),
    )
    expect(await auditHead('g')).toBeNull()
    await auditor.meta.transact(addGroup('g'), 'server')
    void host.record({ group: 'g', by: 'm0', act: 'exported', document: 'd', details: {} })
    const head = await auditHead('g')
    const [, last] = await stores.chain.read('g', 1, 9)
    expect(head).toBe(`2:${last?.hash}`)
  })

  it('[AUD3] a chain that does not hold what the metadata noted says so itself, once', async () => {
    const stores = newStores()
    const server = await start(stores)
    for (const [, run] of STEPS) await run(server)
    await server.auditor.close()
    const noted = stores.meta.read().audit?.heads['g']
    // Another chain in its place, of fewer entries.
    const forged = { ...stores, chain: new MemoryAuditChain() }
    for (let time = 0; time < 2; time++) await (await start(forged)).auditor.close()
    const [first, ...more] = await forged.chain.read('g', 1, 99)
    expect([first?.act, first?.details]).toEqual(['chain-mismatch', { ...noted }])
    expect(more.filter(({ act }) => act === 'chain-mismatch')).toEqual([])
  })
})
