import { describe, expect, it } from 'vitest'
import type { Control } from '#core/protocol/control.ts'
import { STAGES } from '#core/access/stages.ts'
import { isBehind } from '../../sync-server/room/notices/at-start.ts'
import type { FeedMark, Inbox, NewNotice } from '../../sync-server/room/notices/inbox.ts'
import { shownInbox } from '../../sync-server/room/notices/inbox-reader.ts'
import type { ThreadCommand } from '../../sync-server/room/thread-commands.ts'
import type { Thread } from '../../sync-server/room/thread.ts'
import { MemoryInbox } from '../../sync-server/store/memory-inbox.ts'
import { Client, settleAll } from '../support/cohort/client.ts'
import { FaultyLog } from '../support/cohort/faulty-log.ts'
import { settled, World, type WorldOptions } from '../support/cohort/world.ts'
import { positionOf } from '../support/gate-world.ts'
import { lockSection } from '../support/section-lock.ts'

/** A facilitator, an editor, two suggesters, a commenter and a viewer; the four who write are connected. */
const meeting = async (options: WorldOptions = {}) => {
  const world = new World(options)
  world.add('f', 'facilitator')
  world.add('e', 'editor')
  world.add('s', 'suggester')
  world.add('t', 'suggester')
  world.add('c', 'commenter')
  world.add('v', 'viewer')
  const f = new Client(world, 'f', 100)
  const s = new Client(world, 's', 102)
  const t = new Client(world, 't', 103)
  const all = [f, s, t]
  for (const client of all) await client.connect()
  await settleAll(all)
  f.text.insert(1, 'base text')
  await settleAll(all)
  return { world, f, s, t, all }
}

let count = 0
const propose = (client: Client, words: string, text: string): string => {
  const id = `${client.member}-x-${++count}`
  const at = positionOf(client.text, words) + words.length
  client.text.insert(at, text, { [`insertion--${id}`]: { by: client.member, at: 1 } })
  return id
}

const decide = async (
  world: World,
  member: string,
  wishes: Readonly<Record<string, 'accept' | 'reject' | 'withdraw'>>,
): Promise<string> => {
  const id = `command-${++count}`
  const decisions = Object.entries(wishes).map(([suggestion, verdict]) => ({ suggestion, verdict }))
  const decided = await (await world.room()).decisions.decide(member, { id, decisions })
  if (!decided.ok) throw new Error(decided.error)
  return id
}

/** What a member was told, oldest first. */
const told = async (world: World, member: string) =>
  (await world.inbox.list(member)).notices.toReversed().map(({ notice }) => notice)

const everybody = async (world: World) =>
  Object.fromEntries(
    await Promise.all([...world.members.keys()].map(async (id) => [id, (await told(world, id)).length])),
  )

const inboxControls = (client: Client): readonly Control[] =>
  client.controls.filter(({ type }) => type === 'inbox')

