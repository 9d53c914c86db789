import { describe, expect, it } from 'vitest'
import { ROLES, type Role } from '#core/access/roles.ts'
import { STAGES, type Stage } from '#core/access/stages.ts'
import type { Control } from '#core/protocol/control.ts'
import { decodeLogBody, decodeSnapshot } from '../../sync-server/room/log-body.ts'
import type { ThreadCommand } from '../../sync-server/room/thread-commands.ts'
import type { Thread } from '../../sync-server/room/thread.ts'
import { gather } from '../support/cohort/cast.ts'
import { Client, settleAll } from '../support/cohort/client.ts'
import { FaultyLog } from '../support/cohort/faulty-log.ts'
import { settled, World, type WorldOptions } from '../support/cohort/world.ts'
import { placeIn, QUOTED } from '../support/thread-places.ts'
import { lockSection } from '../support/section-lock.ts'

const begin = (thread: string, body = 'first', anchor: Thread['anchor'] = null): ThreadCommand => ({
  type: 'begin',
  thread,
  anchor,
  body,
})
const reply = (thread: string, comment: string, body = 'reply'): ThreadCommand => ({
  type: 'comment',
  thread,
  comment,
  body,
})

/** A facilitator, an editor and a suggester whose pages are open. */
const meeting = async (options: WorldOptions = {}) => {
  const { world, page, all } = await gather(
    [
      ['f', 'facilitator', 100],
      ['e', 'editor', 101],
      ['s', 'suggester', 102],
    ],
    'base text',
    options,
  )
  return { world, f: page('f'), e: page('e'), s: page('s'), all }
}

/** `new`, `done` or the failure. */
const say = async (world: World, member: string, command: ThreadCommand): Promise<string> => {
  const done = await (await world.room()).threads.carryOut(member, command)
  if (!done.ok) return done.error
  expect(done.value.thread.id).toBe(command.thread)
  return done.value.isNew ? 'new' : 'done'
}

const threadsOf = async (world: World): Promise<readonly Thread[]> => (await world.room()).threads.since(0)

const told = (client: Client): readonly Control[] => client.controls.filter(({ type }) => type === 'thread')

const entriesOf = async (world: World, from = 1): Promise<readonly unknown[]> => {
  const found: unknown[] = []
  for await (const { by, body } of world.log.read(world.document, from, Number.MAX_SAFE_INTEGER)) {
    const decoded = decodeLogBody(body)
    if (decoded.ok && decoded.value.kind === 'control') found.push([by, decoded.value.entry])
  }
  return found
}

