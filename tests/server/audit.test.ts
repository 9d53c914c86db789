import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROLES } from '#core/access/roles.ts'
import { AUDIT_ACTS, type ApiAudit, type ApiAuditEntry } from '#core/protocol/api-audit.ts'
import { StoreUnavailableError } from '../../sync-server/log/store-errors.ts'
import { seqKey } from '../../sync-server/log/level-keys.ts'
import { restoreBackup, restorePreviousMeta } from '../../sync-server/store/restore-backup.ts'
import { takeBackup } from '../../sync-server/store/take-backup.ts'
import { firstWrongLine } from '../support/audit-oracle.ts'
import type { Person } from '../support/device.ts'
import { startMain } from '../support/main-process.ts'
import { scratchDir } from '../support/scratch-dir.ts'
import { SETUP_TOKEN, startTestServer, type TestServer } from '../support/server.ts'
import { writeAs } from '../support/stock-writer.ts'
import { openLevel } from '../support/storage-adapters.ts'

let server: TestServer
let isBroken = false

beforeAll(async () => {
  server = await startTestServer({
    changeStore: (store) => ({
      ...store,
      audit: {
        append: (delivery) =>
          isBroken ? Promise.reject(new StoreUnavailableError('no space')) : store.audit.append(delivery),
        marks: () => store.audit.marks(),
        heads: () => store.audit.heads(),
        read: (group, from, to) => store.audit.read(group, from, to),
        forgetSource: (name) => store.audit.forgetSource(name),
      },
    }),
  })
})
afterAll(() => server.stop())

const auditOf = (who: Person, query = ''): Promise<ApiAudit> =>
  who.expect('GET', `/api/groups/${who.group.id}/audit${query}`)

/** What was done while `act` ran, oldest first. */
const during = async (act: () => Promise<unknown>, who = server.facilitator): Promise<ApiAuditEntry[]> => {
  const { head } = await auditOf(who)
  await act()
  const { entries } = await auditOf(who, '?limit=500')
  return entries.filter(({ number }) => number > (head?.number ?? 0)).toReversed()
}
const told = (entries: readonly ApiAuditEntry[]) =>
  entries.map(({ act, by, document, details }) => [act, by, document, details])

const jsonl = async (who: Person): Promise<string[]> => {
  const response = await who.call('GET', `/api/groups/${who.group.id}/audit?format=jsonl`)
  expect(response.status).toBe(200)
  return (await response.text()).split('\n').slice(0, -1)
}

