import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { MemoryLateTray } from '../../sync-server/log/memory-late-tray.ts'
import type { LateEntry } from '../../sync-server/room/late-tray.ts'
import { decodeLogBody } from '../../sync-server/room/log-body.ts'
import { gather } from '../support/cohort/cast.ts'
import { Client, settleAll } from '../support/cohort/client.ts'
import { settled, World, type WorldOptions } from '../support/cohort/world.ts'
import { positionOf } from '../support/gate-world.ts'
import { lockSection } from '../support/section-lock.ts'
import { LateKeeping } from '../../sync-server/room/late-keeping.ts'

/** A facilitator and an editor in a document that reads «base text». */
const meeting = async (options: WorldOptions = {}) => {
  const { world, page } = await gather(
    [
      ['f', 'facilitator', 101],
      ['e', 'editor', 102],
    ],
    'base text',
    options,
  )
  world.add('x', 'commenter')
  const [f, e] = [page('f'), page('e')]
  const room = await world.room()
  const tray = async () =>
    (await room.late.list()).map(({ by, text, reason, isReturned }) => ({ by, text, reason, isReturned }))
  const [late] = await settledTray(world)
  expect(late).toBeUndefined()
  return { world, room, f, e, tray }
}

/** A tray that holds one entry of so many bytes. */
class NarrowTray extends MemoryLateTray {
  readonly #largest: number

  constructor(largest: number) {
    super()
    this.#largest = largest
  }

  override async add(entry: LateEntry): Promise<boolean> {
    const isFull = (await this.list(entry.document)).length > 0 || entry.update.length > this.#largest
    return !isFull && super.add(entry)
  }
}

const settledTray = async (world: World) => {
  await settled()
  return world.lateTray.list(world.document)
}

/** The only entry of the tray. */
const only = async (world: World) => {
  const [entry, ...others] = await settledTray(world)
  if (entry === undefined || others.length > 0) throw new Error(`${others.length + 1} entries, not one`)
  return entry
}

const runs = (client: Client) =>
  client.text
    .toDelta()
    .filter(({ insert }: { insert: unknown }) => typeof insert === 'string')
    .map(({ insert, attributes = {} }: { insert: string; attributes?: object }) => [
      insert,
      ...Object.entries(attributes).flat(),
    ])

/** The log from `from` on: whose each entry is, and what it says. */
const logged = async (world: World, from: number) => {
  const entries: [string, unknown][] = []
  for await (const { by, body } of world.log.read(world.document, from, (await world.room()).seq)) {
    const decoded = decodeLogBody(body)
    if (!decoded.ok) throw new Error(decoded.error)
    entries.push([by, decoded.value.kind === 'control' ? decoded.value.entry : decoded.value.kind])
  }
  return entries
}

/** The editor is made a commenter, and writes on without knowing. */
const writeLate = async (
  { world, f, e }: Awaited<ReturnType<typeof meeting>>,
  write: (text: Y.Text) => void,
) => {
  world.setRole('e', 'commenter')
  write(e.text)
  await settleAll([f, e])
}