describe('discussing', () => {
  it('[THR1] each command is one entry in the log by its author, and the text is as it was', async () => {
    const { world, f, all } = await meeting()
    const room = await world.room()
    const text = room.stateAsUpdate()
    const { seq } = room
    const anchor = placeIn(f.text, 1, 5)
    expect(await say(world, 'e', begin('t', 'why <@s>?', anchor))).toBe('new')
    expect(await say(world, 's', reply('t', 'c', 'because'))).toBe('new')
    expect(await say(world, 's', { type: 'edit', thread: 't', comment: 'c', body: 'so' })).toBe('done')
    expect(await say(world, 'f', { type: 'resolve', thread: 't', resolved: true })).toBe('done')
    expect(
      await say(world, 'f', { type: 'hide', thread: 't', comment: 'c', hidden: true, reason: 'r' }),
    ).toBe('done')
    const moved = placeIn(f.text, 2, 5)
    expect(await say(world, 's', { type: 'anchor', thread: 't', anchor: moved })).toBe('done')
    expect(await say(world, 's', { type: 'delete', thread: 't', comment: 'c' })).toBe('done')
    expect(await entriesOf(world, seq + 1)).toEqual([
      ['e', { type: 'thread-begun', thread: 't', anchor, body: 'why <@s>?', mentions: ['s'] }],
      ['s', { type: 'commented', thread: 't', comment: 'c', body: 'because', mentions: [] }],
      ['s', { type: 'comment-edited', thread: 't', comment: 'c', body: 'so', mentions: [] }],
      ['f', { type: 'thread-resolved', thread: 't', resolved: true }],
      ['f', { type: 'comment-hidden', thread: 't', comment: 'c', hidden: true, reason: 'r' }],
      ['s', { type: 'thread-anchored', thread: 't', anchor: moved }],
      ['s', { type: 'comment-deleted', thread: 't', comment: 'c' }],
    ])
    await settleAll(all)
    expect(room.stateAsUpdate()).toEqual(text)
    expect(await threadsOf(world)).toMatchObject([
      {
        id: 't',
        anchor: moved,
        resolved: { by: 'f' },
        seq: seq + 7,
        comments: [{ by: 'e' }, { by: 's', body: null }],
      },
    ])
  })

  it('[THR4] everybody here is told, each once, when it is durable and not before', async () => {
    const log = new FaultyLog()
    const { world, e, s, f, all } = await meeting({ log })
    const room = await world.room()
    const { seq } = room
    log.hold()
    const first = say(world, 'e', begin('t'))
    const second = say(world, 's', reply('t', 'c'))
    const third = say(world, 's', { type: 'resolve', thread: 't', resolved: true })
    let isAnswered = false
    const repeat = say(world, 'e', begin('t')).then((answer) => {
      isAnswered = true
      return answer
    })
    await settled()
    expect(room.threads.since(0)).toEqual([])
    expect(room.threads.get('t')).toBeNull()
    for (const client of all) expect(told(client)).toEqual([])
    expect(isAnswered).toBe(false)
    log.release()
    expect(await Promise.all([first, second, third, repeat])).toEqual(['new', 'new', 'done', 'done'])
    await settleAll(all)
    expect(room.threads.get('t')?.seq).toBe(seq + 3)
    // What became durable in one batch is one message.
    for (const client of [e, s, f]) {
      const last = told(client).at(-1)
      expect(last).toEqual({ type: 'thread', thread: 't', seq: seq + 3 })
      expect(told(client).length).toBeLessThanOrEqual(2)
    }
  })

  it('[THR4] a plain client is told nothing that it does not know', async () => {
    const { world } = await meeting()
    const { socket } = await world.join('e', { ext: false })
    await settled()
    const frames = socket.sent.length
    await say(world, 'f', begin('t'))
    await settled()
    expect(socket.sent.length).toBe(frames)
  })

  for (const fault of ['lost', 'stored-but-failed'] as const)
    it(`[THR4] nobody hears of a comment while the log may not have it (${fault}); sent again it is there once`, async () => {
      const log = new FaultyLog()
      const { world, all } = await meeting({ log })
      const failing = log.appends + 1
      log.fault = (append) => (append === failing ? fault : null)
      expect(await say(world, 'e', begin('t', 'kept'))).toBe('unavailable')
      expect(await say(world, 'e', begin('u', 'kept'))).toBe('unavailable')
      await settleAll(all)
      expect(await threadsOf(world)).toEqual([])
      for (const client of all) expect(told(client)).toEqual([])
      world.clock.advance(2_000)
      await settleAll(all)
      const isThere = fault === 'stored-but-failed'
      for (const client of all) expect(told(client).length).toBe(isThere ? 1 : 0)
      expect(await say(world, 'e', begin('t', 'kept'))).toBe(isThere ? 'done' : 'new')
      await settleAll(all)
      for (const client of all) expect(told(client).length).toBe(1)
      expect((await threadsOf(world)).map(({ id, comments }) => [id, comments.length])).toEqual([['t', 1]])
      expect(world.broken).toEqual([])
    })

  it('[THR4] what was answered is there after a crash, with or without a snapshot', async () => {
    const { world, f } = await meeting()
    await say(world, 'e', begin('t', 'one', placeIn(f.text, 1, 5)))
    await say(world, 's', reply('t', 'c', 'two'))
    const before = await threadsOf(world)
    world.restart()
    expect(await threadsOf(world)).toEqual(before)
    await (await world.room()).shutdown()
    world.restart()
    expect(await threadsOf(world)).toEqual(before)
    await say(world, 's', { type: 'edit', thread: 't', comment: 'c', body: 'three' })
    world.restart()
    expect((await threadsOf(world))[0]?.comments.map(({ body }) => body)).toEqual(['one', 'three'])
    expect(await say(world, 's', reply('t', 'c', 'two'))).toBe('done')
  })

  it('[THR5] a deleted comment is in no state and no snapshot any more', async () => {
    const { world } = await meeting()
    await say(world, 'e', begin('t', 'a secret thing'))
    await say(world, 's', reply('t', 'c', 'another secret'))
    await say(world, 's', { type: 'edit', thread: 't', comment: 'c', body: 'secret once more' })
    await say(world, 'e', { type: 'delete', thread: 't', comment: 't.0' })
    await say(world, 's', { type: 'delete', thread: 't', comment: 'c' })
    expect(JSON.stringify(await threadsOf(world))).not.toContain('secret')
    await (await world.room()).shutdown()
    const { snapshot } = await world.log.load(world.document)
    const content = snapshot === null ? null : decodeSnapshot(snapshot.body)
    if (content?.ok !== true) throw new Error('no snapshot')
    expect(JSON.stringify(content.value.threads)).toContain('"id":"t.0"')
    expect(new TextDecoder().decode(snapshot?.body)).not.toContain('secret')
  })

  it('[THR2] locks do not concern a discussion', async () => {
    const { world, f } = await meeting()
    const room = await world.room()
    const bid = room.content()[0]?.attrs.bid ?? ''
    await lockSection(room, { id: 'l', from: bid, to: bid })
    expect(await say(world, 's', begin('t', 'on what is locked', placeIn(f.text, 1, 5)))).toBe('new')
  })

  it('[THR11] positions that are none, or of another text, are refused', async () => {
    const { world, f } = await meeting()
    const good = placeIn(f.text, 1, 5)
    expect(await say(world, 'e', begin('t', 'x', { ...good, start: 'AAAA////' }))).toBe('bad-place')
    expect(await say(world, 'e', begin('t', 'x', { ...good, end: '' }))).toBe('bad-place')
    expect(await say(world, 'e', begin('t', 'x', good))).toBe('new')
    expect(await say(world, 'e', { type: 'anchor', thread: 't', anchor: { ...good, end: 'x' } })).toBe(
      'bad-place',
    )
    expect((await threadsOf(world))[0]?.anchor).toEqual(good)
  })
})