describe('the audit of a group', () => {
  it('[AUD5] tells who joined, by which invitation, and what became of members, invitations and devices', async () => {
    const { facilitator } = server
    const f = facilitator.member.id
    let invitation = { id: '', token: '' }
    let member = ''
    let withdrawn = ''
    let link = { id: '', token: '' }
    const entries = await during(async () => {
      invitation = await facilitator.invite('editor', { uses: 2, expiresInHours: null })
      const joined = await server.joinBy(invitation.token, 'عضو جديد')
      member = joined.member.id
      const path = `/api/groups/${facilitator.group.id}`
      await facilitator.expect('PATCH', `${path}/members/${member}`, { role: 'viewer' })
      await facilitator.expect('PATCH', `${path}/members/${member}`, { role: 'viewer' })
      await facilitator.expect('PATCH', `${path}/members/${member}`, { name: 'اسم آخر', role: 'editor' })
      link = await joined.expect('POST', '/api/session/device-link')
      await server.stranger().expect('POST', '/api/join', { token: link.token })
      withdrawn = (await facilitator.invite('viewer')).id
      await facilitator.call('DELETE', `${path}/invitations/${withdrawn}`)
      await facilitator.call('DELETE', `${path}/invitations/${withdrawn}`)
      await facilitator.expect('PATCH', path, { name: 'المجموعة', viewersSeeAuthors: true })
      await facilitator.expect('PATCH', path, { viewersSeeAuthors: false })
      await joined.call('DELETE', `${path}/members/${member}`)
      const removed = await server.joinBy(invitation.token, 'عضو ثانٍ')
      await facilitator.call('DELETE', `${path}/members/${removed.member.id}`)
    })
    expect(told(entries).slice(0, 11)).toEqual([
      ['invited', f, null, { invitation: invitation.id, role: 'editor', uses: 2, expiresAt: null }],
      ['joined', member, null, { member, role: 'editor', invitation: invitation.id }],
      ['role-changed', f, null, { member, from: 'editor', to: 'viewer' }],
      ['role-changed', f, null, { member, from: 'viewer', to: 'editor' }],
      ['member-renamed', f, null, { member }],
      ['device-link-made', member, null, { invitation: link.id, member, expiresAt: expect.any(Number) }],
      ['device-added', member, null, { invitation: link.id, member }],
      ['invited', f, null, { invitation: withdrawn, role: 'viewer', uses: 1, expiresAt: expect.any(Number) }],
      ['invitation-revoked', f, null, { invitation: withdrawn }],
      ['group-renamed', f, null, {}],
      ['setting-changed', f, null, { setting: 'viewersSeeAuthors', value: 'on' }],
    ])
    expect(entries.slice(11).map(({ act }) => act)).toEqual([
      'setting-changed',
      'member-left',
      'joined',
      'member-removed',
    ])
  })

  it('[AUD5] tells the life of a text: stages, locks, decisions, talk that was hidden, exports, the trash, the end', async () => {
    const { facilitator } = server
    const f = facilitator.member.id
    const suggester = await server.join('suggester', 'مقترحة')
    const s = suggester.member.id
    let d = ''
    const entries = await during(async () => {
      d = (await facilitator.newDocument('سرّ العنوان', 'sample')).id
      const path = `/api/documents/${d}`
      await facilitator.expect('PATCH', path, { title: 'عنوان آخر', language: 'fr', digits: 'arab' })
      await writeAs(suggester, d, (text) =>
        text.insert(1, 'كلمة', { [`insertion--${s}-x-1`]: { by: s, at: 1 } }),
      )
      const decide = { id: 'a1', decisions: [{ suggestion: `${s}-x-1`, verdict: 'reject' }] }
      await facilitator.expect('POST', `${path}/decisions`, decide)
      await facilitator.expect('POST', `${path}/decisions`, decide)
      await facilitator.expect('POST', `${path}/decisions/a1/undo`, { id: 'u1' })
      await facilitator.expect('PUT', `${path}/stage`, { stage: 'commenting', reason: 'للنقاش' })
      await facilitator.expect('PUT', `${path}/stage`, { stage: 'commenting' })
      await suggester.expect('POST', `${path}/threads`, { id: 't', anchor: null, body: 'كلام' })
      const comments = `${path}/threads/t/comments`
      await facilitator.expect('PUT', `${comments}/t.0/hidden`, { hidden: true, reason: 'إساءة' })
      await facilitator.expect('PUT', `${comments}/t.0/hidden`, { hidden: false })
      await suggester.expect('DELETE', `${comments}/t.0`)
      await suggester.expect('GET', `${path}/text`)
      await suggester.call('GET', `${path}/export?format=md&view=marked`)
      await facilitator.call('DELETE', path)
      await facilitator.expect('PATCH', path, { trashed: false })
      await facilitator.call('DELETE', path)
      await facilitator.call('DELETE', `${path}?forever=1`)
    })
    const seq = expect.any(Number)
    expect(told(entries)).toEqual([
      ['document-created', f, d, {}],
      ['document-renamed', f, d, {}],
      ['document-setting-changed', f, d, { setting: 'language', value: 'fr' }],
      ['document-setting-changed', f, d, { setting: 'digits', value: 'arab' }],
      ['decided', f, d, { decision: 'a1', accepted: 0, rejected: 1, withdrawn: 0, seq }],
      ['decision-undone', f, d, { decision: 'a1', suggestions: 1, seq }],
      ['stage-set', f, d, { stage: 'commenting', reason: 'للنقاش', seq }],
      ['comment-hidden', f, d, { thread: 't', comment: 't.0', reason: 'إساءة', seq }],
      ['comment-shown', f, d, { thread: 't', comment: 't.0', reason: '', seq }],
      ['comment-deleted', s, d, { thread: 't', comment: 't.0', seq }],
      ['exported', s, d, { format: 'md', view: 'marked', seq }],
      ['document-trashed', f, d, {}],
      ['document-untrashed', f, d, {}],
      ['document-trashed', f, d, {}],
      ['document-erased', f, d, {}],
    ])
  })

  it('[AUD5] tells which section was locked, of which kind and why, and that it was lifted', async () => {
    const { facilitator } = server
    const { id: d } = await facilitator.newDocument('نصّ', 'sample')
    const entries = await during(async () => {
      const { blocks } = await facilitator.expect<{ blocks: { bid: string }[] }>(
        'GET',
        `/api/documents/${d}/text`,
      )
      const bid = blocks[0]?.bid ?? ''
      const wish = { id: 'l1', from: bid, to: bid, kind: 'disputed', reason: 'خلاف' }
      await facilitator.expect('POST', `/api/documents/${d}/locks`, wish)
      await facilitator.expect('DELETE', `/api/documents/${d}/locks/l1`, { reason: 'اتُّفق' })
    })
    const seq = expect.any(Number)
    expect(entries.map(({ act, details }) => [act, details])).toEqual([
      ['locked', { lock: 'l1', kind: 'disputed', reason: 'خلاف', seq }],
      ['unlocked', { lock: 'l1', reason: 'اتُّفق', seq }],
    ])
  })

  it('[AUD5] begins with the founding of its group, in a chain of its own', async () => {
    const founded = await server.facilitator.expect<{ id: string; member: { id: string } }>(
      'POST',
      '/api/groups',
      {
        name: 'مجموعة ثانية',
      },
    )
    const { entries, head } = await server.facilitator.expect<ApiAudit>(
      'GET',
      `/api/groups/${founded.id}/audit`,
    )
    const me = founded.member.id
    expect(told(entries)).toEqual([
      ['joined', me, null, { member: me, role: 'facilitator', invitation: null }],
      ['group-created', me, null, {}],
    ])
    expect(head).toEqual({ number: 2, hash: entries[0]?.hash })
  })

  it('[AUD6] holds no address of a machine, no secret, no name, no title and no text', async () => {
    const secret = await server.facilitator.invite('editor')
    const someone = await server.joinBy(secret.token, 'اسم ظاهر جدًّا')
    const { id } = await someone.newDocument('عنوان ظاهر', 'sample')
    await someone.call('GET', `/api/documents/${id}/export?format=txt`, undefined, {
      headers: { 'x-forwarded-for': '203.0.113.9', 'user-agent': 'Browser/9' },
    })
    const all = (await jsonl(server.facilitator)).join('\n')
    expect(all).toContain(someone.member.id)
    for (const kept of [
      secret.token,
      someone.cookie.split('=')[1] ?? '',
      SETUP_TOKEN,
      'ظاهر',
      '127.0.0.1',
      '203.0.113.9',
      '::1',
      'Browser',
      'سرّ',
      'كلمة',
    ])
      expect([kept, all.includes(kept)]).toEqual([kept, false])
  })

  it('[AUD7] is read by facilitators alone, newest first, page by page', async () => {
    for (const role of ROLES.slice(1)) {
      const member = await server.join(role, `قارئ ${role}`)
      expect((await member.call('GET', `/api/groups/${member.group.id}/audit`)).status).toBe(403)
    }
    const path = `/api/groups/${server.facilitator.group.id}/audit`
    expect((await server.stranger().call('GET', path)).status).toBe(401)
    const first = await auditOf(server.facilitator, '?limit=3')
    const second = await auditOf(server.facilitator, `?limit=500&before=${first.next}`)
    const numbers = [...first.entries, ...second.entries].map(({ number }) => number)
    const count = first.head?.number ?? 0
    expect([numbers, second.next]).toEqual([Array.from({ length: count }, (_, index) => count - index), null])
    for (const wrong of [
      '?limit=0',
      '?limit=501',
      '?before=x',
      '?act=nothing',
      '?by=%00',
      '?from=-1',
      '?format=xml',
    ])
      expect([wrong, (await server.facilitator.call('GET', `${path}${wrong}`)).status]).toEqual([wrong, 400])
  })

  it('[AUD7] is filtered by act, by who did it, by whom it concerns, by text and by time', async () => {
    const { entries } = await auditOf(server.facilitator, '?limit=500')
    const member = entries.find(({ act }) => act === 'joined')?.details['member']
    const document = entries.find(({ act }) => act === 'exported')?.document
    const [from, to] = [entries.at(-3)?.at ?? 0, entries[3]?.at ?? 0]
    const cases: readonly (readonly [string, (entry: ApiAuditEntry) => boolean])[] = [
      ['act=joined', ({ act }) => act === 'joined'],
      ['act=joined,invited', ({ act }) => act === 'joined' || act === 'invited'],
      [`by=${member}`, ({ by }) => by === member],
      [`member=${member}`, ({ by, details }) => by === member || details['member'] === member],
      [`document=${document}`, (entry) => entry.document === document],
      [`from=${from}&to=${to}`, ({ at }) => at >= from && at <= to],
      [`act=joined&by=server`, () => false],
    ]
    for (const [query, matches] of cases) {
      const found = await auditOf(server.facilitator, `?limit=500&${query}`)
      expect([query, found.entries]).toEqual([query, entries.filter(matches)])
    }
    expect(AUDIT_ACTS.filter((act) => !entries.some((entry) => entry.act === act)).length).toBeLessThan(9)
  })

  it('[AUD10] is downloaded whole, with the download itself, and checked by a program that knows only the rule', async () => {
    const lines = await jsonl(server.facilitator)
    const last = JSON.parse(lines.at(-1) ?? '') as ApiAuditEntry // decode boundary
    expect([firstWrongLine(lines), last.act, last.by]).toEqual([
      null,
      'audit-downloaded',
      server.facilitator.member.id,
    ])
    const { entries } = await auditOf(server.facilitator, '?limit=500')
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(entries.toReversed())
  })

  it('[AUD4] gives no file out that it could not record, while acts go on and are recorded afterwards', async () => {
    const { id } = await server.facilitator.newDocument()
    const entries = await during(async () => {
      isBroken = true
      try {
        const answer = await server.facilitator.call('GET', `/api/documents/${id}/export?format=txt`)
        expect([answer.status, answer.headers.get('content-disposition')]).toEqual([503, null])
        await server.facilitator.expect('PATCH', `/api/documents/${id}`, { title: 'عنوان' })
      } finally {
        isBroken = false
      }
      await expect
        .poll(async () => (await auditOf(server.facilitator, '?limit=1')).entries[0]?.act, { timeout: 5_000 })
        .toBe('document-renamed')
    })
    expect(entries.map(({ act }) => act)).toEqual(['document-renamed'])
  })
})