describe('what was refused and kept', () => {
  it('[DOC340] comes back through a facilitator as suggestions of its author, and leaves the tray', async () => {
    const a = await meeting()
    await writeLate(a, (text) => {
      text.insert(positionOf(text, 'text') + 4, ' too late')
      text.delete(positionOf(text, 'base'), 5)
    })
    expect(a.f.plain).toBe('base text')
    const { id } = await only(a.world)
    const restored = await a.room.late.restore('f', id)
    expect(restored).toMatchObject({ ok: true, value: { unplaced: [] } })
    await settleAll([a.f])
    const ids = restored.ok ? restored.value.suggestions : []
    for (const one of ids) expect(one.startsWith(`e-${id}-`)).toBe(true)
    expect(a.f.plain).toBe('base text too late')
    expect(runs(a.f)).toMatchObject([
      ['base ', `deletion--${ids[0]}`, { by: 'e' }],
      ['text'],
      [' too late', `insertion--${ids[0]}`, { by: 'e' }],
    ])
    expect(await a.tray()).toEqual([])
    expect(a.world.broken).toEqual([])
  })

  it('[DOC340] is in the log as its author’s work, after who brought it back', async () => {
    const a = await meeting()
    await writeLate(a, (text) => text.insert(1, 'late '))
    const { id } = await only(a.world)
    const before = a.room.seq
    await a.room.late.restore('f', id)
    expect(await logged(a.world, before + 1)).toEqual([
      ['f', { type: 'late-restored', late: id, author: 'e', suggestions: 1 }],
      ['e', 'update'],
    ])
    // A new process knows it.
    await a.world.registry.closeAll()
    a.world.restart()
    expect((await a.world.room()).content().flatMap((block) => block.runs.map((run) => run.text))).toEqual([
      'late ',
      'base text',
    ])
  })

  it('[DOC341] comes back once, whoever of two asks', async () => {
    const a = await meeting()
    a.world.add('g', 'facilitator')
    await writeLate(a, (text) => text.insert(1, 'late '))
    const { id } = await only(a.world)
    const both = await Promise.all([a.room.late.restore('f', id), a.room.late.restore('g', id)])
    expect(both.map((one) => (one.ok ? 'ok' : one.error)).toSorted()).toEqual(['ok', 'returned'])
    await settleAll([a.f])
    expect(a.f.plain).toBe('late base text')
    expect(await a.room.late.restore('f', id)).toEqual({ ok: false, error: 'not-found' })
  })

  it('[DOC341] is known to be back when its author’s own page brought it back, or it was decided since', async () => {
    const a = await meeting()
    await writeLate(a, (text) => text.insert(1, 'late '))
    const { id } = await only(a.world)
    a.world.setRole('e', 'suggester')
    const again = new Client(a.world, 'e', 103)
    await again.connect()
    await settleAll([again])
    const suggestion = `e-${id}-0`
    again.text.insert(1, 'late ', { [`insertion--${suggestion}`]: { by: 'e', at: 9 } })
    await settleAll([a.f, again])
    expect(await a.tray()).toMatchObject([{ by: 'e', isReturned: true }])
    const decisions = [{ suggestion, verdict: 'reject' as const }]
    await a.room.decisions.decide('f', { id: 'c1', decisions })
    expect(await a.tray()).toMatchObject([{ by: 'e', isReturned: true }])
    expect(await a.room.late.restore('f', id)).toEqual({ ok: false, error: 'returned' })
    await settleAll([a.f])
    expect(a.f.plain).toBe('base text')
  })

  it('[DOC342] [DOC346] what finds no place stays in the tray, and is told', async () => {
    const a = await meeting()
    const [marker] = a.f.text.toDelta()
    const bid = String(marker.insert.get?.('bid') ?? marker.insert.bid)
    await lockSection(a.room, { id: 'l1', from: bid, to: bid })
    await settleAll([a.f, a.e])
    a.e.text.insert(1, 'late ')
    await settleAll([a.f, a.e])
    const { id } = await only(a.world)
    const refused = await a.room.late.restore('f', id)
    expect(refused).toMatchObject({
      ok: true,
      value: { suggestions: [], unplaced: [{ why: 'locked', words: 'late ' }] },
    })
    expect(await a.tray()).toMatchObject([{ text: 'late', isReturned: false }])
    await a.room.sectionLocks.unlock('f', 'l1', null)
    expect(await a.room.late.restore('f', id)).toMatchObject({ ok: true, value: { unplaced: [] } })
    await settleAll([a.f])
    expect(a.f.plain).toBe('late base text')
  })

  it('[DOC340] is judged as a suggestion of its author: what nobody may write does not come in this way', async () => {
    const a = await meeting()
    a.e.text.insert(1, 'late ', { link: { href: 'javascript:alert(1)' } })
    await settleAll([a.f, a.e])
    const { id } = await only(a.world)
    const before = a.room.stateAsUpdate()
    expect(await a.room.late.restore('f', id)).toEqual({ ok: false, error: 'refused' })
    expect(a.room.stateAsUpdate()).toEqual(before)
    expect(await a.tray()).toHaveLength(1)
    a.f.text.insert(1, 'on ')
    await settleAll([a.f])
    expect(a.f.controls.filter(({ type }) => type === 'refused')).toEqual([])
  })

  it('[DOC340] [DOC346] nobody but a facilitator brings it back, and nobody while the stage takes no suggestions', async () => {
    const a = await meeting()
    await writeLate(a, (text) => text.insert(1, 'late '))
    const { id } = await only(a.world)
    for (const member of ['e', 'x', 'stranger'])
      expect(await a.room.late.restore(member, id)).toEqual({ ok: false, error: 'forbidden' })
    const [before] = await a.world.lateTray.list('d1')
    for (const stage of ['commenting', 'final'] as const) {
      await a.room.stages.set('f', stage, null)
      expect(await a.room.late.restore('f', id)).toEqual({ ok: false, error: 'stage' })
      expect(await a.world.lateTray.list('d1')).toEqual([before])
    }
    await a.room.stages.set('f', 'suggesting', 'again')
    expect(await a.room.late.restore('f', id)).toMatchObject({ ok: true, value: { unplaced: [] } })
  })

  it('[DOC345] whose work was let go is told who, when and why, at once and after a restart; others are not', async () => {
    const a = await meeting()
    await writeLate(a, (text) => text.insert(1, 'late '))
    const { id } = await only(a.world)
    const at = a.world.clock.now()
    await a.room.late.dismiss('f', id, 'مكرّر')
    await settleAll([a.f, a.e])
    const told = { type: 'late-dismissed', late: id, by: 'f', at, reason: 'مكرّر' }
    expect(a.e.controls).toContainEqual(told)
    expect(a.f.controls.map(({ type }) => type)).not.toContain('late-dismissed')
    const dismissed = [{ id, author: 'e', by: 'f', at, reason: 'مكرّر' }]
    expect(a.room.late.dismissed).toEqual(dismissed)
    for (const how of ['from the log', 'from a snapshot']) {
      if (how === 'from a snapshot') await (await a.world.room()).shutdown()
      a.world.restart()
      expect((await a.world.room()).late.dismissed, how).toEqual(dismissed)
    }
  })

  it('[DOC344] more work than fits beside what it contains takes its place, and otherwise leaves it', async () => {
    const more = 'and more '.repeat(40)
    for (const largest of [1_000, 100]) {
      const tray = new NarrowTray(largest)
      const a = await meeting({ lateTray: tray })
      await writeLate(a, (text) => text.insert(1, 'late '))
      const first = await only(a.world)
      a.e.disconnect()
      a.e.text.insert(6, more)
      await a.e.connect()
      await settleAll([a.f, a.e])
      const { text } = await only(a.world)
      expect(text).toBe(largest === 100 ? first.text : `late ${more}`.trim())
      expect(a.e.controls.at(-1)).toMatchObject({
        type: 'refused',
        late: largest === 100 ? null : expect.any(String),
      })
    }
  })

  it('[DOC344] what is refused on a line of which the work was brought back or let go meanwhile is kept as well', async () => {
    for (const what of ['restore', 'dismiss'] as const) {
      const a = await meeting()
      await writeLate(a, (text) => text.insert(1, 'late '))
      const { id } = await only(a.world)
      if (what === 'restore') await a.room.late.restore('f', id)
      else await a.room.late.dismiss('f', id, 'مكرّر')
      // Under way before its author could hear of it.
      a.e.text.insert(6, 'later ')
      await settleAll([a.f, a.e])
      expect((await only(a.world)).text).toContain('later')
      expect(a.e.controls.at(-1)).toMatchObject({ type: 'refused', late: (await only(a.world)).id })
    }
  })

  it('[DOC343] is let go by a facilitator or its author, with a reason that the log keeps', async () => {
    const a = await meeting()
    await writeLate(a, (text) => text.insert(1, 'late '))
    const { id } = await only(a.world)
    expect(await a.room.late.dismiss('x', id, 'مكرّر')).toEqual({ ok: false, error: 'not-found' })
    expect(await a.room.late.dismiss('e', id, 'مكرّر')).toMatchObject({ ok: true })
    expect(await a.tray()).toEqual([])
    expect(await logged(a.world, a.room.seq)).toEqual([
      ['e', { type: 'late-dismissed', late: id, author: 'e', reason: 'مكرّر' }],
    ])
  })

  it('[PRO441] of one socket is one entry; who brings the same and more has the part kept in the whole', async () => {
    const a = await meeting()
    await writeLate(a, (text) => text.insert(1, 'late '))
    const first = await only(a.world)
    a.e.text.insert(6, 'and more ')
    a.e.disconnect()
    await a.e.connect()
    await settleAll([a.f, a.e])
    const second = await only(a.world)
    expect(second.id).not.toBe(first.id)
    expect(second.text).toBe('late and more')
    await a.room.late.restore('f', second.id)
    await settleAll([a.f])
    expect(a.f.plain).toBe('late and more base text')
  })

  it('[PRO441] what hung in a line that was cut, and comes after the same work on the next, is kept once', async () => {
    const doc = new Y.Doc()
    doc.getText('content').insert(0, 'late')
    const part = Y.encodeStateAsUpdate(doc)
    doc.getText('content').insert(4, ' and more')
    const whole = Y.encodeStateAsUpdate(doc)
    const tray = new MemoryLateTray()
    const entry = (id: string, update: Uint8Array, by = 'e') => ({
      id,
      document: 'd',
      by,
      at: 1,
      reason: 'role',
      update,
    })
    expect(await new LateKeeping(tray).keep(entry('next', whole))).toBe('next')
    expect(await new LateKeeping(tray).keep(entry('cut', part))).toBe('next')
    expect((await tray.list('d')).map(({ id }) => id)).toEqual(['next'])
    // Somebody else's is theirs.
    expect(await new LateKeeping(tray).keep(entry('other', part, 'x'))).toBe('other')
  })
})
