import { describe, expect, it } from 'vitest'
import { canonicalText } from '#core/final/canonical-text.ts'
import type { BlockContent } from '#core/schema/content.ts'
import { FinalRegistry } from '../../sync-server/final/final-registry.ts'
import { sha256Of } from '../../sync-server/final/final-prints.ts'
import { decodeLogBody } from '../../sync-server/room/log-body.ts'
import type { FinalWish } from '../../sync-server/room/finals.ts'
import type { Room } from '../../sync-server/room/room.ts'
import { readFinalEntry } from '../../sync-server/room/final-entries.ts'
import { MemoryFinalStore } from '../../sync-server/store/memory-final-store.ts'
import { gather } from '../support/cohort/cast.ts'
import { Client, settleAll } from '../support/cohort/client.ts'
import { FaultyLog } from '../support/cohort/faulty-log.ts'
import { World } from '../support/cohort/world.ts'
import { positionOf } from '../support/gate-world.ts'
import { readAll } from '../support/log-entries.ts'

/** A facilitator, an editor and a suggester in a document that reads «base text». */
const meeting = async (log = new FaultyLog()) => {
  const { world, page, all } = await gather(
    [
      ['f', 'facilitator', 100],
      ['e', 'editor', 101],
      ['s', 'suggester', 102],
    ],
    'base text',
    { log },
  )
  return { world, log, f: page('f'), e: page('e'), s: page('s'), all }
}

const print = (blocks: readonly BlockContent[]) => ({
  title: 'بيان',
  sha256: sha256Of(canonicalText(blocks)),
  wordings: [],
  files: [],
})

const finalise = async (world: World, member = 'f', wish: Partial<FinalWish> = {}) =>
  finaliseIn(await world.room(), member, wish)

/** In this very tick. */
const finaliseIn = ({ finals }: Room, member = 'f', wish: Partial<FinalWish> = {}) =>
  finals.finalise(member, { reason: null, acknowledged: [], auditHead: null, ...wish }, print)

const propose = (client: Client, words: string, text: string, id: string): void => {
  const at = positionOf(client.text, words) + words.length
  client.text.insert(at, text, { [`insertion--${id}`]: { by: client.member, at: 1 } })
}

const entriesOf = async (world: World) =>
  (await readAll(world.log, world.document)).map((entry) => {
    const body = decodeLogBody(entry.body)
    return body.ok && body.value.kind === 'control' ? body.value.entry : null
  })

const registryOf = (world: World, store = new MemoryFinalStore()) =>
  FinalRegistry.open(world.log, store, (error) => {
    throw error
  })

