import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { COMPARISON, redlineOf } from '#core/history/redline.ts'
import { DEFAULT_BLOCK_ATTRS } from '#core/schema/block.ts'
import type { BlockContent } from '#core/schema/content.ts'
import { blocksToElements, elementsToBlocks } from '#core/suggestions/element.ts'
import { projectAccepted, projectOriginal } from '#core/suggestions/project.ts'
import { suggestionsOn } from '#core/suggestions/suggestion.ts'
import { anyBlocks } from '../export/arbitraries.ts'

const p = (bid: string, text: string, attrs: Partial<BlockContent['attrs']> = {}): BlockContent => ({
  attrs: { ...DEFAULT_BLOCK_ATTRS, bid, ...attrs },
  formats: new Map(),
  runs: text === '' ? [] : [{ text, formats: new Map() }],
})

/** Without ids of blocks, equal texts in equal runs. */
const plain = (blocks: readonly BlockContent[]) =>
  elementsToBlocks(blocksToElements(blocks)).map(({ attrs, formats, runs }) => ({
    attrs: { ...attrs, bid: null },
    formats: [...formats],
    runs: runs.map(({ text, formats: on }) => [
      text,
      [...on].sort(([one], [two]) => (one < two ? -1 : one > two ? 1 : 0)),
    ]),
  }))
const rejected = (blocks: readonly BlockContent[]) =>
  elementsToBlocks(projectOriginal(blocksToElements(blocks)))
const accepted = (blocks: readonly BlockContent[]) =>
  elementsToBlocks(projectAccepted(blocksToElements(blocks)))

const NOBODY = { at: 7, authors: null }

/** What stands on the letters of a block: `-gone-`, `+come+`, `same`. */
const shown = ({ formats, runs }: BlockContent): string => {
  const signs = (on: BlockContent['formats'], text: string): string =>
    suggestionsOn(on).reduce(
      (all, { kind }) => (kind === 'deletion' ? `-${all}-` : kind === 'insertion' ? `+${all}+` : `~${all}~`),
      text,
    )
  return signs(formats, '¶') + runs.map((run) => signs(run.formats, run.text)).join('')
}

describe('a redline', () => {
  it('[DOC680] tells whole words, what goes before what comes, and what goes and comes is one', () => {
    const [block] = redlineOf([p('a', 'الماء حق لنا')], [p('a', 'الماء حقٌّ مشترك لنا')], NOBODY)
    expect(block === undefined ? '' : shown(block)).toBe('¶الماء -حق-+حقٌّ مشترك+ لنا')
    const ids = new Set(block?.runs.flatMap(({ formats }) => suggestionsOn(formats).map(({ id }) => id)))
    expect(ids.size).toBe(1)
    expect(block?.runs.flatMap(({ formats }) => suggestionsOn(formats).map(({ by }) => by))).toEqual([
      COMPARISON,
      COMPARISON,
    ])
  })

  it('[DOC680] tells blocks that come, go, move, and are of another kind or emphasis', () => {
    const before = [p('a', 'أولى'), p('b', 'ثانية'), p('c', 'ثالثة'), p('d', 'رابعة')]
    const after = [
      p('c', 'ثالثة'),
      p('a', 'أولى', { kind: 'heading', level: 1 }),
      p('x', 'جديدة'),
      { ...p('d', ''), runs: [{ text: 'رابعة', formats: new Map([['bold', true]]) }] },
    ]
    const redline = redlineOf(before, after, NOBODY)
    expect(redline.map(shown)).toEqual([
      '+¶++ثالثة+',
      '~¶~أولى',
      '-¶--ثانية-',
      '-¶--ثالثة-',
      '+¶++جديدة+',
      '¶~رابعة~',
    ])
    const idsOf = (block: BlockContent | undefined) =>
      suggestionsOn(block?.formats ?? new Map()).map(({ id }) => id)
    // The two ends of a move are one.
    expect(idsOf(redline[0])).toEqual(idsOf(redline[3]))
  })

  it('[DOC681] is by who wrote what came, where that is told, and by nobody elsewhere', () => {
    const authors = [
      [
        { text: 'الماء ', by: 'm1', at: 1 },
        { text: 'حقٌّ مش', by: 'm2', at: 2 },
        { text: 'ترك', by: 'm3', at: 3 },
      ],
      [{ text: 'غير ما فيها', by: 'm2', at: 2 }],
    ]
    const redline = redlineOf([p('a', 'الماء لنا')], [p('a', 'الماء حقٌّ مشترك'), p('b', 'جديدة')], {
      at: 7,
      authors,
    })
    expect(
      redline.flatMap(({ runs }) =>
        runs.map(({ text, formats }) => [text, ...suggestionsOn(formats).map(({ by, at }) => `${by} ${at}`)]),
      ),
    ).toEqual([
      ['الماء '],
      ['لنا', 'comparison 7'],
      ['حقٌّ مش', 'm2 2'],
      ['ترك', 'm3 3'],
      ['جديدة', 'comparison 7'],
    ])
  })

  it('[DOC680] rejected is the earlier text and accepted the later one, whatever they are', () => {
    const both = fc.oneof(
      fc.tuple(anyBlocks, anyBlocks),
      // One text and what became of it: some blocks gone, the rest in another order.
      anyBlocks.chain((blocks) => fc.tuple(fc.constant(blocks), fc.shuffledSubarray([...blocks]))),
    )
    fc.assert(
      fc.property(both, ([before, after]) => {
        const redline = redlineOf(before, after, NOBODY)
        expect(plain(rejected(redline))).toEqual(plain(before))
        expect(plain(accepted(redline))).toEqual(plain(after))
      }),
      { seed: 680, numRuns: 300 },
    )
  })
})
