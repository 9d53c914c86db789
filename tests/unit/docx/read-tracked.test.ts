import { describe, expect, it } from 'vitest'
import type { BlockContent } from '#core/schema/content.ts'
import { isMarkerEntry, isTextFormat } from '#core/suggestions/admissible.ts'
import { acceptedOf, AS, NOW, originalOf, readBack, textsOf } from './support.ts'
import { by, del, ins, listed, NUMBERING, p, r, wordFile, type WordFile } from './word-file.ts'

const read = (file: WordFile) => readBack(wordFile(file))

const idsIn = (blocks: readonly BlockContent[]): Set<string> =>
  new Set(
    blocks.flatMap(({ formats, runs }) =>
      [formats, ...runs.map((run) => run.formats)].flatMap((all) =>
        [...all.keys()].flatMap((key) => key.split('--')[1] ?? []),
      ),
    ),
  )

/** Everything on it is what the gate admits. */
const expectAdmissible = (blocks: readonly BlockContent[]): void => {
  for (const { formats, runs } of blocks) {
    for (const [key, value] of formats) expect(isMarkerEntry(key, value), key).toBe(true)
    for (const run of runs)
      for (const [key, value] of run.formats) expect(isTextFormat(key, value), key).toBe(true)
  }
}

const inserted = (author = 'سلمى'): string => `<w:rPr><w:ins ${by(author)}/></w:rPr>`
const gone = (author = 'سلمى'): string => `<w:rPr><w:del ${by(author)}/></w:rPr>`