describe('whom a change concerns', () => {
  it('[ACC600] a stage is told to everybody who may follow, but not to who changed it', async () => {
    const { world } = await meeting()
    await (await world.room()).stages.set('f', 'suggesting', null)
    await settled()
    expect(await everybody(world)).toEqual({ f: 0, e: 1, s: 1, t: 1, c: 1, v: 0 })
    expect(await world.inbox.list('s')).toMatchObject({
      notices: [{ by: 'f', document: 'd1', notice: { type: 'stage', stage: 'suggesting' } }],
    })
  })

  it('[ACC600] [ACC601] one act about many suggestions is one notice for each author, with counts', async () => {
    const { world, s, t, all } = await meeting()
    const own = [propose(s, 'base', ' one'), propose(s, 'text', ' two'), propose(s, 'ba', 'x')]
    await settleAll(all)
    const other = propose(t, 'te', 'y')
    await settleAll(all)
    const [one = '', two = '', three = ''] = own
    await decide(world, 'f', { [one]: 'accept', [two]: 'accept', [three]: 'reject', [other]: 'accept' })
    await settled()
    expect(await everybody(world)).toEqual({ f: 0, e: 0, s: 1, t: 1, c: 0, v: 0 })
    const [mine] = await told(world, 's')
    expect(mine).toMatchObject({ type: 'decided', accepted: 2, rejected: 1 })
    expect(mine?.type === 'decided' && own.includes(mine.suggestion)).toBe(true)
    expect(await told(world, 't')).toEqual([{ type: 'decided', accepted: 1, rejected: 0, suggestion: other }])
  })

  it('[ACC600] nobody is told what they decided about their own', async () => {
    const { world, f, s, all } = await meeting()
    const mine = propose(f, 'base', ' mine')
    const theirs = propose(s, 'text', ' theirs')
    await settleAll(all)
    await decide(world, 'f', { [mine]: 'accept' })
    await decide(world, 's', { [theirs]: 'withdraw' })
    await settled()
    expect(await everybody(world)).toEqual({ f: 0, e: 0, s: 0, t: 0, c: 0, v: 0 })
  })

  it('[ACC600] a suggestion that a direct writer deletes is told as rejected', async () => {
    const { world, f, s, all } = await meeting()
    const id = propose(s, 'base', ' gone')
    await settleAll(all)
    f.text.delete(positionOf(f.text, ' gone'), ' gone'.length)
    await settleAll(all)
    expect(await told(world, 's')).toEqual([{ type: 'decided', accepted: 0, rejected: 1, suggestion: id }])
  })

  it('[ACC600] a decision that is taken back is told to whose suggestions are open again', async () => {
    const { world, s, t, all } = await meeting()
    const [one, two, other] = [propose(s, 'base', ' 1'), propose(s, 'text', ' 2'), propose(t, 'te', 'z')]
    await settleAll(all)
    const decision = await decide(world, 'f', { [one]: 'reject', [two]: 'reject', [other]: 'reject' })
    const undone = await (await world.room()).decisions.undo('f', { id: 'u', decision, suggestions: null })
    expect(undone.ok).toBe(true)
    await settled()
    expect((await told(world, 's'))[1]).toMatchObject({ type: 'reopened', suggestions: 2 })
    expect((await told(world, 't'))[1]).toEqual({ type: 'reopened', suggestions: 1, suggestion: other })
    expect((await told(world, 'f')).length).toBe(0)
  })

  it('[ACC600] a lock is told only to authors of what stands open in the newly locked blocks', async () => {
    const { world, s, t, all } = await meeting()
    const inside = propose(s, 'base', ' in')
    await settleAll(all)
    const room = await world.room()
    const [block] = room.content()
    const bid = block?.attrs.bid ?? ''
    await lockSection(room, { id: 'l1', from: bid, to: bid })
    await settled()
    expect(await told(world, 's')).toEqual([{ type: 'locked', suggestions: 1, suggestion: inside }])
    expect(await told(world, 't')).toEqual([])
    // The same blocks under one more lock are no news.
    await lockSection(room, { id: 'l2', from: bid, to: bid })
    await settled()
    expect((await told(world, 's')).length).toBe(1)
    await room.sectionLocks.unlock('f', 'l1', null)
    await room.sectionLocks.unlock('f', 'l2', null)
    await lockSection(room, { id: 'l3', from: bid, to: bid })
    await settled()
    expect((await told(world, 's')).length).toBe(2)
    expect(t.isOnline).toBe(true)
  })

  it('[ACC600] an author who may not follow any more is told nothing', async () => {
    const { world, s, t, all } = await meeting()
    const [one, two] = [propose(s, 'base', ' 1'), propose(t, 'text', ' 2')]
    await settleAll(all)
    world.setRole('s', 'viewer')
    world.remove('t')
    await decide(world, 'f', { [one]: 'accept', [two]: 'accept' })
    await (await world.room()).stages.set('f', 'final', null)
    await settled()
    expect([await told(world, 's'), await told(world, 't')]).toEqual([[], []])
  })

  it('[ACC606] what is kept of a notice holds no text of the document', async () => {
    const { world, s, all } = await meeting()
    const id = propose(s, 'base', ' verysecretword')
    await settleAll(all)
    await decide(world, 'f', { [id]: 'accept' })
    await settled()
    const kept = await world.inbox.list('s')
    expect(kept.notices.length).toBe(1)
    expect(JSON.stringify(kept)).not.toMatch(/verysecret|base|name of/)
  })
})