describe('a thread about a suggestion', () => {
  const propose = (client: Client, text: string, id: string): string => {
    client.text.insert(1, text, { [`insertion--${id}`]: { by: client.member, at: 1 } })
    return id
  }

  it('[THR6] needs a suggestion that the server knows: standing or decided, and not one whose name begins alike', async () => {
    const { world, s, all } = await meeting()
    const suggestion = propose(s, 'new ', 's-x-11')
    await settleAll(all)
    for (const unknown of ['s-x-1', 's-x-12', 's-x-111', 'x', '__proto__'])
      expect(await say(world, 'e', begin('t', 'x', { suggestion: unknown }))).toBe('unknown-suggestion')
    expect(await say(world, 'e', begin('t', 'x', { suggestion }))).toBe('new')
    const decisions = [{ suggestion, verdict: 'reject' as const }]
    await (await world.room()).decisions.decide('f', { id: 'd', decisions })
    for (const client of all) client.disconnect()
    await (await world.room()).shutdown()
    world.restart()
    expect(await say(world, 's', begin('u', 'why?', { suggestion }))).toBe('new')
    expect((await threadsOf(world)).map(({ anchor }) => anchor)).toEqual([{ suggestion }, { suggestion }])
  })

  it('[THR6] two members may begin two threads on one suggestion at the same time: both stay', async () => {
    const { world, s, all } = await meeting()
    const suggestion = propose(s, 'new ', 's-x-1')
    await settleAll(all)
    expect(
      await Promise.all([
        say(world, 'e', begin('one', 'x', { suggestion })),
        say(world, 'f', begin('two', 'y', { suggestion })),
      ]),
    ).toEqual(['new', 'new'])
    expect((await threadsOf(world)).map(({ id }) => id)).toEqual(['one', 'two'])
  })

  it('[THR6] is found under the new name of its late work too, and everybody is told', async () => {
    const { world, e, s, all } = await meeting()
    const suggestion = propose(s, 'new ', 's-x-1')
    await settleAll(all)
    await say(world, 'e', begin('t', 'x', { suggestion }))
    await settleAll(all)
    s.disconnect()
    const decisions = [{ suggestion, verdict: 'reject' as const }]
    await (await world.room()).decisions.decide('f', { id: 'd', decisions })
    propose(s, 'more ', suggestion)
    e.controls.length = 0
    await s.connect()
    await settleAll(all)
    const to = `${suggestion}.1`
    expect(s.controls).toContainEqual({ type: 'renamed', from: suggestion, to })
    const [thread] = await threadsOf(world)
    expect(thread?.anchor).toEqual({ suggestion, renamed: [to] })
    expect(told(e)).toEqual([{ type: 'thread', thread: 't', seq: thread?.seq }])
    expect(thread?.seq).toBeLessThanOrEqual((await world.room()).seq)
    // So is one that is begun afterwards by who has not heard of it.
    expect(await say(world, 's', begin('u', 'y', { suggestion }))).toBe('new')
    expect(await say(world, 's', begin('v', 'z', { suggestion: to }))).toBe('new')
    const before = await threadsOf(world)
    expect(before.map(({ anchor }) => anchor)).toEqual([
      { suggestion, renamed: [to] },
      { suggestion, renamed: [to] },
      { suggestion: to },
    ])
    world.restart()
    expect(await threadsOf(world)).toEqual(before)
    expect(await say(world, 's', begin('u', 'y', { suggestion }))).toBe('done')
  })
})