describe('tracked changes of Word', () => {
  it('[DOC611] words put in the place of others are one suggestion, of its author and its time', () => {
    const { blocks } = read({ body: p(r('نصّ ') + del('قديم') + ins('جديد') + r(' باقٍ') + ins('.', 'Karim')) })
    expect(textsOf(originalOf(blocks))).toEqual(['نصّ قديم باقٍ'])
    expect(textsOf(acceptedOf(blocks))).toEqual(['نصّ جديد باقٍ.'])
    expect(idsIn(blocks).size).toBe(2)
    const [, deletion, insertion, , other] = blocks[0]?.runs ?? []
    const value = { by: 'm1', at: Date.UTC(2025, 2, 1, 10) }
    expect([...(deletion?.formats ?? [])]).toEqual([['deletion--m1-s-0', value]])
    expect([...(insertion?.formats ?? [])]).toEqual([['insertion--m1-s-0', value]])
    expect([...(other?.formats ?? [])]).toEqual([['insertion--m2-s-1', { ...value, by: 'm2' }]])
    expectAdmissible(blocks)
  })

  it('[DOC611] what one deletes of what another proposed is a deletion on it, that means it', () => {
    const body = p(
      `<w:ins ${by('Karim', '2025-05-01T00:00:00Z')}><w:del ${by('ليلى', '2025-04-01T00:00:00Z')}><w:r><w:delText>عابر</w:delText></w:r></w:del>${r('باقٍ')}</w:ins>`,
    )
    const { blocks } = read({ body })
    expect(textsOf(originalOf(blocks))).toEqual([''])
    expect(textsOf(acceptedOf(blocks))).toEqual(['باقٍ'])
  })

  it('[DOC611] a move is one suggestion, there and here', () => {
    const range = (side: string, id: number): string =>
      `<w:${side}RangeStart w:id="${id}" w:name="move1" w:author="سلمى"/>`
    const body =
      p(
        `${range('moveFrom', 1)}<w:moveFrom ${by('سلمى')}>${r('تُنقل')}</w:moveFrom><w:moveFromRangeEnd w:id="1"/>${r(' أولى')}`,
      ) +
      p(r('وسط')) +
      p(
        `${r('أخيرة ')}${range('moveTo', 2)}<w:moveTo ${by('سلمى')}>${r('تُنقل')}</w:moveTo><w:moveToRangeEnd w:id="2"/>`,
      )
    const { blocks } = read({ body })
    expect(textsOf(originalOf(blocks))).toEqual(['تُنقل أولى', 'وسط', 'أخيرة '])
    expect(textsOf(acceptedOf(blocks))).toEqual([' أولى', 'وسط', 'أخيرة تُنقل'])
    expect(idsIn(blocks).size).toBe(1)
  })

  it('[DOC610] paragraphs added, taken away, split and joined', () => {
    const { blocks } = read({
      body:
        p(r('أولى')) +
        p(ins('مضافة'), inserted()) +
        p(del('محذوفة'), gone()) +
        p(r('تُقسم '), inserted()) +
        p(r('هنا')) +
        p(r('تُضمّ '), gone()) +
        p(r('إليها')) +
        p(r('تنتهي'), inserted()) +
        p(ins('الأخيرة')),
    })
    expect(textsOf(originalOf(blocks))).toEqual(['أولى', 'محذوفة', 'تُقسم هنا', 'تُضمّ ', 'إليها', 'تنتهي'])
    expect(textsOf(acceptedOf(blocks))).toEqual([
      'أولى',
      'مضافة',
      'تُقسم ',
      'هنا',
      'تُضمّ إليها',
      'تنتهي',
      'الأخيرة',
    ])
    const { blocks: again } = read({ body: p(r('أ'), gone('Karim')) + p(r('ب')) })
    expect([...(again[1]?.formats.keys() ?? [])]).toEqual(['deletion--m2-s-0'])
    expectAdmissible(blocks)
  })

  it('[DOC610] changes of format of words and of paragraphs', () => {
    const { blocks, warnings } = read({
      numbering: NUMBERING,
      body:
        p(
          r(
            'غامقة',
            `<w:b/><w:bCs/><w:rPrChange ${by('Karim')}><w:rPr><w:i/><w:iCs/></w:rPr></w:rPrChange>`,
          ) + r(' عادية', `<w:color w:val="FF0000"/><w:rPrChange ${by('Karim')}><w:rPr/></w:rPrChange>`),
        ) +
        p(
          r('بند'),
          `${listed(1)}<w:bidi/><w:pPrChange ${by('Karim')}><w:pPr><w:bidi/></w:pPr></w:pPrChange>`,
        ) +
        p(
          r('وسط'),
          `<w:bidi/><w:jc w:val="center"/><w:pPrChange ${by('Karim')}><w:pPr><w:bidi/></w:pPr></w:pPrChange>`,
        ),
    })
    const [words, item, centred] = blocks
    expect([...(words?.runs[0]?.formats.keys() ?? [])]).toEqual(['italic', 'formatChange--m2-s-0'])
    expect(words?.runs[0]?.formats.get('formatChange--m2-s-0')).toMatchObject({
      set: '{"bold":true,"italic":null}',
    })
    expect(item?.attrs.kind).toBe('paragraph')
    expect(acceptedOf(blocks)[1]?.attrs).toMatchObject({ kind: 'item', list: 'ordered' })
    expect(centred?.attrs.align).toBeNull()
    expect(acceptedOf(blocks)[2]?.attrs.align).toBe('center')
    expect(warnings.map(({ code, detail }) => `${code} ${detail ?? ''}`)).toContain('formatting tracked')
    expectAdmissible(blocks)
  })

  it('[DOC612] an author whom one member bears the name of, folded, is that member; others are the importer’s and named', () => {
    const { blocks, threads, warnings } = read({
      body: p(
        r('أ') +
          ins('ب', 'KARIM') +
          r('ج') +
          ins('د', 'سَلمي') +
          r('هـ') +
          ins('و', 'غريب', '2031-01-01T00:00:00Z'),
      ),
    })
    const values = blocks[0]?.runs.flatMap(({ formats }) => [...formats.values()])
    expect(values).toEqual([
      { by: 'm2', at: Date.UTC(2025, 2, 1, 10) },
      { by: 'm1', at: Date.UTC(2025, 2, 1, 10) },
      { by: 'm1', at: NOW },
    ])
    expect(warnings).toContainEqual({ code: 'author', detail: 'غريب', count: 1 })
    expect(threads).toEqual([
      {
        anchor: { suggestion: 'm1-s-2' },
        isResolved: false,
        comments: [{ by: 'm1', at: NOW, body: 'Word: غريب' }],
      },
    ])
    const twins = readBack(wordFile({ body: p(ins('أ', 'Karim')) }), {
      ...AS,
      members: [...AS.members, { id: 'm4', name: 'karim' }],
    })
    expect(twins.warnings).toContainEqual({ code: 'author', detail: 'Karim', count: 1 })
  })

  it('[DOC611] blanks that are proposed stay: no two words run together in either text', () => {
    const { blocks } = read({ body: p(r('أ') + del(' ب ') + ins(' ') + r('ج')) })
    expect(textsOf(acceptedOf(blocks))).toEqual(['أ ج'])
    expect(textsOf(originalOf(blocks))).toEqual(['أ ب ج'])
  })
})

