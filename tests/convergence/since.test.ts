import { describe, expect, it } from 'vitest'
import { MemoryUpdateLog } from '../../sync-server/log/memory-update-log.ts'
import type { BlockNews } from '../../sync-server/room/since/block-news.ts'
import { changesOf, type Summary } from '../../sync-server/room/since/summary.ts'
import type { LogEntry } from '../../sync-server/room/update-log.ts'
import { SuggestingCohort } from '../support/cohort/suggesting-cohort.ts'
import { suggestingRun } from '../support/cohort/suggesting-run.ts'
import { readAll } from '../support/log-entries.ts'
import { seededRandom, seeds } from '../support/seeded-random.ts'
import { modelAt, modelOf, stylesOf, type ModelBlock, type ModelText } from '../support/since-model.ts'

const PEOPLE = 5
const LENGTH = 150
const DOCUMENT = 'd1'

const side = ({ pieces }: BlockNews, drop: 'gone' | 'come'): string =>
  pieces.map(({ kind, text }) => (kind === drop ? '' : text)).join('')

/** Does the model say that the block is another, moves apart? */
const differs = (before: ModelText, after: ModelText, old: ModelBlock, now: ModelBlock): boolean =>
  old.words !== now.words ||
  old.attrs !== now.attrs ||
  stylesOf(old).join() !== stylesOf(now).join() ||
  [...now.suggestions].some((id) => before.says.get(id) !== after.says.get(id))

const check = (summary: Summary, before: ModelText, after: ModelText): void => {
  const told = new Map(summary.blocks.map((block) => [block.bid, block]))
  expect(told.size).toBe(summary.blocks.length)
  for (const [bid, now] of after.blocks) {
    const old = before.blocks.get(bid)
    const news = told.get(bid)
    if (old === undefined) expect(news?.change, `added ${bid}`).toBe('added')
    else if (news?.change !== 'moved')
      expect(news?.change, `changed ${bid}`).toBe(differs(before, after, old, now) ? 'changed' : undefined)
    if (news === undefined) continue
    expect(side(news, 'come')).toBe(old?.words ?? '')
    expect(side(news, 'gone')).toBe(now.words)
    expect(news.retyped).toBe(old !== undefined && old.attrs !== now.attrs)
    if (old?.words === now.words) expect(news.restyled).toBe(stylesOf(old).join() !== stylesOf(now).join())
    const fresh = [...now.suggestions].filter((id) => before.says.get(id) !== after.says.get(id))
    expect([...news.suggestions].sort()).toEqual(fresh.sort())
  }
  for (const [bid, old] of before.blocks) {
    if (after.blocks.has(bid)) continue
    expect(told.get(bid)?.change, `removed ${bid}`).toBe('removed')
    expect(
      told
        .get(bid)
        ?.pieces.map(({ text }) => text)
        .join(''),
    ).toBe(old.words)
  }
  for (const bid of told.keys()) expect(before.blocks.has(bid) || after.blocks.has(bid)).toBe(true)
  const still = (blocks: Iterable<string>) =>
    [...blocks].filter(
      (bid) => before.blocks.has(bid) && after.blocks.has(bid) && told.get(bid)?.change !== 'moved',
    )
  expect(still(after.blocks.keys())).toEqual(still(before.blocks.keys()))
  // What is told stands in text order.
  const order = summary.blocks.filter(({ change }) => change !== 'removed').map(({ bid }) => bid)
  expect(order).toEqual([...after.blocks.keys()].filter((bid) => order.includes(bid)))
}

/** Members whose entries, or what the server wrote because of them, lie in the stretch. */
const writersIn = (entries: readonly LogEntry[]): ReadonlySet<string> => new Set(entries.map(({ by }) => by))

describe('what changed between two moments of a session of many', () => {
  const all = seeds(20, 400)
  it(
    `[DOC500] is told of every block that is another, and of no other, with its words before and now: ${all.length} sessions`,
    { timeout: 1_200_000 },
    async () => {
      const sum = {
        added: 0,
        removed: 0,
        changed: 0,
        moved: 0,
        retyped: 0,
        restyled: 0,
        suggestions: 0,
        decided: 0,
      }
      let unrepaired = 0
      for (const seed of all) {
        const log = new MemoryUpdateLog()
        await SuggestingCohort.run(suggestingRun(seed, PEOPLE, LENGTH), log)
        const entries = await readAll(log, DOCUMENT)
        const random = seededRandom(seed)
        for (let round = 0; round < 12; round++) {
          const from = random.below(entries.length)
          const to = from + 1 + random.below(entries.length - from)
          const snapshot = random.chance(0.5) ? await log.snapshotAt(DOCUMENT, from) : null
          const stretch = { snapshot, entries: entries.slice(snapshot?.seq ?? 0, to), from }
          const summary = changesOf(stretch)
          if (!summary.ok) throw new Error(summary.error.detail)
          const [before, after] = [
            modelOf(modelAt(entries.slice(0, from))),
            modelOf(modelAt(entries.slice(0, to))),
          ]
          if (before.isUnrepaired || after.isUnrepaired) {
            unrepaired++
            continue
          }
          try {
            check(summary.value, before, after)
          } catch (error) {
            throw new Error(`seed ${seed}, ${from} to ${to}: ${String(error)}`, { cause: error })
          }
          const writers = writersIn(entries.slice(Math.max(from - 1, 0), to))
          for (const block of summary.value.blocks) {
            sum[block.change]++
            if (block.retyped) sum.retyped++
            if (block.restyled) sum.restyled++
            sum.suggestions += block.suggestions.length
            const known = block.acts.flatMap(({ by }) => by ?? [])
            if (from > 1)
              expect(known.length, `${seed} ${from} ${to} ${JSON.stringify(block)}`).toBeGreaterThan(0)
            for (const by of known) expect(by !== 'server' && writers.has(by)).toBe(true)
            for (const { seq } of block.acts) expect(seq > from && seq <= to).toBe(true)
          }
          sum.decided += summary.value.decided.length
        }
      }
      expect(unrepaired).toBeLessThan(all.length)
      // The runs are no proof unless they contain what they are about.
      for (const [what, count] of Object.entries(sum)) expect(count, what).toBeGreaterThan(all.length / 2)
    },
  )
})
