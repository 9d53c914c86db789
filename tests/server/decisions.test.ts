import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { permits } from '#core/access/permits.ts'
import { ROLES } from '#core/access/roles.ts'
import { STAGES } from '#core/access/stages.ts'
import type { Control } from '#core/protocol/control.ts'
import type { DecisionVerdict } from '#core/protocol/decision.ts'
import { decodeLogBody, decodeSnapshot } from '../../sync-server/room/log-body.ts'
import { gather } from '../support/cohort/cast.ts'
import { Client, settleAll } from '../support/cohort/client.ts'
import { FaultyLog } from '../support/cohort/faulty-log.ts'
import { settled, World, type WorldOptions } from '../support/cohort/world.ts'
import { markerAt, positionOf } from '../support/gate-world.ts'
import { lockSection } from '../support/section-lock.ts'

/** A facilitator, an editor and two suggesters in a document that reads «base text». */
const meeting = async (options: WorldOptions = {}) => {
  const { world, page, all } = await gather(
    [
      ['f', 'facilitator', 100],
      ['e', 'editor', 101],
      ['s', 'suggester', 102],
      ['t', 'suggester', 103],
    ],
    'base text',
    options,
  )
  return { world, f: page('f'), e: page('e'), s: page('s'), t: page('t'), all }
}

const mark = (by: string, at = 1) => ({ by, at })

/** Proposes `text` behind `words`; returns the suggestion's id. */
const propose = (client: Client, words: string, text: string, id = `${client.member}-x-1`): string => {
  const at = positionOf(client.text, words) + words.length
  client.text.insert(at, text, { [`insertion--${id}`]: mark(client.member) })
  return id
}

const proposeDeletion = (client: Client, words: string, id = `${client.member}-x-1`): string => {
  client.text.format(positionOf(client.text, words), words.length, {
    [`deletion--${id}`]: mark(client.member),
  })
  return id
}

let commands = 0
const decide = async (
  world: World,
  member: string,
  suggestions: readonly string[],
  verdict: DecisionVerdict,
  id = `command-${++commands}`,
) => {
  const decisions = suggestions.map((suggestion) => ({ suggestion, verdict }))
  const result = await (await world.room()).decisions.decide(member, { id, decisions })
  if (!result.ok) return result.error
  return result.value.results.map(({ suggestion, outcome, decided }) => {
    const as = decided?.record.entry.type === 'decided' ? decided.suggestion.verdict : null
    return `${suggestion} ${outcome}${as === null ? '' : ` ${as} ${decided?.record.by}`}`
  })
}

const undo = async (
  world: World,
  member: string,
  decision: string,
  suggestions: readonly string[] | null = null,
  id = `command-${++commands}`,
) => {
  const result = await (await world.room()).decisions.undo(member, { id, decision, suggestions })
  return result.ok ? result.value.suggestions : result.error
}

const told = (client: Client, type: Control['type']) =>
  client.controls.filter((control) => control.type === type)

/** Text with formats, as JSON: equal for equal documents. */
/** Neighbours of equal formats are one: Yjs cuts a text wherever a format stands, though it says nothing any more. */
const shown = (client: Client): unknown => {
  const parts: [text: string, formats: unknown][] = []
  for (const part of client.text.toDelta() as { insert: unknown; attributes?: unknown }[]) {
    const formats = part.attributes ?? {}
    const last = parts.at(-1)
    const isText = typeof part.insert === 'string' && last !== undefined && last[0] !== '¶'
    if (isText && JSON.stringify(last[1]) === JSON.stringify(formats)) last[0] += String(part.insert)
    else parts.push([typeof part.insert === 'string' ? part.insert : '¶', formats])
  }
  return parts
}

