import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { readBlocks } from '#core/shared-doc/whole-text.ts'
import { decodeLogBody } from '../../sync-server/room/log-body.ts'
import { breachOf } from '../support/race/breaches.ts'
import type { ControlEntry } from '../../sync-server/room/facts.ts'
import type { Racer } from '../support/race/racer.ts'
import { race, type Race } from '../support/race/race.ts'

const LONG = process.env['SIYAGHA_LONG'] === '1'
const SEEDS = LONG ? 1_000 : 30

const shownOf = (doc: Y.Doc): string => JSON.stringify(readBlocks(doc.getText('content')))

/** What the log says beside the text. */
const actsIn = ({ entries }: Race): readonly ControlEntry[] =>
  entries.flatMap(({ body }) => {
    const decoded = decodeLogBody(body)
    return decoded.ok && decoded.value.kind === 'control' ? [decoded.value.entry] : []
  })

/** What one of them gave to the server and its log does not have. */
const refusedWords = ({ entries }: Race, { words }: Racer): readonly string[] => {
  const stored = entries.map(({ body }) => Buffer.from(body))
  return words.flatMap(({ word, isSent, isCut }) =>
    isSent && !isCut && !stored.some((bytes) => bytes.includes(word)) ? [word] : [],
  )
}

/** Those of the words that are not in the late tray either, and were not brought back or let go by somebody. */
const lost = async (over: Race, words: readonly string[]): Promise<readonly string[]> => {
  const { world, everKept } = over
  const kept = [...(await world.lateTray.list(world.document))]
  for (const act of actsIn(over)) {
    const entry = 'late' in act ? everKept.get(act.late) : undefined
    if (entry !== undefined) kept.push(entry)
  }
  // Bytes hold a word in pieces where something came into it later; the readable text does not hold what was deleted.
  return words.filter(
    (word) => !kept.some(({ text, update }) => text.includes(word) || Buffer.from(update).includes(word)),
  )
}

describe('writing while a lock, a stage, a role or a removal lands', () => {
  it(
    '[LCK5] nothing after it changes what it holds, everybody refused is told and keeps their words, all read the same',
    { timeout: LONG ? 3_600_000 : 120_000 },
    async () => {
      const seen = new Map<string, number>()
      const count = (what: string, times = 1): void => void seen.set(what, (seen.get(what) ?? 0) + times)
      for (let seed = 1; seed <= SEEDS; seed++) {
        const over = await race(seed)
        const { world, racers, landed } = over
        expect(breachOf(over), `seed ${seed}`).toBeNull()
        expect(world.broken, `seed ${seed}`).toEqual([])
        const refused = world.reports.flatMap((one) => (one.type === 'refused' ? [one.reason] : []))
        for (const one of racers) {
          expect(one.notKept, `seed ${seed}: ${one.member}`).toBe(0)
          const words = refusedWords(over, one)
          expect(await lost(over, words), `seed ${seed}: ${one.member}`).toEqual([])
          const isTold = one.timesTold > 0 || !one.client.isOnline
          expect(words.length === 0 || isTold, `seed ${seed}: ${one.member}`).toBe(true)
          count('refused words', words.length)
        }
        const room = await world.room()
        const text = JSON.stringify(room.content())
        for (const { client, member } of racers)
          if (client.isOnline) expect(shownOf(client.doc), `seed ${seed}: ${member}`).toBe(text)
        const { locks, stage } = room
        world.restart()
        const again = await world.room()
        expect([JSON.stringify(again.content()), again.locks, again.stage], `seed ${seed}`).toEqual([
          text,
          locks,
          stage,
        ])
        for (const [kind, times] of landed) count(kind, times)
        for (const reason of refused) count(`refused: ${reason}`)
        count('updates', over.entries.filter(({ body }) => body[0] === 0).length)
        for (const { type } of actsIn(over)) count(`log: ${type}`)
        for (const racer of racers) racer.destroy()
      }
      for (const what of [
        'lock',
        'unlock',
        'role',
        'remove',
        'stage',
        'refused: locked',
        'refused: stage',
        'refused: role',
      ])
        expect(seen.get(what), what).toBeGreaterThan(5)
      for (const what of ['log: decided', 'log: undone', 'log: late-restored'])
        expect(seen.get(what), what).toBeGreaterThan(0)
    },
  )
})
