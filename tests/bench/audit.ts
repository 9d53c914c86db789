/**
 * What the audit costs: a chain of 100,000 entries read, filtered and checked; and joins and decisions with and without
 * it, on the real server, one after the other.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AuditAct } from '../../sync-server/audit/audit-chain.ts'
import { findEntries, type AuditQuery } from '../../sync-server/audit/find-entries.ts'
import { checkAudit } from '../../sync-server/store/check-audit.ts'
import { EMPTY_META } from '../../sync-server/store/empty-meta.ts'
import type { EmbeddedStore } from '../../sync-server/store/embedded.ts'
import { LevelAuditChain } from '../../sync-server/store/level-audit-chain.ts'
import { MetaFile } from '../../sync-server/store/meta-file.ts'
import { startTestServer } from '../support/server.ts'
import { openLevel } from '../support/storage-adapters.ts'
import { quantile, round, table } from './statistics.ts'

const ENTRIES = 100_000
const AT_ONCE = 500

const act = (index: number): AuditAct => ({
  group: 'g',
  at: 1_700_000_000_000 + index * 1_000,
  by: `member-${index % 80}`,
  act: index % 1_000 === 0 ? 'role-changed' : 'decided',
  document: `document-${index % 40}`,
  details: { decision: `decision-${index}`, accepted: 3, rejected: 1, withdrawn: 0, seq: index },
})

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}

const NONE: AuditQuery = {
  before: null,
  limit: 50,
  acts: null,
  by: null,
  member: null,
  document: null,
  from: null,
  to: null,
}

const benchChain = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'siyagha-bench-'))
  const database = await openLevel(folder)
  const chain = await LevelAuditChain.open(database)
  const appending = await timed(async () => {
    for (let first = 0; first < ENTRIES; first += AT_ONCE) {
      const acts = Array.from({ length: AT_ONCE }, (_, index) => ({ act: act(first + index), source: null }))
      await chain.append({ acts, marks: new Map() })
    }
  })
  const all = async (query: Partial<AuditQuery>): Promise<readonly [number, number]> => {
    let [questions, worst] = [0, 0]
    for (let before: number | null = null; questions === 0 || before !== null; questions++) {
      const asked = performance.now()
      before = (await findEntries(chain, 'g', { ...NONE, ...query, before })).next
      worst = Math.max(worst, performance.now() - asked)
    }
    return [questions, worst]
  }
  const newest = await timed(() => findEntries(chain, 'g', NONE))
  const oldest = await timed(() => findEntries(chain, 'g', { ...NONE, before: 60 }))
  const some = await timed(() => findEntries(chain, 'g', { ...NONE, member: 'member-7' }))
  const rare = await all({ acts: ['role-changed'], limit: 500 })
  const nothing = await all({ acts: ['joined'] })
  const head = (await chain.heads()).get('g')
  await database.close()
  await new MetaFile(folder).write(EMPTY_META)
  const verifying = await timed(async () => {
    const checked = await checkAudit(folder, head ?? null)
    if (!checked.ok || checked.value[0]?.bad !== null) throw new Error('the chain is not whole')
  })
  await rm(folder, { recursive: true })
  return table([
    [`a chain of ${ENTRIES} entries`, 'ms'],
    [`appended, ${AT_ONCE} at once, each time durable`, round(appending)],
    ['the newest 50', round(newest)],
    ['the oldest 50', round(oldest)],
    ['50 of one member', round(some)],
    [`all 100 of a rare act: ${rare[0]} questions, the longest`, round(rare[1])],
    [`an act that there is not: ${nothing[0]} questions, the longest`, round(nothing[1])],
    ['verify-audit, the whole chain', round(verifying)],
  ])
}

/** The store as it is, but for an audit that keeps nothing. */
const without = (store: EmbeddedStore): EmbeddedStore => ({
  ...store,
  audit: {
    append: async () => new Map(),
    marks: async () => new Map(),
    heads: async () => new Map(),
    read: async () => [],
    forgetSource: async () => undefined,
  },
})

const ACTS = 400

/** Milliseconds of this process, in which both the server and who asks it run. */
const cpuNow = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

/** Of acts one after the other: p50 and p95 of the time, and the processor time of each. */
const measured = async (act: (n: number) => Promise<unknown>): Promise<readonly number[]> => {
  const times: number[] = []
  const before = cpuNow()
  for (let n = 0; n < ACTS; n++) times.push(await timed(() => act(n)))
  return [quantile(times, 0.5), quantile(times, 0.95), (cpuNow() - before) / ACTS]
}

const benchActs = async (name: string, changeStore: (store: EmbeddedStore) => EmbeddedStore) => {
  const server = await startTestServer({ changeStore })
  const { facilitator } = server
  const { token } = await facilitator.invite('editor', { uses: 1_000 })
  const joins = await measured((n) => server.joinBy(token, `عضو ${n}`))
  const { id } = await facilitator.newDocument()
  const stages = await measured((n) =>
    facilitator.expect('PUT', `/api/documents/${id}/stage`, {
      stage: n % 2 === 0 ? 'suggesting' : 'drafting',
    }),
  )
  await server.stop()
  return [name, ...[...joins, ...stages].map((figure) => round(figure))]
}

export const benchAudit = async (): Promise<string> => {
  const chain = await benchChain()
  const rows = []
  for (let turn = 0; turn < 2; turn++) {
    rows.push(await benchActs('kept nowhere', without))
    rows.push(await benchActs('kept', (store) => store))
  }
  const head = ['audit', 'a join, p50 ms', 'p95', 'CPU ms', 'a stage, p50 ms', 'p95', 'CPU ms']
  const told = `${chain}\n\n${table([head, ...rows])}\n`
  console.log(told)
  return told
}
