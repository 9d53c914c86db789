import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redlineOf } from '#core/history/redline.ts'
import { DEFAULT_BLOCK_ATTRS } from '#core/schema/block.ts'
import type { BlockContent } from '#core/schema/content.ts'
import { writeDocx } from '../../../sync-server/export/docx/write-docx.ts'
import { block, by, run, type Formats } from '../pdf/support.ts'
import { acceptedOf, NAMES, originalOf, readBack, textsOf } from './support.ts'
import { partsOf } from './unzipped.ts'
import { expectWhole } from './whole-file.ts'

const AT = Date.UTC(2025, 2, 1, 10)

const written = (blocks: readonly BlockContent[]): Uint8Array =>
  writeDocx({ title: 'ع', blocks, marked: { discussions: [], names: NAMES } })

const textIn = (file: Uint8Array): string => partsOf(file).get('word/document.xml') ?? ''

/** The tracked elements of a file in their order: paragraphs end with `/`, ranges with their names. */
const shapeOf = (file: Uint8Array): string =>
  [...textIn(file).matchAll(/<(\/?w:p|w:(?:ins|del|move)[A-Za-z]*)(?: [^>]*?(w:name="[^"]*")?\/?)?>/gu)]
    .map(
      ([, name = '', named = '']) =>
        `${name.replace('w:', '')}${named.replace('w:name="', ' ').replace('"', '')}`,
    )
    .filter((name) => name !== 'p')
    .map((name) => (name === '/p' ? '/' : name))
    .join(' ')

const gone = (id: string): Formats => ({ [`deletion--${id}`]: { by: 'm1', at: AT } })
const goneBlock = (id: string): Formats => ({ [`deletion--${id}`]: { by: 'm1', at: AT, whole: true } })
const come = (id: string): Formats => ({ [`insertion--${id}`]: { by: 'm1', at: AT } })

const moved = [
  block('أولى'),
  block([run('تُنقل', gone('m1-a-1'))], {}, goneBlock('m1-a-1')),
  block('ثانية'),
  block([run('تُنقل', come('m1-a-1'))], {}, come('m1-a-1')),
  block('ثالثة'),
] as const

const roundTrips = (blocks: readonly BlockContent[]): void => {
  const file = written(blocks)
  expectWhole(file)
  const again = readBack(file).blocks
  expect(textsOf(originalOf(again))).toEqual(textsOf(originalOf(blocks)))
  expect(textsOf(acceptedOf(again))).toEqual(textsOf(acceptedOf(blocks)))
}

describe('what is moved', () => {
  it('[DOC740] is a move in Word: a whole paragraph with its mark, both sides of one name', () => {
    const file = written(moved)
    expect(shapeOf(file)).toBe(
      '/ moveFrom moveFromRangeStart move1 moveFrom / moveFromRangeEnd / moveTo moveToRangeStart move1 moveTo / moveToRangeEnd /',
    )
    expect(textIn(file)).not.toContain('w:delText')
    roundTrips(moved)
    const [suggestion] = [...(readBack(file).blocks[1]?.formats.keys() ?? [])]
    expect(suggestion?.split('--')[1]).toBe(
      [...(readBack(file).blocks[3]?.formats.keys() ?? [])][0]?.split('--')[1],
    )
  })

  it('[DOC740] goes to the end of the text and comes from there with the marks in front of it', () => {
    const toEnd = moved.slice(0, 4)
    expect(shapeOf(written(toEnd))).toContain('moveToRangeStart move1 / moveTo')
    roundTrips(toEnd)
    const fromEnd = [
      block('أولى'),
      block([run('تُنقل', come('m1-a-1'))], {}, come('m1-a-1')),
      block('ثانية'),
      block([run('تُنقل', gone('m1-a-1'))], {}, goneBlock('m1-a-1')),
    ]
    expect(shapeOf(written(fromEnd))).toContain('moveFromRangeStart')
    roundTrips(fromEnd)
  })

  it('[DOC740] may be words of a paragraph', () => {
    const words = [
      block([run('قبل '), run('كلمة ', gone('m1-a-2')), run('بعد')]),
      block([run('آخر '), run('كلمة ', come('m1-a-2')), run('النصّ')]),
    ]
    expect(shapeOf(written(words))).toBe(
      'moveFromRangeStart move1 moveFrom moveFromRangeEnd / moveToRangeStart move1 moveTo moveToRangeEnd /',
    )
    roundTrips(words)
  })

  const [first, taken, second, brought, third] = moved
  it.each([
    ['other words come', [first, taken, second, block([run('غيرها', come('m1-a-1'))], {}, come('m1-a-1'))]],
    ['it comes where it goes', [first, taken, brought, third]],
    [
      'somebody proposes something on it',
      [
        first,
        taken,
        second,
        block([run('تُنقل', { ...come('m1-a-1'), ...by('deletion', 'm2') })], {}, come('m1-a-1')),
        third,
      ],
    ],
    ['it only comes', [first, second, brought, third]],
  ] as const)('[DOC740] is told as taken away and added where %s', (_, blocks) => {
    expect(textIn(written(blocks))).not.toContain('w:move')
    roundTrips(blocks)
  })

  it('[DOC740] [DOC680] is a move in a redline too, whatever else changed', () => {
    const words = fc.uniqueArray(fc.stringMatching(/^[ابتثجحخدذرز]{3,9}( [سشصضطظعغ]{2,9}){4,6}$/u), {
      minLength: 4,
      maxLength: 9,
    })
    let count = 0
    fc.assert(
      fc.property(words, fc.nat(), fc.nat(), (texts, from, to) => {
        const before = texts.map((text, index): BlockContent => ({
          ...block(text),
          attrs: { ...DEFAULT_BLOCK_ATTRS, bid: `b${index}` },
        }))
        const after = [...before]
        const [one] = after.splice(from % after.length, 1)
        if (one !== undefined) after.splice(to % (after.length + 1), 0, one)
        const blocks = redlineOf(before, after, { at: AT, authors: null })
        const file = written(blocks)
        expectWhole(file)
        if (before.some((block_, index) => block_ !== after[index])) {
          count++
          expect(textIn(file)).toContain('w:moveFromRangeStart')
          expect(textIn(file)).not.toMatch(/<w:(?:ins|del) /u)
        }
        const again = readBack(file).blocks
        expect(textsOf(originalOf(again))).toEqual(textsOf(before))
        expect(textsOf(acceptedOf(again))).toEqual(textsOf(after))
      }),
      { seed: 740, numRuns: 60 },
    )
    expect(count).toBeGreaterThan(30)
  })
})
