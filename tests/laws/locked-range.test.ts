import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { Role } from '#core/access/roles.ts'
import type { LockedRange } from '#core/locks/section-lock.ts'
import { Gate } from '#core/shared-doc/gate.ts'
import type { DocumentState, Sender } from '#core/shared-doc/judge.ts'
import type { NewJudge } from '../../sync-server/room/judge-port.ts'
import { cellsOf, plainEdit, trackedEdit, type Writer } from '../support/gate-edits.ts'
import { contentOf, copyOf, GateWorld, SERVER_CLIENT_ID } from '../support/gate-world.ts'
import { breachOf } from '../support/race/breaches.ts'
import { race } from '../support/race/race.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { showCells, type OracleCell } from '../support/suggestion-oracle.ts'

const MEMBERS = [
  ['F', 'facilitator'],
  ['E', 'editor'],
  ['A', 'suggester'],
] as const satisfies readonly (readonly [string, Role])[]

const LOCK: LockedRange = { id: 'l', from: 'b2', to: 'b3' }

const seed = (): Uint8Array => {
  const doc = new Y.Doc()
  doc.clientID = SERVER_CLIENT_ID
  const text = contentOf(doc)
  for (const [index, words] of ['one two', 'three', 'four five', 'six', ''].entries()) {
    text.insertEmbed(text.length, new Y.Map<unknown>([['bid', `b${index + 1}`]]), {})
    if (words !== '') text.insert(text.length, words, {})
  }
  text.format(positionOfBlock(text, 1), 3, { 'deletion--A-s-900': { by: 'A', at: 1 } })
  return Y.encodeStateAsUpdate(doc)
}

const positionOfBlock = (text: Y.Text, block: number): number => {
  let seen = -1
  let at = 0
  for (const part of text.toDelta()) {
    if (typeof part.insert !== 'string' && ++seen === block) return at + 1
    at += typeof part.insert === 'string' ? part.insert.length : 1
  }
  return at
}

/** The locked blocks with all that stands between the first and the end of the last; '' when one is missing. */
const lockedRange = (cells: readonly OracleCell[]): string => {
  const at = (bid: string): number =>
    cells.findIndex(({ char, props }) => char === '¶' && props['bid'] === bid)
  const [start, last] = [at(LOCK.from), at(LOCK.to)]
  const next = cells.findIndex(({ char }, index) => char === '¶' && index > last)
  return start < 0 || last < 0 ? '' : showCells(cells.slice(start, next < 0 ? cells.length : next))
}

/** How often a locked range changed in a session in which the judge knows of `locks`, and what was admitted. */
const changesIn = (number: number, locks: readonly LockedRange[]): { changed: number; admitted: number } => {
  const random = seededRandom(number)
  const world = new GateWorld(seed())
  const held = lockedRange(cellsOf(world.live))
  let clients = 100
  let changed = 0
  let admitted = 0
  const open = (writer: Writer): void => {
    writer.doc = copyOf(Y.encodeStateAsUpdate(world.live), ++clients)
    writer.unsent = []
    writer.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'remote') writer.unsent.push(update)
    })
  }
  const writers = MEMBERS.map(([member, role]): Writer => {
    const writer: Writer = { sender: { member, role }, doc: new Y.Doc(), unsent: [], clock: 0 }
    open(writer)
    return writer
  })
  for (let step = 0; step < 80; step++) {
    const writer = random.pick(writers)
    if (random.chance(0.6)) plainEdit(writer, random)
    else trackedEdit(writer, random, 1000 + step)
    if (writer.unsent.length === 0 || random.chance(0.4)) continue
    const verdict = world.send(Y.mergeUpdates(writer.unsent), writer.sender, { stage: 'drafting', locks })
    writer.unsent = []
    if (verdict.kind === 'admitted') admitted++
    if (lockedRange(cellsOf(world.live)) !== held) changed++
    if (verdict.kind === 'refused') open(writer)
    else Y.applyUpdate(writer.doc, Y.encodeStateAsUpdate(world.live), 'remote')
  }
  return { changed, admitted }
}

describe('L7: a locked range is equal before and after', () => {
  it('[LCK1] whatever is sent, by whomever, merged and repaired', () => {
    let admitted = 0
    for (let number = 1; number <= 60; number++) {
      const result = changesIn(number, [LOCK])
      expect([number, result.changed]).toEqual([number, 0])
      admitted += result.admitted
    }
    expect(admitted).toBeGreaterThan(300)
  })

  it('[LCK1] catches a judge that does not know of the lock', () => {
    expect(changesIn(1, []).changed).toBeGreaterThan(0)
  })

  it('[LCK1] catches a judge that holds only the ends of the range', () => {
    let changed = 0
    for (let number = 1; number <= 60 && changed === 0; number++)
      changed += changesIn(number, [{ id: 'l', from: 'b2', to: 'b2' }]).changed
    expect(changed).toBeGreaterThan(0)
  })
})

/** A judge that asks the true one about another document or sender than it is asked about. */
const mistaken =
  (
    state: (document: DocumentState) => DocumentState,
    sender: (sender: Sender) => Sender = (one) => one,
    locks: (locks: readonly LockedRange[]) => readonly LockedRange[] = (held) => held,
  ): NewJudge =>
  (options) => {
    const gate = new Gate(options)
    return {
      judge: (update, from, document, scanned) => gate.judge(update, sender(from), state(document), scanned),
      writeAsServer: (write, held) => gate.writeAsServer(write, locks(held)),
      editAsServer: (edit, held) => gate.editAsServer(edit, locks(held)),
    }
  }

/** The first breach in a few races, with the mistake and without: the seeds are the same. */
const breachWith = async (newJudge?: NewJudge): Promise<string | null> => {
  for (let seed = 1; seed <= 25; seed++) {
    const over = await race(seed, newJudge === undefined ? {} : { newJudge })
    for (const racer of over.racers) racer.destroy()
    const breach = breachOf(over)
    if (breach !== null) return breach
  }
  return null
}

describe('L7 in a room: nothing that comes after a lock, a stage or a role changes what it holds', () => {
  it('[LCK5] whoever writes, decides, takes back or brings back', async () => {
    expect(await breachWith()).toBeNull()
  })

  it('[LCK5] catches a judge that does not know of locks', async () => {
    expect(await breachWith(mistaken((document) => ({ ...document, locks: [] })))).toMatch(
      /changes what is under/,
    )
  })

  it('[LCK5] catches a judge that hears of a lock one update late', async () => {
    let last: readonly LockedRange[] = []
    const late = mistaken((document) => {
      const locks = last
      last = document.locks
      return { ...document, locks }
    })
    expect(await breachWith(late)).toMatch(/changes what is under/)
  })

  it('[LCK5] catches a server whose own writing does not stop at a lock', async () => {
    const heedless = mistaken(
      (document) => document,
      (sender) => sender,
      () => [],
    )
    expect(await breachWith(heedless)).toMatch(/of server changes what is under/)
  })

  it('[LCK5] catches a judge that goes by the stage of before', async () => {
    expect(await breachWith(mistaken((document) => ({ ...document, stage: 'drafting' })))).toMatch(
      /in (suggesting|commenting|final): /,
    )
  })

  it('[LCK5] catches a judge that goes by the role that somebody came with', async () => {
    const first = new Map<string, Sender>()
    const stale = mistaken(
      (document) => document,
      (sender) => {
        if (!first.has(sender.member)) first.set(sender.member, sender)
        return first.get(sender.member) ?? sender
      },
    )
    expect(await breachWith(stale)).not.toBeNull()
  })
})