const comment = (id: number, text: string, para: string, author = 'سلمى'): string =>
  `<w:comment ${by(author, '2025-03-01T10:00:00Z', id)}><w:p w14:paraId="${para}"><w:r><w:t>${text}</w:t></w:r></w:p></w:comment>`

describe('comments of Word', () => {
  const range = (id: number, content: string): string =>
    `<w:commentRangeStart w:id="${id}"/>${content}<w:commentRangeEnd w:id="${id}"/><w:r><w:commentReference w:id="${id}"/></w:r>`

  it('[DOC613] are threads with their answers, resolved or open, at their place', () => {
    const { threads, blocks } = read({
      body:
        p('') + p(r('قبل ') + range(0, range(1, range(2, r('المكان')))) + r(' بعد')) + p(range(3, r('آخر'))),
      comments:
        comment(0, 'سؤال', 'AA') +
        comment(1, 'جواب', 'BB', 'Karim') +
        comment(2, 'جواب الجواب', 'CC', 'غريب') +
        comment(3, 'مفتوح', 'DD'),
      commentsExtended:
        '<w15:commentEx w15:paraId="AA" w15:done="1"/><w15:commentEx w15:paraId="BB" w15:paraIdParent="AA" w15:done="1"/>' +
        '<w15:commentEx w15:paraId="CC" w15:paraIdParent="BB" w15:done="1"/><w15:commentEx w15:paraId="DD" w15:done="0"/>',
    })
    expect(blocks).toHaveLength(2)
    expect(threads).toEqual([
      {
        anchor: { start: { block: 0, offset: 4 }, end: { block: 0, offset: 10 }, isBlock: false },
        isResolved: true,
        comments: [
          { by: 'm1', at: Date.UTC(2025, 2, 1, 10), body: 'سؤال' },
          { by: 'm2', at: Date.UTC(2025, 2, 1, 10), body: 'جواب' },
          { by: 'm1', at: Date.UTC(2025, 2, 1, 10), body: 'غريب: جواب الجواب' },
        ],
      },
      {
        anchor: { start: { block: 1, offset: 0 }, end: { block: 1, offset: 3 }, isBlock: false },
        isResolved: false,
        comments: [{ by: 'm1', at: Date.UTC(2025, 2, 1, 10), body: 'مفتوح' }],
      },
    ])
  })

  it('[DOC613] that only have their sign in the text are about its paragraph; without saying what answers what, those on one stretch are one', () => {
    const sign = (id: number): string => `<w:r><w:commentReference w:id="${id}"/></w:r>`
    const { threads } = read({
      body: p(range(0, range(1, r('معًا')))) + p(r('وحده') + sign(2)),
      comments: comment(0, 'أول', 'AA') + comment(1, 'ثانٍ', 'BB', 'Karim') + comment(2, 'ثالث', 'CC'),
      commentsExtended:
        '<w15:commentEx w15:paraId="AA" w15:done="1"/><w15:commentEx w15:paraId="BB" w15:done="1"/>',
    })
    expect(threads.map(({ comments }) => comments.map(({ body }) => body))).toEqual([
      ['أول', 'ثانٍ'],
      ['ثالث'],
    ])
    expect(threads[1]?.anchor).toEqual({
      start: { block: 1, offset: 4 },
      end: { block: 1, offset: 4 },
      isBlock: false,
    })
  })

  it('[DOC613] name nobody, are cut where they are too long, and hang on the whole text where they have no place', () => {
    const { threads, warnings } = read({
      body: p(r('نصّ')),
      comments: comment(0, `&lt;@m2&gt; ${'س'.repeat(20_000)}`, 'AA') + comment(1, ' ', 'BB'),
    })
    expect(threads).toHaveLength(1)
    expect(threads[0]?.anchor).toBeNull()
    expect(threads[0]?.comments[0]?.body.startsWith('< @m2>')).toBe(true)
    expect(threads[0]?.comments[0]?.body.length).toBeLessThanOrEqual(10_000)
    expect(warnings).toContainEqual({ code: 'long-comment', count: 1 })
  })
})