const verify = async (dataDir: string, ...args: readonly string[]) => {
  const command = startMain({ DATA_DIR: dataDir }, 'sync-server/verify-audit.ts', args)
  return [await command.ended, command.output()] as const
}

describe('npm run verify-audit', () => {
  it('[AUD8] checks a running server and a stopped one, a noted head and a downloaded file, and names the first bad entry', async () => {
    const own = await startTestServer()
    const { dataDir, facilitator } = own
    const g = facilitator.group.id
    try {
      for (let n = 0; n < 5; n++) await facilitator.newDocument()
      const { head } = await auditOf(facilitator)
      const number = head?.number ?? 0
      const whole = `${number} entries, whole. Head ${number}:${head?.hash}`
      expect(await verify(dataDir)).toEqual([0, expect.stringContaining(whole)])
      expect((await verify(dataDir, '--head', `${number}:${head?.hash}`))[0]).toBe(0)
      expect(await verify(dataDir, '--head', `${number}:${'0'.repeat(64)}`)).toEqual([
        1,
        expect.stringContaining(`entry ${number} is not the one`),
      ])
      expect((await verify(dataDir, '--head', 'x'))[0]).toBe(64)
      const file = join(await scratchDir(), 'audit.jsonl')
      const lines = await jsonl(facilitator)
      await writeFile(file, `${lines.join('\n')}\n`)
      expect((await verify(dataDir, file))[0]).toBe(0)
      await writeFile(file, `${lines.toSpliced(2, 1).join('\n')}\n`)
      expect(await verify(dataDir, file)).toEqual([1, expect.stringContaining('entry 3 is another entry')])
      await own.stop({ keepData: true })
      expect((await verify(dataDir))[0]).toBe(0)
      const database = await openLevel(dataDir)
      await database.write([{ type: 'del', key: seqKey('audit', g, lines.length) }])
      await database.close()
      expect(await verify(dataDir)).toEqual([1, expect.stringContaining(`entry ${lines.length} is missing`)])
      expect((await verify(join(dataDir, 'nothing')))[0]).toBe(74)
    } finally {
      await own.stop()
    }
  }, 120_000)

  it('[AUD9] a backup holds the audit, and a restore is an entry in it', async () => {
    const own = await startTestServer()
    const { dataDir, facilitator } = own
    const file = join(await scratchDir(), 'siyagha.backup')
    const actsAfter = async (): Promise<readonly string[]> => {
      const again = await startTestServer({ dataDir })
      try {
        const path = `/api/groups/${facilitator.group.id}/audit?limit=500`
        const { entries } = await again.facilitator.expect<ApiAudit>('GET', path)
        expect((await verify(dataDir))[0]).toBe(0)
        return entries.toReversed().map(({ act, number }) => `${number} ${act}`)
      } finally {
        await again.stop({ keepData: true })
      }
    }
    try {
      await facilitator.newDocument()
      const before = (await auditOf(facilitator)).head?.number ?? 0
      await takeBackup(dataDir, file)
      await facilitator.newDocument()
      await own.stop({ keepData: true })
      expect((await restoreBackup(dataDir, file, 'now')).ok).toBe(true)
      expect((await verify(dataDir))[0]).toBe(0)
      expect((await actsAfter()).slice(before, before + 3)).toEqual([
        `${before + 1} backup-restored`,
        `${before + 2} invited`,
        `${before + 3} joined`,
      ])
      expect((await restorePreviousMeta(dataDir, 'then')).ok).toBe(true)
      const acts = await actsAfter()
      expect(acts.filter((act) => act.endsWith('metadata-restored'))).toHaveLength(1)
      expect(acts.filter((act) => act.endsWith('chain-mismatch'))).toEqual([])
    } finally {
      await own.stop()
    }
  }, 120_000)
})