describe('a text becomes final', () => {
  it('[DOC563] in two entries of one append, with the hash of the canonical text', async () => {
    const { world, log, all } = await meeting()
    const before = log.appends
    expect(await finalise(world)).toMatchObject({ ok: true })
    await settleAll(all)
    expect(log.appends).toBe(before + 1)
    expect((await entriesOf(world)).slice(-2)).toMatchObject([
      { type: 'stage', stage: 'final', reason: null },
      { type: 'finalised', title: 'بيان', sha256: sha256Of('¶ base text\n') },
    ])
  })

  it('[DOC563] not while suggestions are open, sections disputed, or threads open that nobody acknowledged', async () => {
    const { world, s, all } = await meeting()
    propose(s, 'base', ' new', 's-x-1')
    await settleAll(all)
    const room = await world.room()
    const bid = room.content()[0]?.attrs.bid ?? ''
    await room.sectionLocks.lock('f', { id: 'l1', from: bid, to: bid, kind: 'disputed', reason: 'لم نتفق' })
    await room.threads.carryOut('f', { type: 'begin', thread: 't1', anchor: null, body: 'لماذا؟' })
    await room.threads.carryOut('f', { type: 'begin', thread: 't2', anchor: null, body: 'ومتى؟' })
    await room.threads.carryOut('f', { type: 'begin', thread: 't3', anchor: null, body: 'انتهى' })
    await room.threads.carryOut('f', { type: 'resolve', thread: 't3', resolved: true })
    const seq = room.seq
    const blockers = { suggestions: ['s-x-1'], locks: [{ id: 'l1' }], threads: ['t1', 't2'] }
    expect(room.finals.blockers([])).toMatchObject(blockers)
    expect(await finalise(world)).toMatchObject({ ok: false, error: blockers })
    expect(await finalise(world, 'f', { acknowledged: ['t1', 't2'] })).toMatchObject({
      error: { suggestions: ['s-x-1'], locks: [{ id: 'l1' }], threads: [] },
    })
    expect([room.seq, room.stage]).toEqual([seq, 'drafting'])

    await room.sectionLocks.unlock('f', 'l1', null)
    await room.decisions.decide('f', { id: 'd', decisions: [{ suggestion: 's-x-1', verdict: 'reject' }] })
    await room.sectionLocks.lock('f', { id: 'l2', from: bid, to: bid, kind: 'settled' })
    expect(await finalise(world, 'f', { acknowledged: ['t2'] })).toMatchObject({ error: { threads: ['t1'] } })
    expect(await finalise(world, 'f', { acknowledged: ['t1', 't2', 'no-such'] })).toMatchObject({ ok: true })
    expect(room.stage).toBe('final')
    expect(room.threads.get('t1')?.resolved).toBeNull()
  })

  it('[DOC563] by a facilitator, once', async () => {
    const { world } = await meeting()
    for (const member of ['e', 's', 'nobody'])
      expect(await finalise(world, member)).toEqual({ ok: false, error: 'forbidden' })
    const done = await finalise(world)
    expect(await finalise(world)).toEqual(done)
    expect((await entriesOf(world)).filter((entry) => entry?.type === 'finalised')).toHaveLength(1)
  })

  it('[DOC563] judged by what came before it in the same tick, and by nothing that came after', async () => {
    const { world, log, f, s, all } = await meeting()
    const room = await world.room()
    log.hold()
    propose(s, 'base', ' new', 's-x-1')
    s.flush()
    const early = finaliseIn(room)
    log.release()
    expect(await early).toMatchObject({ error: { suggestions: ['s-x-1'] } })
    await settleAll(all)
    await room.decisions.decide('f', { id: 'd', decisions: [{ suggestion: 's-x-1', verdict: 'accept' }] })
    await settleAll(all)

    log.hold()
    f.text.insert(positionOf(f.text, 'base'), 'a ')
    f.flush()
    const late = finaliseIn(room)
    propose(s, 'text', ' late', 's-x-2')
    s.flush()
    log.release()
    expect(await late).toMatchObject({ ok: true })
    await settleAll(all)
    expect(room.cleanText().map(({ runs }) => runs.map(({ text }) => text).join(''))).toEqual([
      'a base new text',
    ])
    const [entry] = (await entriesOf(world)).filter((one) => one?.type === 'finalised')
    expect(entry).toMatchObject({ sha256: sha256Of('¶ a base new text\n') })
  })

  it('[DOC563] and not when the log does not take it', async () => {
    const { world, log } = await meeting()
    log.fault = () => 'lost'
    expect(await finalise(world)).toEqual({ ok: false, error: 'unavailable' })
    expect((await world.room()).stage).toBe('drafting')
  })

  it('[DOC563] over a new process: the entries replay', async () => {
    const { world } = await meeting()
    await finalise(world)
    world.restart()
    const room = await world.room()
    expect([room.stage, canonicalText(room.cleanText())]).toEqual(['final', '¶ base text\n'])
  })
})

