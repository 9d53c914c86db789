import { describe, expect, it } from 'vitest'
import { findQuote, type Whereabouts } from '#core/anchors/find-quote.ts'
import { makeQuote, quoteOfBlock } from '#core/anchors/make-quote.ts'
import { QUOTE_CONTEXT, MAX_QUOTE } from '#core/anchors/quote.ts'
import { searchText } from '#core/anchors/search-text.ts'
import { stillShows } from '#core/anchors/still-shows.ts'

const NOWHERE: Whereabouts = { near: null, isHome: () => false, hasMoved: false }

/** The quote of `words`, where they stand first in a text of one block. */
const quoteIn = (text: string, words: string) => {
  const at = text.indexOf(words)
  return makeQuote([text], at, at + words.length)
}

const find = (text: string, quote: ReturnType<typeof quoteIn>, whereabouts = NOWHERE) => {
  const found = findQuote(searchText(text), quote, whereabouts)
  return found === null ? null : `${found.how}: ${text.slice(found.start, found.end)}`
}

const CLAUSE = 'تلتزم الأطراف بوقف إطلاق النار في جميع المناطق اعتباراً من تاريخ التوقيع'

describe('a quote', () => {
  it('[ANC2] holds the text of its blocks with a line feed between, and context of the blocks at its ends only', () => {
    expect(makeQuote(['alpha beta', 'gamma', 'delta'], 6, 3)).toEqual({
      exact: 'beta\ngamma\ndel',
      prefix: 'alpha ',
      suffix: 'ta',
    })
    const long = 'x'.repeat(100)
    const { prefix, suffix } = makeQuote([long], 50, 51)
    expect([prefix.length, suffix.length]).toEqual([QUOTE_CONTEXT, QUOTE_CONTEXT])
  })

  it('[ANC2] is cut at its greatest length, and never within a pair of surrogates', () => {
    expect(makeQuote(['x'.repeat(MAX_QUOTE + 5)], 0, MAX_QUOTE + 5).exact).toHaveLength(MAX_QUOTE)
    const faces = '😀'.repeat(40)
    const { prefix } = makeQuote([`${faces}a`], 80, 81)
    expect(prefix).toBe('😀'.repeat(16))
    expect(makeQuote([`x${faces}`], 0, 1).suffix).toBe('😀'.repeat(16))
    const { exact } = makeQuote([`x${'😀'.repeat(1200)}`], 0, 2401)
    expect([exact.length, exact.endsWith('😀')]).toEqual([MAX_QUOTE - 1, true])
    expect(makeQuote([`${faces}xa`], 81, 82).prefix).toBe(`${'😀'.repeat(15)}x`)
  })

  it('[ANC2] of a block is how its text begins', () => {
    expect(quoteOfBlock(CLAUSE)).toEqual({ exact: '', prefix: '', suffix: CLAUSE.slice(0, QUOTE_CONTEXT) })
  })
})

