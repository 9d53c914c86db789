import { describe, expect, it } from 'vitest'
import type { BlockNews } from '../../../sync-server/room/since/block-news.ts'
import { summaryFor } from '../../../sync-server/room/since/for-asker.ts'
import type { Summary } from '../../../sync-server/room/since/summary.ts'

const block = (bid: string, by: readonly (string | null)[], words = 'نص'): BlockNews => ({
  bid,
  change: 'added',
  pieces: [{ kind: 'come', text: words }],
  retyped: false,
  restyled: false,
  suggestions: [],
  acts: by.map((one, index) => ({ seq: index + 1, at: index + 10, by: one })),
})

const summary = (blocks: readonly BlockNews[]): Summary => ({ blocks, decided: [], stages: [], threads: [] })

describe('a summary as one member hears it', () => {
  it('[DOC504] leaves out blocks that the asker alone changed, and keeps what nobody in particular did', () => {
    const all = summary([
      block('own', ['a']),
      block('both', ['a', 'b']),
      block('other', ['b']),
      block('begun', [null]),
    ])
    const { blocks } = summaryFor(all, 'a')
    expect(blocks.map(({ bid, by, at }) => [bid, by, at])).toEqual([
      ['both', ['a', 'b'], 11],
      ['other', ['b'], 10],
      ['begun', [], 10],
    ])
  })

  it('[DOC504] tells no more than a page can hold, and says so', () => {
    const many = Array.from({ length: 1_001 }, (_, index) => block(`b${index}`, ['b']))
    expect(summaryFor(summary(many.slice(1)), 'a')).toMatchObject({ isCut: false })
    const cut = summaryFor(summary(many), 'a')
    expect([cut.blocks.length, cut.isCut]).toEqual([1_000, true])
    const long = [block('one', ['b'], 'ن'.repeat(600_000)), block('two', ['b'], 'ن'.repeat(600_000))]
    expect(summaryFor(summary(long), 'a').blocks.map(({ bid }) => bid)).toEqual(['one'])
  })
})