describe('the registry of final texts', () => {
  const leave = async (world: World, reason: string) =>
    (await world.room()).stages.set('f', 'drafting', reason)

  it('[DOC564] knows stages with their reasons, and that a certificate is superseded, when and why', async () => {
    const { world, f, all } = await meeting()
    await (await world.room()).stages.set('f', 'suggesting', 'اقترِحوا')
    const registry = await registryOf(world)
    await registry.around(world.document, () => finalise(world))
    expect(registry.current()).toHaveLength(1)
    await registry.around(world.document, () => leave(world, 'خطأ في الحصص'))
    expect(registry.current()).toHaveLength(0)
    await settleAll(all)
    f.text.insert(positionOf(f.text, 'base'), 'new ')
    await settleAll(all)
    await registry.around(world.document, () => finalise(world))
    const history = await registry.history(world.document)
    expect(history?.stages.map(({ stage, reason }) => [stage, reason])).toEqual([
      ['drafting', null],
      ['suggesting', 'اقترِحوا'],
      ['final', null],
      ['drafting', 'خطأ في الحصص'],
      ['final', null],
    ])
    expect(history?.finals).toMatchObject([
      { sha256: sha256Of('¶ base text\n'), superseded: { reason: 'خطأ في الحصص' } },
      { sha256: sha256Of('¶ new base text\n'), superseded: null },
    ])
    const [old, now] = history?.finals ?? []
    expect(new Set([old?.id, now?.id]).size).toBe(2)
    expect(old?.version).toBeLessThan(now?.version ?? 0)
    expect(registry.find('canonical', sha256Of('¶ base text\n'))).toMatchObject([{ final: { id: old?.id } }])
    expect(registry.byId(now?.id ?? '')).toMatchObject({ document: world.document })
  })

  it('[DOC565] is read from the logs where nothing is kept, and where the server stopped in between', async () => {
    const { world } = await meeting()
    const store = new MemoryFinalStore()
    const first = await registryOf(world, store)
    await first.ready()
    // The process dies behind the log entry, before the registry reads it.
    void first.around(world.document, async () => {
      await finalise(world)
      await new Promise(() => undefined)
    })
    while ((await world.room()).stage !== 'final') await new Promise((resolve) => setImmediate(resolve))
    for (const kept of [store, new MemoryFinalStore()]) {
      const next = await registryOf(world, kept)
      await next.ready()
      expect(next.current()).toMatchObject([{ document: world.document, final: { title: 'بيان' } }])
      expect((await kept.all())?.get(world.document)).toMatchObject({ isBehind: false })
    }
  })

  it('[DOC565] reads the others where a log cannot be read, and that one at the next start', async () => {
    const { world, log } = await meeting()
    await finalise(world)
    const broken = 'broken'
    await log.append([
      { document: broken, entries: [{ at: 1, by: 'f', body: new Uint8Array([1, 0x7b, 0x7d]) }] },
    ])
    const store = new MemoryFinalStore()
    const read = (document: string, from: number, to: number) => {
      if (document === broken) throw new Error('damaged')
      return log.read(document, from, to)
    }
    const damaged = Object.assign(Object.create(log) as FaultyLog, { read })
    const told: string[] = []
    const registry = await FinalRegistry.open(damaged, store, (error) => told.push(String(error)))
    await registry.ready()
    expect(told).toEqual(['Error: damaged'])
    expect(registry.current()).toHaveLength(1)
    expect((await store.all())?.get(broken)).toMatchObject({ isBehind: true })
    const next = await registryOf(world, store)
    await next.ready()
    expect((await store.all())?.has(broken)).toBe(false)
    expect(next.current()).toHaveLength(1)
  })

  it('[DOC565] reads on later what it could not read when the stage changed', async () => {
    const { world, log } = await meeting()
    let isBroken = true
    const read = (document: string, from: number, to: number) => {
      if (isBroken) throw new Error('for a moment')
      return log.read(document, from, to)
    }
    const failing = Object.assign(Object.create(log) as FaultyLog, { read })
    const store = new MemoryFinalStore()
    await store.markBuilt()
    const registry = await FinalRegistry.open(failing, store, () => undefined)
    await expect(registry.around(world.document, () => finalise(world))).rejects.toThrow('for a moment')
    await registry.ready()
    expect(registry.current()).toEqual([])
    isBroken = false
    await registry.ready()
    expect(registry.current()).toHaveLength(1)
  })

  it('[DOC565] ends with its server, and goes on where it was', async () => {
    const { world } = await meeting()
    await finalise(world)
    const store = new MemoryFinalStore()
    const registry = await registryOf(world, store)
    await registry.close()
    expect(await store.all()).toBeNull()
    const next = await registryOf(world, store)
    await next.ready()
    expect(next.current()).toHaveLength(1)
  })

  it('[DOC565] is not caught up while another change of stage is under way', async () => {
    const { world } = await meeting()
    const store = new MemoryFinalStore()
    const registry = await registryOf(world, store)
    let end = (): void => undefined
    const slow = registry.around(world.document, () => new Promise<void>((resolve) => (end = resolve)))
    await registry.around(world.document, () => finalise(world))
    expect((await store.all())?.get(world.document)).toMatchObject({ isBehind: true })
    end()
    await slow
    expect((await store.all())?.get(world.document)).toMatchObject({ isBehind: false })
  })

  it('[DOC565] knows nothing of a text that was never final, nor of one that is forgotten', async () => {
    const { world } = await meeting()
    const store = new MemoryFinalStore()
    const registry = await registryOf(world, store)
    await registry.around(world.document, () => Promise.resolve())
    expect(await registry.history(world.document)).toBeNull()
    expect((await store.all())?.size).toBe(0)
    await registry.around(world.document, () => finalise(world))
    await registry.forget(world.document)
    expect(registry.find('canonical', sha256Of('¶ base text\n'))).toEqual([])
    expect((await store.all())?.size).toBe(0)
  })
})