describe('deciding about suggestions', () => {
  it('[SUG400] accepts and rejects: everybody sees the text and is told, after it is durable', async () => {
    const { world, f, s, t, all } = await meeting()
    const added = propose(s, 'base', ' new')
    await settleAll(all)
    const gone = proposeDeletion(t, ' text')
    await settleAll(all)
    expect(await decide(world, 'f', [added, gone], 'accept', 'both')).toEqual([
      `${added} decided accept f`,
      `${gone} decided accept f`,
    ])
    await settleAll(all)
    for (const client of all)
      expect(shown(client)).toEqual([
        ['¶', {}],
        ['base new', {}],
      ])
    const seq = (await world.room()).seq
    for (const client of all)
      expect(told(client, 'decided')).toEqual([
        {
          type: 'decided',
          decision: 'both',
          suggestions: [added, gone],
          verdict: 'accept',
          reason: 'decided',
          by: 'f',
          at: world.clock.now(),
          seq: seq - 1,
        },
      ])
    expect(f.isSaved).toBe(true)
  })

  it('[SUG400] rejects: what was proposed goes, what was proposed to go stays', async () => {
    const { world, s, t, all } = await meeting()
    const added = propose(s, 'base', ' new')
    await settleAll(all)
    const gone = proposeDeletion(t, ' text')
    await settleAll(all)
    await decide(world, 'e', [added, gone], 'reject')
    await settleAll(all)
    for (const client of all)
      expect(shown(client)).toEqual([
        ['¶', {}],
        ['base text', {}],
      ])
  })

  it('[SUG400] one act over many suggestions is one entry, one update and one message for each client', async () => {
    const { world, f, s, all } = await meeting()
    const ids = Array.from({ length: 20 }, (_, n) => propose(s, 'base', `${n}`, `s-x-${n}`))
    await settleAll(all)
    const before = (await world.room()).seq
    let updates = 0
    f.doc.on('update', () => updates++)
    const decisions = ids.map((suggestion, n) => ({
      suggestion,
      verdict: n % 2 === 0 ? ('accept' as const) : ('reject' as const),
    }))
    await (await world.room()).decisions.decide('f', { id: 'mixed', decisions })
    await settleAll(all)
    expect((await world.room()).seq - before).toBe(2)
    expect(updates).toBe(1)
    expect(f.plain).toBe('base181614121086420 text')
    expect(told(f, 'decided').map((one) => 'verdict' in one && one.verdict)).toEqual(['accept', 'reject'])
  })

  for (const fault of ['lost', 'stored-but-failed'] as const)
    it(`[SUG400] nobody hears of a decision while the log may not have it (${fault}); sent again it is carried out once`, async () => {
      const log = new FaultyLog()
      const { world, f, s, all } = await meeting({ log })
      const added = propose(s, 'base', ' new')
      await settleAll(all)
      const failing = log.appends + 1
      log.fault = (append) => (append === failing ? fault : null)
      expect(await decide(world, 'f', [added], 'accept', 'again')).toBe('unavailable')
      await settleAll(all)
      expect(told(f, 'decided')).toEqual([])
      world.clock.advance(2_000)
      await settleAll(all)
      expect(await decide(world, 'f', [added], 'accept', 'again')).toEqual([`${added} decided accept f`])
      await settleAll(all)
      for (const client of all)
        expect(shown(client)).toEqual([
          ['¶', {}],
          ['base new text', {}],
        ])
      expect((await world.room()).decisions.page(null, 9).length).toBe(1)
    })

  it('[SUG401] of two facilitators at once the first wins, and the second is told who decided what', async () => {
    const { world, s, t, all } = await meeting()
    world.add('g', 'facilitator')
    const [one, two] = [propose(s, 'base', ' new'), propose(t, 'text', '!')]
    await settleAll(all)
    const answers = await Promise.all([
      decide(world, 'f', [one], 'accept'),
      decide(world, 'g', [one, two], 'reject'),
    ])
    expect(answers).toEqual([
      [`${one} decided accept f`],
      [`${one} already accept f`, `${two} decided reject g`],
    ])
    await settleAll(all)
    for (const client of all) expect(client.plain).toBe('base new text')
  })

  it('[SUG403] a command that comes twice is carried out once; its id is nobody else’s', async () => {
    const { world, s, t, all } = await meeting()
    const [one, two] = [propose(s, 'base', ' new'), propose(t, 'text', '!')]
    await settleAll(all)
    const first = decide(world, 'f', [one], 'accept', 'twice')
    const second = decide(world, 'f', [one], 'accept', 'twice')
    expect(await first).toEqual([`${one} decided accept f`])
    expect(await second).toEqual([`${one} decided accept f`])
    const { seq } = await world.room()
    expect(await decide(world, 'f', [one], 'accept', 'twice')).toEqual([`${one} decided accept f`])
    expect(await decide(world, 'e', [two], 'accept', 'twice')).toBe('conflict')
    expect((await world.room()).seq).toBe(seq)
  })

  it('[SUG401] a suggestion that stands nowhere is unknown, and nothing is recorded of it', async () => {
    const { world } = await meeting()
    const { seq } = await world.room()
    expect(await decide(world, 'f', ['s-x-9'], 'accept')).toEqual(['s-x-9 unknown'])
    expect((await world.room()).seq).toBe(seq)
  })

  it('[SUG408] what goes with a decided suggestion is decided with it: rivals, and what others proposed about it', async () => {
    const { world, f, s, t, all } = await meeting()
    const added = propose(s, 'base', ' new')
    await settleAll(all)
    proposeDeletion(t, 'new')
    await settleAll(all)
    await decide(world, 'f', [added], 'reject', 'gone')
    await settleAll(all)
    expect(f.plain).toBe('base text')
    expect(told(f, 'decided')).toMatchObject([
      { suggestions: [added], reason: 'decided', verdict: 'reject' },
      { suggestions: ['t-x-1'], reason: 'closed', verdict: 'reject', decision: 'gone' },
    ])
    expect(await decide(world, 'e', ['t-x-1'], 'accept')).toEqual(['t-x-1 already reject f'])
  })

  it('[SUG406] a proposal that went with one decision and was decided by another elsewhere does not come back', async () => {
    const { world, f, s, t, all } = await meeting()
    const added = propose(s, 'base', ' new')
    await settleAll(all)
    const gone = proposeDeletion(t, ' new text')
    await settleAll(all)
    await decide(world, 'f', [added], 'reject', 'first')
    await decide(world, 'f', [gone], 'reject', 'second')
    expect(await undo(world, 'f', 'first')).toBe('built-on')
    await undo(world, 'f', 'second')
    expect(await undo(world, 'f', 'first')).toEqual([added])
    await settleAll(all)
    expect(shown(f)).toEqual([
      ['¶', {}],
      ['base', {}],
      [' new', { [`insertion--${added}`]: mark('s'), [`deletion--${gone}`]: mark('t') }],
      [' text', { [`deletion--${gone}`]: mark('t') }],
    ])
  })

  it('[SUG409] in a locked section nothing is decided and nothing undone', async () => {
    const { world, s, f, all } = await meeting()
    const added = propose(s, 'base', ' new')
    await settleAll(all)
    const room = await world.room()
    const bid = room.content()[0]?.attrs.bid ?? ''
    await lockSection(room, { id: 'l', from: bid, to: bid })
    expect(await decide(world, 'f', [added], 'accept')).toEqual([`${added} locked`])
    await room.sectionLocks.unlock('f', 'l', null)
    await decide(world, 'f', [added], 'accept', 'before the lock')
    await lockSection(room, { id: 'l2', from: bid, to: bid })
    expect(await undo(world, 'f', 'before the lock')).toBe('locked')
    await settleAll(all)
    expect(shown(f)).toEqual([
      ['¶', {}],
      ['base new text', {}],
    ])
  })

  it('[LCK4] [SUG409] a block behind a locked one is decided, and that is undone', async () => {
    const { world, s, f, all } = await meeting()
    s.text.insertEmbed(
      s.text.length,
      new Y.Map([
        ['bid', 'x'],
        ['insertion--s-n-1', { by: 's', at: 2 }],
      ]),
    )
    await settleAll(all)
    const room = await world.room()
    const bid = room.content()[0]?.attrs.bid ?? ''
    await lockSection(room, { id: 'l', from: bid, to: bid })
    expect(await decide(world, 'f', ['s-n-1'], 'reject', 'behind')).toEqual(['s-n-1 decided reject f'])
    await settleAll(all)
    expect(f.plain).toBe('base text')
    expect(await undo(world, 'f', 'behind')).toEqual(['s-n-1'])
    await settleAll(all)
    expect(f.plain).toBe('base text\n')
  })

  it('[GAT401] of two deletions of a first block that stays for its text, accepted and rejected at once, neither stands any more', async () => {
    const { world, f, e, s, all } = await meeting()
    markerAt(s.text, 0).set('deletion--s-x-1', { ...mark('s'), whole: true })
    await settleAll(all)
    markerAt(e.text, 0).set('deletion--e-x-1', mark('e', 2))
    await settleAll(all)
    const decisions = [
      { suggestion: 's-x-1', verdict: 'reject' },
      { suggestion: 'e-x-1', verdict: 'accept' },
    ] as const
    const room = await world.room()
    expect((await room.decisions.decide('f', { id: 'both', decisions })).ok).toBe(true)
    await settleAll(all)
    expect(f.plain).toContain('base text')
    expect(Object.keys(markerAt(f.text, 0).toJSON())).toEqual(['bid'])
    expect((await room.decisions.undo('f', { id: 'back', decision: 'both', suggestions: null })).ok).toBe(
      true,
    )
    await settleAll(all)
    expect(Object.keys(markerAt(f.text, 0).toJSON()).sort()).toEqual([
      'bid',
      'deletion--e-x-1',
      'deletion--s-x-1',
    ])
  })
})

