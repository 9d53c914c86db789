import { describe, expect, it } from 'vitest'
import type { ApiAudit, ApiAuditEntry } from '#core/protocol/api-audit.ts'
import { decodeLogBody } from '../../sync-server/room/log-body.ts'
import { checkAudit } from '../../sync-server/store/check-audit.ts'
import { openEmbeddedStore } from '../../sync-server/store/embedded.ts'
import { Person, joinBy } from '../support/device.ts'
import { freePort } from '../support/free-port.ts'
import { killableServer } from '../support/killable-server.ts'
import type { MainProcess } from '../support/main-process.ts'

const KILLS = process.env['SIYAGHA_LONG'] === '1' ? 60 : 5
const { dataDir, setupToken: SETUP_TOKEN, start } = killableServer('audit')

/** What the dead process left: stages in the log, invitations and documents in the metadata. */
const doneBy = async (document: string) => {
  const store = await openEmbeddedStore(dataDir, { reserveBytes: 64 * 1024 })
  if (!store.ok) throw new Error(store.error.reason)
  const stages: number[] = []
  for await (const { seq, body } of store.value.log.read(document, 1, Number.MAX_SAFE_INTEGER)) {
    const decoded = decodeLogBody(body)
    if (decoded.ok && decoded.value.kind === 'control' && decoded.value.entry.type === 'stage')
      stages.push(seq)
  }
  const meta = store.value.meta.read()
  await store.value.close()
  return {
    stages,
    invitations: Object.keys(meta.invitations).toSorted(),
    documents: Object.keys(meta.documents).toSorted(),
  }
}

/** Acts of three kinds as fast as it goes until the server dies; kills it after so many answers. */
const busyUntilDeath = async (main: MainProcess, who: Person, document: string, acked: number) => {
  let answers = 0
  const go = async (act: (n: number) => Promise<Response>): Promise<void> => {
    for (let n = 0; ; n++) {
      const answer = await act(n).catch(() => null)
      if (answer === null) return
      answers += 1
      if (answers === acked) main.signal('SIGKILL')
    }
  }
  const group = `/api/groups/${who.group.id}`
  const stages = ['suggesting', 'drafting']
  await Promise.all([
    go((n) => who.call('PUT', `/api/documents/${document}/stage`, { stage: stages[n % 2] })),
    go(() => who.call('POST', `${group}/invitations`, { role: 'viewer' })),
    go((n) => who.call('POST', `${group}/documents`, { title: `نصّ ${n}` })),
  ])
  await main.ended
}

describe('a server that is killed', () => {
  it(`[AUD4] ${KILLS} times in the middle of many acts has each that it kept in the audit once, and a whole chain`, async () => {
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    let main = await start(port)
    const facilitator = await joinBy(url, SETUP_TOKEN, 'ميسّرة')
    const { id } = await facilitator.newDocument()
    for (let kill = 1; kill <= KILLS; kill++) {
      await busyUntilDeath(main, facilitator, id, 5 + 7 * kill)
      const done = await doneBy(id)
      const checked = await checkAudit(dataDir, null)
      expect(checked.ok && checked.value.map(({ bad }) => bad)).toEqual([null])
      main = await start(port)
      const entries: ApiAuditEntry[] = []
      for (let before: number | null = 1e9; before !== null;) {
        const path = `/api/groups/${facilitator.group.id}/audit?limit=500&before=${before}`
        const page: ApiAudit = await facilitator.expect<ApiAudit>('GET', path)
        entries.push(...page.entries)
        before = page.next
      }
      const of = (act: string) => entries.filter((entry) => entry.act === act).toReversed()
      expect(of('stage-set').map(({ details }) => details['seq'])).toEqual(done.stages)
      expect(
        of('document-created')
          .map(({ document }) => document ?? '')
          .toSorted(),
      ).toEqual(done.documents)
      expect(
        of('invited')
          .map(({ details }) => String(details['invitation']))
          .toSorted(),
      ).toEqual(done.invitations)
    }
  }, 120_000)
})