const say = async (world: World, member: string, command: ThreadCommand): Promise<void> => {
  const done = await (await world.room()).threads.carryOut(member, command)
  if (!done.ok) throw new Error(done.error)
  await settled()
}

describe('discussions', () => {
  const begin = (thread: string, body: string, anchor: Thread['anchor'] = null): ThreadCommand => ({
    type: 'begin',
    thread,
    anchor,
    body,
  })
  const reply = (thread: string, comment: string, body: string): ThreadCommand => ({
    type: 'comment',
    thread,
    comment,
    body,
  })

  it('[ACC600] [ACC601] a reply is told to who took part, a mention to who is named, and of one comment one thing', async () => {
    const { world } = await meeting()
    await say(world, 's', begin('t1', 'what of this, <@e> and <@v>?'))
    expect(await told(world, 'e')).toEqual([{ type: 'mention', thread: 't1', comment: 't1.0' }])
    await say(world, 'f', reply('t1', 'c1', 'I would say no'))
    expect(await told(world, 's')).toEqual([{ type: 'reply', thread: 't1', comment: 'c1' }])
    await say(world, 'c', reply('t1', 'c2', 'nor would I, <@s> <@f> <@s>'))
    expect((await told(world, 's')).slice(1)).toEqual([{ type: 'mention', thread: 't1', comment: 'c2' }])
    expect(await told(world, 'f')).toEqual([{ type: 'mention', thread: 't1', comment: 'c2' }])
    await say(world, 's', reply('t1', 'c3', 'good, <@s>'))
    // Who was only named takes no part; a viewer follows nothing.
    expect(await everybody(world)).toEqual({ f: 2, e: 1, s: 2, t: 0, c: 1, v: 0 })
  })

  it('[ACC600] whose suggestion is discussed takes part', async () => {
    const { world, s, all } = await meeting()
    const suggestion = propose(s, 'base', ' x')
    await settleAll(all)
    await say(world, 'f', begin('t2', 'why?', { suggestion }))
    await say(world, 't', reply('t2', 'd1', 'indeed'))
    expect(await told(world, 's')).toEqual([
      { type: 'reply', thread: 't2', comment: 't2.0' },
      { type: 'reply', thread: 't2', comment: 'd1' },
    ])
    expect(await everybody(world)).toEqual({ f: 1, e: 0, s: 2, t: 0, c: 0, v: 0 })
  })

  it('[ACC601] a changed comment tells only whom it names anew', async () => {
    const { world } = await meeting()
    await say(world, 's', begin('t3', 'look, <@e>'))
    const edit = (body: string): ThreadCommand => ({ type: 'edit', thread: 't3', comment: 't3.0', body })
    await say(world, 's', edit('look, <@e> and <@t>'))
    await say(world, 's', edit('look, <@t>'))
    await say(world, 's', edit('look again, <@e>'))
    await say(world, 's', { type: 'delete', thread: 't3', comment: 't3.0' })
    await say(world, 'f', { type: 'resolve', thread: 't3', resolved: true })
    expect(await everybody(world)).toEqual({ f: 0, e: 1, s: 0, t: 1, c: 0, v: 0 })
  })

  it('[ACC602] [ACC606] are told once over a crash, as they stood, and nothing of what they say is kept', async () => {
    const inbox = new FaultyInbox()
    const { world } = await meeting({ inbox })
    inbox.isDead = true
    await say(world, 's', begin('t4', 'one'))
    await say(world, 'f', reply('t4', 'e1', 'two hush <@e>'))
    await say(world, 't', reply('t4', 'e2', 'three'))
    inbox.isDead = false
    world.restart()
    await world.room()
    await settled()
    expect(await told(world, 's')).toEqual([
      { type: 'reply', thread: 't4', comment: 'e1' },
      { type: 'reply', thread: 't4', comment: 'e2' },
    ])
    expect(await everybody(world)).toEqual({ f: 1, e: 1, s: 2, t: 0, c: 0, v: 0 })
    expect(JSON.stringify(await world.inbox.list('e'))).not.toContain('hush')
  })
})