describe('who may decide', () => {
  for (const role of ROLES)
    for (const stage of STAGES)
      it(`[SUG407] ${role} in ${stage}: decides, withdraws and undoes as the table permits, and nothing else`, async () => {
        const { world, s, all } = await meeting()
        const theirs = propose(s, 'base', ' new')
        await settleAll(all)
        world.add('me', role === 'viewer' || role === 'commenter' ? 'suggester' : role)
        const me = new Client(world, 'me', 200)
        await me.connect()
        await settleAll([...all, me])
        const own = propose(me, 'text', '!')
        await settleAll([...all, me])
        world.setRole('me', role)
        const room = await world.room()
        await room.stages.set('f', stage, null)
        const before = room.stateAsUpdate()

        const mayDecide = permits(role, stage, 'decide')
        const mayWithdraw = permits(role, stage, 'withdraw')
        if (!mayDecide) {
          expect(await decide(world, 'me', [theirs], 'accept')).toBe('forbidden')
          expect(await decide(world, 'me', [own], 'accept')).toBe('forbidden')
          expect(await decide(world, 'me', [theirs], 'reject')).toBe('forbidden')
        }
        const stolen = await decide(world, 'me', [theirs], 'withdraw')
        expect(stolen).toEqual(mayWithdraw ? [`${theirs} not-yours`] : 'forbidden')
        expect(room.stateAsUpdate()).toEqual(before)

        const withdrawn = await decide(world, 'me', [own], 'withdraw', 'withdrawal')
        expect(withdrawn).toEqual(mayWithdraw ? [`${own} decided withdraw me`] : 'forbidden')
        if (mayWithdraw) {
          const isTakenBack = permits(role, stage, 'suggest')
          expect(await undo(world, 'me', 'withdrawal')).toEqual(isTakenBack ? [own] : 'forbidden')
        }
        if (mayDecide) {
          expect(await decide(world, 'me', [theirs], 'accept', 'mine')).toEqual([
            `${theirs} decided accept me`,
          ])
          expect(await undo(world, 'me', 'mine')).toEqual([theirs])
        }
        await room.stages.set('f', 'drafting', 'again')
        await decide(world, 'f', [theirs], 'reject', 'of the facilitator')
        await room.stages.set('f', stage, null)
        expect(await undo(world, 'me', 'of the facilitator')).toEqual(mayDecide ? [theirs] : 'forbidden')
        expect(world.broken).toEqual([])
      })

  it('[SUG407] the right is looked up when the decision is made: who was removed or made a suggester decides nothing', async () => {
    const { world, s, all } = await meeting()
    const added = propose(s, 'base', ' new')
    await settleAll(all)
    world.setRole('e', 'suggester')
    expect(await decide(world, 'e', [added], 'accept')).toBe('forbidden')
    world.remove('f')
    expect(await decide(world, 'f', [added], 'accept')).toBe('forbidden')
    expect(await decide(world, 'nobody', [added], 'withdraw')).toBe('forbidden')
  })
})