describe('finding a quote', () => {
  it('[ANC4] finds it letter for letter, wherever it went', () => {
    expect(find(`مقدّمة\n${CLAUSE}\nخاتمة`, quoteIn(CLAUSE, 'جميع المناطق'))).toBe('exact: جميع المناطق')
  })

  it('[ANC4] finds it under other harakat, hamza forms and digits', () => {
    const quote = quoteIn('تلتزم الاطراف بالمادة ٣ من الاتفاق', 'بالمادة ٣')
    expect(find('تَلتزم الأطراف بالمادّة 3 من الاتفاق', quote)).toBe('folded: بالمادّة 3')
  })

  const MOVED: Whereabouts = { near: null, isHome: () => true, hasMoved: true }

  it('[ANC4] finds it rewritten in part in a block that was moved or restored, and nowhere else', () => {
    const quote = quoteIn(CLAUSE, 'بوقف إطلاق النار في جميع المناطق')
    const now = CLAUSE.replace('في جميع', 'في كافّة')
    expect(find(now, quote, MOVED)).toBe('similar: بوقف إطلاق النار في كافّة المناطق')
    expect(find(now, quote)).toBeNull()
  })

  it('[ANC4] finds a long one that was rewritten by its beginning and its end', () => {
    const long = Array.from({ length: 20 }, (_, n) => `${CLAUSE} رقم ${n * 7919}`).join(' ')
    const quote = quoteIn(`قبلُ ${long} بعدُ`, long)
    const now = long.replace('رقم 0 ', 'بند أول ').replace(/رقم 55433 .*رقم 71271/u, 'وقد حُذف من هنا كثير')
    expect(find(`شيء\nقبلُ ${now} بعدُ\nشيء`, quote, MOVED)).toBe(`similar: ${now}`)
  })

  it('[ANC5] of two places takes the one whose surroundings agree', () => {
    const quote = quoteIn('the first party pays the second party in spring', 'party')
    const text = 'some party may come.\nthe first party pays the second party in spring'
    const found = findQuote(searchText(text), quote, NOWHERE)
    expect(found?.start).toBe(text.indexOf('party pays'))
  })

  it('[ANC5] of equals takes the one in its block, then the one nearest to its old place, else none', () => {
    const clause = 'Both parties agree to this.'
    const text = `${clause}\n${clause}\n${clause}`
    const quote = quoteIn(clause, 'parties agree')
    const at = (n: number): number => n * (clause.length + 1) + clause.indexOf('parties')
    const start = (whereabouts: Whereabouts) => findQuote(searchText(text), quote, whereabouts)?.start
    expect(start({ ...NOWHERE, isHome: (place) => place === at(1) })).toBe(at(1))
    expect(start({ ...NOWHERE, near: text.length })).toBe(at(2))
    expect(start({ ...NOWHERE, near: 0, isHome: () => true })).toBe(at(0))
    expect(start(NOWHERE)).toBeUndefined()
  })

  it('[ANC4] takes a short word in other surroundings for another one, a long stretch for the same', () => {
    expect(find('هذا نص عن السلام فقط', quoteIn('يبدأ الاتفاق بكلمة السلام ثم يفصّل', 'السلام'))).toBeNull()
    const long = CLAUSE.slice(0, 60)
    expect(find(`xyz ${long} zyx`, quoteIn(CLAUSE, long))).toBe(`exact: ${long}`)
  })

  it('[ANC4] a word of one article is not taken for the same word of the next, built alike', () => {
    const article = (who: string): string => `تلتزم ${who} بتنفيذ ما ورد في هذا الاتفاق خلال شهر`
    const quote = quoteIn(article('الحكومة'), 'بتنفيذ')
    expect(find(article('المعارضة'), quote)).toBeNull()
    expect(find(article('المعارضة'), quoteIn(article('الحكومة'), 'الحكومة بتنفيذ ما ورد'))).toBeNull()
  })

  it('[ANC4] a word that is all of its block is found in that block only', () => {
    const quote = makeQuote(['خاتمة'], 0, 5)
    expect(find('مقدمة\nخاتمة', quote)).toBeNull()
    expect(find('مقدمة\nخاتمة', quote, { ...NOWHERE, isHome: () => true })).toBe('exact: خاتمة')
  })

  it('[ANC4] what stands in a block that was moved came with it, what stands in one that stayed is another', () => {
    const quote = quoteIn('السلام على الناس كافة', 'السلام')
    const home: Whereabouts = { ...NOWHERE, isHome: () => true }
    expect(find('كلّ شيء قبل هذا ثم السلام وبعده غيره', quote, { ...home, hasMoved: true })).toBe(
      'exact: السلام',
    )
    expect(find('كلّ شيء قبل هذا ثم السلام وبعده غيره', quote, home)).toBeNull()
  })

  it('[ANC4] finds nothing that is not there', () => {
    expect(find('نصّ آخر تماماً لا علاقة له بما كان', quoteIn(CLAUSE, 'بوقف إطلاق النار'))).toBeNull()
    expect(find('', quoteIn(CLAUSE, 'بوقف إطلاق النار'))).toBeNull()
    expect(find(CLAUSE, quoteOfBlock(CLAUSE))).toBeNull()
  })

  it('[ANC6] looks at a bounded number of places, whatever the text and the quote', () => {
    // Far more hits, and far more seeds, than are looked at: this ends at once or not at all.
    const text = 'ab'.repeat(300_000)
    expect(find(text, { exact: 'a', prefix: 'x', suffix: 'y' })).toBeNull()
    const quote = { exact: 'abababacababab'.repeat(100), prefix: 'x', suffix: 'y' }
    expect(findQuote(searchText(text), quote, MOVED)?.how).toBe('similar')
  })
})

describe('what an anchor spans', () => {
  it.each([
    ['the quote itself', 'جميع المناطق', 'جميع المناطق', true],
    ['other harakat', 'جَميع المناطقِ', 'جميع المناطق', true],
    ['a word rewritten', 'كافّة المناطق', 'جميع المناطق', true],
    ['a page written in the middle', `جميع ${CLAUSE} المناطق`, 'جميع المناطق', true],
    ['only its last word', 'المناطق', 'جميع المناطق', true],
    ['a word torn at many places', 'مس-تقب-لي-ـات-كم الـ-مشتر-كـة', 'مستقبلياتكم المشتركة', false],
    ['a text torn at two places', 'abcd x efghijkl y mn', 'abcdefghijklmn', true],
    ['one letter of it', 'ج', 'جميع المناطق', false],
    ['other words', 'كلام مختلف', 'جميع المناطق', false],
    ['nothing', '', 'جميع المناطق', false],
  ])('[ANC3] shows its quote or not: %s', (_name, text, exact, shows) => {
    expect(stillShows(text, { exact, prefix: '', suffix: '' })).toBe(shows)
  })

  it('[ANC3] shows a quote that was cut by its beginning', () => {
    const text = Array.from({ length: 600 }, (_, n) => `word${n}`).join(' ')
    expect(stillShows(text, makeQuote([text], 0, text.length))).toBe(true)
  })
})