describe('what members hear at once', () => {
  it('[ACC605] their own sockets here, and nobody else, hear how much is unread', async () => {
    const { world, f, s, t, all } = await meeting()
    const [one, two] = [propose(s, 'base', ' 1'), propose(s, 'text', ' 2')]
    await settleAll(all)
    await decide(world, 'f', { [one]: 'accept' })
    await settleAll(all)
    expect(inboxControls(s)).toEqual([{ type: 'inbox', unread: 1 }])
    await decide(world, 'f', { [two]: 'accept' })
    await settleAll(all)
    expect(inboxControls(s).at(-1)).toEqual({ type: 'inbox', unread: 2 })
    await world.inbox.markRead('s', 2)
    await (await world.room()).stages.set('f', 'final', null)
    await settleAll(all)
    expect(inboxControls(s).at(-1)).toEqual({ type: 'inbox', unread: 1 })
    expect([inboxControls(t).length, inboxControls(f).length]).toEqual([1, 0])
  })

  it('[ACC603] a viewer, somebody removed and a text that is gone: nothing is shown any more', async () => {
    const { world } = await meeting()
    await (await world.room()).stages.set('f', 'final', null)
    await settled()
    const found = new Map(world.members)
    const directory = (role: 'lookup' | 'no-document') => ({
      lookup: (_document: string, member: string) =>
        role === 'lookup' ? (found.get(member) ?? ('no-access' as const)) : ('no-document' as const),
      members: () => [],
    })
    const shown = async (member: string, how: 'lookup' | 'no-document' = 'lookup') => {
      const { notices, unread } = await shownInbox(world.inbox, directory(how), member)
      return [notices.length, unread]
    }
    expect(await shown('s')).toEqual([1, 1])
    expect(await shown('s', 'no-document')).toEqual([0, 0])
    const member = found.get('s')
    if (member !== undefined) found.set('s', { ...member, role: 'viewer' })
    expect(await shown('s')).toEqual([0, 0])
    found.delete('s')
    expect(await shown('s')).toEqual([0, 0])
  })
})

/** An inbox of which so many deliveries fail, before or after they are stored. */
class FaultyInbox implements Inbox {
  readonly since = 0
  readonly inner: MemoryInbox
  failing = 0
  fault: 'lost' | 'stored-but-failed' = 'lost'
  /** Nothing is delivered: the process dies with it. */
  isDead = false

  constructor(inner = new MemoryInbox()) {
    this.inner = inner
  }
  mark(document: string): Promise<FeedMark | null> {
    return this.inner.mark(document)
  }
  async deliver(document: string, mark: FeedMark, notices: readonly NewNotice[]) {
    if (this.isDead) return new Promise<readonly string[]>(() => undefined)
    if (this.failing > 0) {
      this.failing -= 1
      if (this.fault === 'stored-but-failed') await this.inner.deliver(document, mark, notices)
      throw new Error('the inbox cannot be written')
    }
    return this.inner.deliver(document, mark, notices)
  }
  list(member: string, which?: 'all' | 'unread') {
    return this.inner.list(member, which)
  }
  markRead(member: string, through: number): Promise<void> {
    return this.inner.markRead(member, through)
  }
  forgetMember(member: string): Promise<void> {
    return this.inner.forgetMember(member)
  }
  forgetDocument(document: string): Promise<void> {
    return this.inner.forgetDocument(document)
  }
}