describe('what is decided is kept', () => {
  for (const way of ['restart', 'snapshot and restart', 'unload'] as const)
    it(`[SUG402] over ${way}: who comes second is told, late work is pending, the decision can be undone`, async () => {
      const { world, s, t, all } = await meeting()
      const [one, two] = [propose(s, 'base', ' new'), propose(t, 'text', '!')]
      await settleAll(all)
      s.disconnect()
      await decide(world, 'f', [one], 'reject', 'first')
      await decide(world, 'f', [two], 'accept', 'second')
      for (const client of all) client.disconnect()
      if (way === 'unload') {
        world.clock.advance(60_000)
        await settled()
        expect(world.registry.room(world.document)).toBe(null)
      } else {
        if (way === 'snapshot and restart') await (await world.room()).shutdown()
        world.restart()
      }
      expect(await decide(world, 'e', [one], 'accept')).toEqual([`${one} already reject f`])
      expect(await decide(world, 'f', [one], 'reject', 'first')).toEqual([`${one} decided reject f`])
      expect(
        (await world.room()).decisions.page(null, 10).map(({ entry }) => 'id' in entry && entry.id),
      ).toEqual(['second', 'first'])
      propose(s, 'new', 'er', one)
      await s.connect()
      await settleAll([s])
      expect(told(s, 'renamed')).toEqual([{ type: 'renamed', from: one, to: `${one}.1` }])
      expect(await undo(world, 'e', 'second')).toEqual([two])
      expect(world.broken).toEqual([])
    })

  it('[LOG400] a decision is one entry of who decided, with what undoes it, and its text one entry of the server', async () => {
    const { world, s, t, all } = await meeting()
    const [one, two] = [propose(s, 'base', ' new'), proposeDeletion(t, 'text')]
    await settleAll(all)
    const { seq } = await world.room()
    await decide(world, 'f', [one, two], 'accept', 'both')
    const stored: unknown[] = []
    for await (const { by, body } of world.log.read(world.document, seq + 1, seq + 9)) {
      const decoded = decodeLogBody(body)
      if (decoded.ok)
        stored.push([by, decoded.value.kind === 'control' ? decoded.value.entry : decoded.value.kind])
    }
    expect(stored).toMatchObject([
      ['f', { type: 'decided', id: 'both', suggestions: [{ id: one }, { id: two }] }],
      ['server', 'update'],
    ])
    expect(JSON.stringify(stored)).toContain('stretches')
    await (await world.room()).shutdown()
    const snapshot = (await world.log.load(world.document)).snapshot
    const content = snapshot === null ? null : decodeSnapshot(snapshot.body)
    expect(JSON.stringify(content?.ok && content.value.decisions)).toMatch(
      /^\[\[\{"type":"decided".*"parts":null/,
    )
  })

  it('[PRO400] who comes back is told what was decided since the last number they knew, and nothing older', async () => {
    const { world, f, s, t, all } = await meeting()
    const [one, two] = [propose(s, 'base', ' new'), propose(t, 'text', '!')]
    await settleAll(all)
    await decide(world, 'f', [one], 'accept', 'seen')
    await settleAll(all)
    const seq = (await world.room()).seq
    s.disconnect()
    await decide(world, 'f', [two], 'reject', 'missed')
    await undo(world, 'f', 'missed')
    s.controls.length = 0
    const line = await world.join('s', { seq })
    s.line = line
    s.receive()
    expect(s.controls.slice(1)).toMatchObject([
      { type: 'decided', decision: 'missed', suggestions: [two], verdict: 'reject' },
      { type: 'undone', decision: 'missed', suggestions: [two], by: 'f' },
    ])
    expect(s.controls[0]?.type).toBe('hello')
    f.disconnect()
    await f.connect()
    f.receive()
    expect(f.controls.at(-1)?.type).toBe('hello')
  })

  it('[SUG411] decisions are listed newest first, page by page, with what was undone of them', async () => {
    const { world, s, all } = await meeting()
    const ids = Array.from({ length: 5 }, (_, n) => propose(s, 'base', `${n}`, `s-x-${n}`))
    await settleAll(all)
    for (const id of ids) await decide(world, 'f', [id], 'accept', `on ${id}`)
    await undo(world, 'f', 'on s-x-4')
    const room = await world.room()
    const page = room.decisions.page(null, 2)
    expect(page.map(({ entry }) => 'id' in entry && entry.id)).toEqual(['on s-x-4', 'on s-x-3'])
    const rest = room.decisions.page(page[1]?.seq ?? 0, 10)
    expect(rest.map(({ entry }) => 'id' in entry && entry.id)).toEqual(['on s-x-2', 'on s-x-1', 'on s-x-0'])
    expect(page.map((record, n) => room.decisions.holds(`s-x-${4 - n}`, record))).toEqual([false, true])
  })
})

describe('late work under a decided id', () => {
  for (const verdict of ['accept', 'reject'] as const)
    it(`[SUG404] of a suggester, after ${verdict}: pending under one replacement, in the same frame, and told`, async () => {
      const { world, f, s, t, all } = await meeting()
      const id = propose(s, 'base', ' new')
      await settleAll(all)
      s.disconnect()
      propose(s, 'base', ' older', id)
      await decide(world, 'f', [id], verdict)
      await settleAll([f, t])
      let frames = 0
      t.doc.on('update', () => frames++)
      await s.connect()
      await settleAll(all)
      expect(told(s, 'refused')).toEqual([])
      expect(told(s, 'renamed')).toEqual([{ type: 'renamed', from: id, to: `${id}.1` }])
      expect(told(t, 'renamed')).toEqual([])
      expect(frames).toBe(1)
      const kept = verdict === 'accept' ? ' new' : ''
      for (const client of all)
        expect(shown(client)).toEqual([
          ['¶', {}],
          ['base', {}],
          [' older', { [`insertion--${id}.1`]: mark('s') }],
          [`${kept} text`, {}],
        ])
      // The same late id again, and after the replacement is decided too.
      propose(s, 'base', ' A', id)
      await settleAll(all)
      expect(told(s, 'renamed').length).toBe(2)
      expect(await decide(world, 'f', [`${id}.1`], 'reject')).toEqual([`${id}.1 decided reject f`])
      await settleAll(all)
      expect(f.plain).toBe(`base${kept} text`)
      propose(s, 'base', ' B', id)
      await settleAll(all)
      expect(told(s, 'renamed').at(-1)).toEqual({ type: 'renamed', from: id, to: `${id}.2` })
      expect(world.broken).toEqual([])
    })

  it('[SUG404] of a direct writer, of a deletion and on a block marker', async () => {
    const { world, f, e, all } = await meeting()
    const id = proposeDeletion(e, 'text')
    await settleAll(all)
    e.disconnect()
    proposeDeletion(e, 'base', id)
    e.text.insertEmbed(
      e.text.length,
      new (await import('yjs')).Map([
        ['bid', 'bb'],
        [`insertion--${id}`, mark('e')],
      ]),
    )
    await decide(world, 'f', [id], 'reject')
    await e.connect()
    await settleAll(all)
    const room = await world.room()
    const [first, second] = room.content()
    expect(first?.runs.map(({ text, formats }) => [text, [...formats.keys()]])).toEqual([
      ['base', [`deletion--${id}.1`]],
      [' text', []],
    ])
    expect([...(second?.formats.keys() ?? [])]).toEqual([`insertion--${id}.1`])
    expect(f.plain).toBe('base text\n')
    expect(await decide(world, 'f', [`${id}.1`], 'reject')).toEqual([`${id}.1 decided reject f`])
  })

  it('[SUG404] somebody else’s work under the id is refused as before: the replacement opens no door', async () => {
    const { world, s, t, all } = await meeting()
    const id = propose(s, 'base', ' new')
    await settleAll(all)
    await decide(world, 'f', [id], 'accept')
    await settleAll(all)
    t.text.insert(1, 'forged', { [`insertion--${id}`]: mark('s') })
    await settleAll(all)
    expect(told(t, 'refused')).toMatchObject([{ reason: 'base-or-foreign-changed' }])
  })
})

describe('a direct writer who deletes a suggestion', () => {
  it('[SUG405] has rejected it: recorded and told; their own undo takes that back, late work of it is pending', async () => {
    const { world, f, e, s, all } = await meeting()
    const id = propose(s, 'base', ' new')
    await settleAll(all)
    e.text.delete(positionOf(e.text, ' new'), 2)
    await settleAll(all)
    expect(told(f, 'decided')).toEqual([])
    e.text.delete(positionOf(e.text, 'ew'), 2)
    await settleAll(all)
    expect(told(s, 'decided')).toMatchObject([
      { suggestions: [id], verdict: 'reject', reason: 'deleted', by: 'e' },
    ])
    expect(await decide(world, 'f', [id], 'accept')).toEqual([`${id} already reject e`])
    // As an undo brings it back.
    e.text.insert(positionOf(e.text, ' text'), 'ew', { [`insertion--${id}`]: mark('s') })
    await settleAll(all)
    expect(told(e, 'refused')).toEqual([])
    expect(told(s, 'undone')).toMatchObject([{ suggestions: [id], by: 'e' }])
    expect(await decide(world, 'f', [id], 'accept')).toEqual([`${id} decided accept f`])
    propose(s, 'base', ' late', id)
    await settleAll(all)
    expect(told(s, 'renamed')).toEqual([{ type: 'renamed', from: id, to: `${id}.1` }])
  })
})