/** The table of the product page, by hand: who may comment at which stage, and who may moderate. */
const MAY_COMMENT: Readonly<Record<Stage, readonly Role[]>> = {
  drafting: ['facilitator', 'editor', 'suggester', 'commenter'],
  suggesting: ['facilitator', 'editor', 'suggester', 'commenter'],
  commenting: ['facilitator', 'editor', 'suggester', 'commenter'],
  final: [],
}
const MAY_HIDE: readonly Role[] = ['facilitator']

describe('who may take part in a discussion', () => {
  for (const stage of STAGES)
    for (const role of ROLES)
      it(`[THR2] ${role} in ${stage}: as the table of the product says, their own and others’`, async () => {
        const { world, f } = await meeting()
        const place = placeIn(f.text, 1, 5)
        world.add('me', 'commenter')
        await say(world, 'me', begin('mine', 'my words', place))
        await say(world, 'e', begin('theirs', 'their words', place))
        await say(world, 'e', begin('done', 'their words', place))
        await say(world, 'e', { type: 'resolve', thread: 'done', resolved: true })
        await say(world, 'e', reply('mine', 'reply', 'their words'))
        await say(world, 'me', reply('theirs', 'my-reply', 'my words'))
        const room = await world.room()
        await room.stages.set('f', stage, null)
        world.setRole('me', role)
        const may = MAY_COMMENT[stage].includes(role)
        const mayHide = MAY_HIDE.includes(role)
        const other = placeIn(f.text, 2, 5)
        const before = JSON.stringify(await threadsOf(world))
        const { seq } = room
        const commands: readonly [ThreadCommand, string][] = [
          [begin('new'), may ? 'new' : 'forbidden'],
          // Sent again by a page that never heard the answer.
          [begin('mine', 'my words', place), role === 'viewer' ? 'forbidden' : 'done'],
          [begin('mine', 'other words', place), may ? 'conflict' : 'forbidden'],
          [reply('mine', 'new-reply'), may ? 'new' : 'forbidden'],
          [reply('theirs', 'another-reply'), may ? 'new' : 'forbidden'],
          [{ type: 'edit', thread: 'mine', comment: 'mine.0', body: 'changed' }, may ? 'done' : 'forbidden'],
          [
            { type: 'edit', thread: 'theirs', comment: 'my-reply', body: 'changed' },
            may ? 'done' : 'forbidden',
          ],
          [{ type: 'edit', thread: 'theirs', comment: 'theirs.0', body: 'changed' }, 'forbidden'],
          [{ type: 'edit', thread: 'mine', comment: 'reply', body: 'changed' }, 'forbidden'],
          [{ type: 'resolve', thread: 'mine', resolved: true }, may ? 'done' : 'forbidden'],
          [{ type: 'resolve', thread: 'theirs', resolved: true }, may ? 'done' : 'forbidden'],
          [{ type: 'resolve', thread: 'done', resolved: false }, may ? 'done' : 'forbidden'],
          [{ type: 'anchor', thread: 'mine', anchor: other }, may ? 'done' : 'forbidden'],
          [{ type: 'anchor', thread: 'theirs', anchor: other }, may ? 'done' : 'forbidden'],
          [
            { type: 'hide', thread: 'theirs', comment: 'theirs.0', hidden: true, reason: 'r' },
            mayHide ? 'done' : 'forbidden',
          ],
          [
            { type: 'hide', thread: 'theirs', comment: 'theirs.0', hidden: false, reason: '' },
            mayHide ? 'done' : 'forbidden',
          ],
          [
            { type: 'hide', thread: 'mine', comment: 'mine.0', hidden: true, reason: 'r' },
            mayHide ? 'done' : 'forbidden',
          ],
          [{ type: 'delete', thread: 'theirs', comment: 'theirs.0' }, 'forbidden'],
          [{ type: 'delete', thread: 'mine', comment: 'reply' }, 'forbidden'],
          [{ type: 'delete', thread: 'theirs', comment: 'my-reply' }, may ? 'done' : 'forbidden'],
          [{ type: 'delete', thread: 'mine', comment: 'mine.0' }, may ? 'done' : 'forbidden'],
        ]
        for (const [command, expected] of commands)
          expect([command, await say(world, 'me', command)]).toEqual([command, expected])
        if (!may && !mayHide) {
          expect(room.seq).toBe(seq)
          expect(JSON.stringify(await threadsOf(world))).toBe(before)
        }
        expect(world.broken).toEqual([])
      })

  it('[THR2] the right is looked up when the command comes: who was removed or made a viewer says nothing', async () => {
    const { world } = await meeting()
    await say(world, 'e', begin('t'))
    world.setRole('e', 'viewer')
    expect(await say(world, 'e', reply('t', 'c'))).toBe('forbidden')
    expect(await say(world, 'e', { type: 'delete', thread: 't', comment: 't.0' })).toBe('forbidden')
    world.remove('s')
    expect(await say(world, 's', reply('t', 'c'))).toBe('forbidden')
    expect(await say(world, 'nobody', begin('u'))).toBe('forbidden')
    // A stage on its way to the log counts.
    const room = await world.room()
    const staged = room.stages.set('f', 'final', null)
    const said = say(world, 'f', reply('t', 'c'))
    await staged
    expect(await said).toBe('forbidden')
  })

  it('[THR8] only present members of the group are mentioned', async () => {
    const { world } = await meeting()
    await say(world, 'e', begin('t', '<@f> <@s> <@gone> <@__proto__> <@e>'))
    world.remove('s')
    await say(world, 'e', { type: 'edit', thread: 't', comment: 't.0', body: '<@f> <@s> <@e>' })
    expect(await entriesOf(world).then((all) => all.slice(-2))).toMatchObject([
      ['e', { mentions: ['f', 's', 'e'] }],
      ['e', { mentions: ['f', 'e'] }],
    ])
  })

  it('[THR11] the quote of an anchor is kept as it was given', async () => {
    const { world, f } = await meeting()
    await say(world, 'e', begin('t', 'x', placeIn(f.text, 1, 5)))
    expect((await threadsOf(world))[0]?.anchor).toMatchObject({ quote: QUOTED })
  })
})
