import { describe, expect, it } from 'vitest'
import { compareTexts, type ComparedBlock } from '#core/history/compare-texts.ts'
import { DEFAULT_BLOCK_ATTRS, type BlockAttrs } from '#core/schema/block.ts'
import { NO_FORMATS, type BlockContent } from '#core/schema/content.ts'
import { seededRandom, seeds, type SeededRandom } from '../../support/seeded-random.ts'

const block = (bid: string | null, text: string, attrs: Partial<BlockAttrs> = {}): BlockContent => ({
  attrs: { ...DEFAULT_BLOCK_ATTRS, ...attrs, bid },
  formats: NO_FORMATS,
  runs: text === '' ? [] : [{ text, formats: NO_FORMATS }],
})

const textOf = ({ runs }: BlockContent): string => runs.map(({ text }) => text).join('')

const told = (blocks: readonly ComparedBlock[]) =>
  blocks.map(({ change, before, after }) => [change, before, after])

describe('comparing two texts', () => {
  it('[DOC522] tells every block: the same, changed, added, removed and where they stood', () => {
    const before = [block('a', 'تطالب بوقف النار'), block('b', 'وتشكر الدولة'), block('c', 'وتنتهي هنا')]
    const after = [block('a', 'تطالب بوقف إطلاق النار'), block('d', 'فقرة جديدة'), block('c', 'وتنتهي هنا')]
    expect(told(compareTexts(before, after))).toEqual([
      ['changed', 0, 0],
      ['removed', 1, null],
      ['added', null, 1],
      ['same', 2, 2],
    ])
  })

  it('[DOC522] a moved block is told once, at its new place, and with what changed in it', () => {
    const before = ['a', 'b', 'c', 'd'].map((bid) => block(bid, `فقرة ${bid}`))
    const after = [block('d', 'فقرة d أخرى'), ...before.slice(0, 3)]
    expect(told(compareTexts(before, after))).toEqual([
      ['moved', 3, 0],
      ['same', 0, 1],
      ['same', 1, 2],
      ['same', 2, 3],
    ])
  })

  it('[DOC523] what was cut and pasted under another bid is known by its text, a rewritten one by its words', () => {
    const long = 'نؤكد التزامنا بالمبادئ التي اتفقنا عليها في الجولة الأولى'
    const before = [
      block('a', long),
      block('b', 'نص قصير'),
      block('c', 'تعلن المجموعة موعد الجولة القادمة في العاصمة'),
    ]
    const after = [
      block('b', 'نص قصير'),
      block('x', 'تعلن المجموعة موعد الجولة التالية في العاصمة'),
      block('y', long),
    ]
    expect(told(compareTexts(before, after))).toEqual([
      ['same', 1, 0],
      ['changed', 2, 1],
      ['moved', 0, 2],
    ])
    // Two that say little are two.
    expect(told(compareTexts([block('a', 'نعم')], [block('b', 'نعم')]))).toEqual([
      ['removed', 0, null],
      ['added', null, 0],
    ])
  })

  it('[DOC522] kind and emphasis differ where they do, at whatever places the runs are cut', () => {
    const bold = new Map([['bold', true]])
    const cut: BlockContent = {
      ...block('a', ''),
      runs: [
        { text: 'كلام ', formats: NO_FORMATS },
        { text: 'غامق', formats: bold },
      ],
    }
    const flat = block('a', 'كلام غامق')
    const [same] = compareTexts([cut], [{ ...cut, runs: [...cut.runs] }])
    expect([same?.change, same?.restyled, same?.retyped]).toEqual(['same', false, false])
    const [restyled] = compareTexts([flat], [cut])
    expect([restyled?.change, restyled?.restyled]).toEqual(['changed', true])
    const [retyped] = compareTexts([flat], [block('a', 'كلام غامق', { kind: 'heading', level: 2 })])
    expect([retyped?.change, retyped?.restyled, retyped?.retyped]).toEqual(['changed', false, true])
    // Only on what came.
    const [come] = compareTexts([block('a', 'كلام ')], [cut])
    expect([come?.change, come?.restyled]).toEqual(['changed', false])
  })
})

const WORDS = ['وقف', 'النار', 'المجموعة', 'تطالب', 'الدولة', 'في', 'عام', '٢٠٢٦', '،', 'الحُرِّيّة']

const anyText = (random: SeededRandom): string =>
  Array.from({ length: random.below(12) }, () => random.pick(WORDS)).join(' ')

const anyChange = (
  random: SeededRandom,
  blocks: readonly BlockContent[],
  fresh: () => string,
): BlockContent[] => {
  const changed = [...blocks]
  for (let count = random.below(6); count > 0; count--) {
    const at = random.below(changed.length + 1)
    const one = changed[at]
    const act = random.below(6)
    if (one === undefined || act === 0) changed.splice(at, 0, block(fresh(), anyText(random)))
    else if (act === 1) changed.splice(at, 1)
    else if (act === 2) changed[at] = block(one.attrs.bid, `${anyText(random)} ${textOf(one)}`, one.attrs)
    else if (act === 3) changed.splice(random.below(changed.length), 0, ...changed.splice(at, 1))
    else if (act === 4) changed[at] = block(fresh(), textOf(one), one.attrs)
    else changed[at] = block(one.attrs.bid, textOf(one), { kind: random.pick(['quote', 'paragraph']) })
  }
  return changed
}

describe('comparing any two texts', () => {
  it.each(seeds(200, 5_000))('[DOC522] tells both whole, each block once (seed %i)', (seed) => {
    const random = seededRandom(seed)
    let count = 0
    const fresh = (): string => (random.chance(0.05) ? 'twice' : `b${count++}`)
    const before = Array.from({ length: random.below(8) }, () => block(fresh(), anyText(random)))
    const after = anyChange(random, before, fresh)
    const compared = compareTexts(before, after)
    const indexes = (side: 'before' | 'after'): readonly number[] =>
      compared.flatMap((one) => one[side] ?? [])
    expect(indexes('before').toSorted((one, other) => one - other)).toEqual([...before.keys()])
    expect(indexes('after')).toEqual([...after.keys()])
    for (const { pieces, ...one } of compared) {
      const side = (gone: 'gone' | 'come'): string =>
        pieces.flatMap(({ kind, text }) => (kind === 'same' || kind === gone ? [text] : [])).join('')
      const old = one.before === null ? null : (before[one.before] ?? null)
      const now = one.after === null ? null : (after[one.after] ?? null)
      expect(side('gone')).toBe(old === null ? '' : textOf(old))
      expect(side('come')).toBe(now === null ? '' : textOf(now))
      expect(one.change === 'added').toBe(old === null)
      expect(one.change === 'removed').toBe(now === null)
      if (one.change === 'same')
        expect(now).toEqual({ ...old, attrs: { ...old?.attrs, bid: now?.attrs.bid } })
    }
    // What is not moved stands in one order in both, what was removed included.
    const still = compared.filter(({ change }) => change !== 'moved').flatMap(({ before: at }) => at ?? [])
    expect(still).toEqual(still.toSorted((one, other) => one - other))
    expect(compareTexts(after, after).every(({ change }) => change === 'same')).toBe(true)
  })
})