describe('each change is told once', () => {
  it('[ACC602] when the process dies between the log and the inbox', async () => {
    const inbox = new FaultyInbox()
    const { world, s, all } = await meeting({ inbox })
    const bid = (await world.room()).content()[0]?.attrs.bid ?? ''
    const [one, two] = [propose(s, 'base', ' 1'), propose(s, 'text', ' 2')]
    await settleAll(all)
    await decide(world, 'f', { [one]: 'accept' })
    await settled()
    inbox.isDead = true
    const decision = await decide(world, 'f', { [two]: 'reject' })
    await (await world.room()).decisions.undo('f', { id: 'u', decision, suggestions: null })
    await lockSection(await world.room(), { id: 'l', from: bid, to: bid })
    await (await world.room()).stages.set('f', 'commenting', null)
    await settled()
    expect((await told(world, 's')).length).toBe(1)
    inbox.isDead = false
    world.restart()
    expect(await isBehind('d1', inbox, world.log)).toBe(true)
    await world.room()
    await settled()
    expect((await told(world, 's')).map(({ type }) => type)).toEqual([
      'decided',
      'decided',
      'reopened',
      'locked',
      'stage',
    ])
    expect(await isBehind('d1', inbox, world.log)).toBe(false)
    world.restart()
    await world.room()
    await settled()
    expect((await told(world, 's')).length).toBe(5)
  })

  for (const fault of ['lost', 'stored-but-failed'] as const)
    it(`[ACC602] when the inbox fails (${fault}), again and again, while more is coming`, async () => {
      const inbox = new FaultyInbox()
      inbox.fault = fault
      const { world } = await meeting({ inbox })
      inbox.failing = 3
      for (const stage of [...STAGES, ...STAGES].slice(1)) {
        await (await world.room()).stages.set('f', stage, 'again')
        await settled()
        world.clock.advance(500)
        await settled()
      }
      world.clock.advance(2_000)
      await settled()
      const stages = (await told(world, 's')).map((notice) => (notice.type === 'stage' ? notice.stage : ''))
      expect(stages).toEqual([...STAGES, ...STAGES].slice(1))
      expect(world.reports.filter(({ type }) => type === 'feed-failed').length).toBeGreaterThan(0)
    })

  it('[ACC602] when the log says that it failed and has stored it all the same', async () => {
    const log = new FaultyLog()
    const { world } = await meeting({ log })
    const base = log.appends
    log.fault = (append) => (append === base + 1 ? 'stored-but-failed' : null)
    await (await world.room()).stages.set('f', 'final', null)
    expect(await told(world, 's')).toEqual([])
    world.clock.advance(1_000)
    await settled()
    expect(await told(world, 's')).toEqual([{ type: 'stage', stage: 'final' }])
    await (await world.room()).stages.set('f', 'drafting', 'again')
    await settled()
    expect((await told(world, 's')).length).toBe(2)
  })

  it('[ACC602] typing alone moves no mark, and closing a room leaves it at the end', async () => {
    const { world, f, all } = await meeting()
    for (let n = 0; n < 5; n++) f.text.insert(1, 'w')
    await settleAll(all)
    expect(await world.inbox.mark('d1')).toBe(null)
    const { seq } = await world.room()
    await world.registry.closeAll()
    expect((await world.inbox.mark('d1'))?.seq).toBe(seq)
  })

  it('[ACC602] what came before there were inboxes is told to nobody', async () => {
    const first = await meeting()
    await (await first.world.room()).stages.set('f', 'final', null)
    await settled()
    const { log, clock } = first.world
    const inbox = new MemoryInbox(clock.now() + 1)
    expect(await isBehind('d1', inbox, log)).toBe(false)
    const world = new World({ log, inbox })
    world.add('s', 'suggester')
    await world.room()
    await settled()
    expect(await told(world, 's')).toEqual([])
  })

  it('[ACC602] an inbox that fails for good is in nobody’s way', async () => {
    const inbox = new FaultyInbox()
    inbox.failing = 1_000
    const { world, f, all } = await meeting({ inbox })
    await (await world.room()).stages.set('f', 'suggesting', null)
    f.text.insert(1, 'more ')
    await settleAll(all)
    expect([f.plain, f.isSaved]).toEqual(['more base text', true])
    await world.registry.closeAll()
    expect(world.registry.counts()).toEqual({ rooms: 0, sockets: 0 })
  })
})