describe('files of final texts', () => {
  it('[DOC565] are known by their bytes from when they are exported, as those of the text that was final then', async () => {
    const { world } = await meeting()
    const registry = await registryOf(world)
    const { document } = world
    await registry.around(document, () => finalise(world))
    const [first] = registry.current()
    const pdf = sha256Of('a PDF')
    const seq = (await world.room()).seq
    await registry.noteExport(document, seq, 'pdf', pdf)
    await registry.noteExport(document, seq, 'pdf', pdf)
    await registry.noteExport('no such document', seq, 'pdf', sha256Of('other'))
    await registry.around(document, async () => (await world.room()).stages.set('f', 'drafting', 'سهو'))
    await registry.around(document, () => finalise(world))
    await registry.noteExport(document, seq, 'pdf', sha256Of('a late PDF'))
    await registry.noteExport(document, (await world.room()).seq, 'pdf', sha256Of('a new PDF'))
    const [second] = registry.current()
    expect(registry.find('file', pdf)).toMatchObject([{ final: { id: first?.final.id } }])
    expect(registry.find('file', sha256Of('a late PDF'))).toMatchObject([{ final: { id: first?.final.id } }])
    expect(registry.find('file', sha256Of('a new PDF'))).toMatchObject([{ final: { id: second?.final.id } }])
    expect(registry.find('file', sha256Of('other'))).toEqual([])
    expect(registry.find('canonical', pdf)).toEqual([])
  })

  it('[DOC565] are not noted without end', async () => {
    const { world } = await meeting()
    const registry = await registryOf(world)
    await registry.around(world.document, () => finalise(world))
    const { seq } = await world.room()
    for (let file = 0; file < 201; file++)
      await registry.noteExport(world.document, seq, 'pdf', sha256Of(String(file)))
    expect(registry.find('file', sha256Of('199'))).toHaveLength(1)
    expect(registry.find('file', sha256Of('200'))).toEqual([])
  })
})

describe('an entry about a final text', () => {
  it('[DOC563] is read strictly', () => {
    const hash = 'a'.repeat(64)
    const entry = {
      type: 'finalised',
      id: 'c',
      title: 't',
      sha256: hash,
      wordings: [hash],
      files: [],
      auditHead: null,
    }
    expect(readFinalEntry(entry)).toEqual(entry)
    for (const wrong of [
      { type: 'stage' },
      { id: '' },
      { id: 3 },
      { title: null },
      { sha256: hash.toUpperCase() },
      { sha256: hash.slice(1) },
      { wordings: hash },
      { wordings: ['x'] },
      { files: null },
      { auditHead: 3 },
      { auditHead: undefined },
    ])
      expect(readFinalEntry({ ...entry, ...wrong })).toBeNull()
  })
})
