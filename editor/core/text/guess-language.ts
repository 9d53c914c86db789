import { mostLetters, type TextDirection } from './direction.ts'
import { directionIn, type DocumentLanguage } from './language.ts'

/** So much of a text is looked at: UTF-16 units. */
const LOOKED_AT = 20_000

/** Letters that Sorani writes in nearly every word, and Arabic in none. */
const SORANI = /[\u06d5\u06ce\u06c6\u06b5\u0695]/gu
const ARABIC = /(?=\p{L})\p{Script=Arabic}/gu
/** Of a hundred Arabic letters in a Sorani text more than fifteen are such. */
const SORANI_SHARE = 0.04

/** Words that stand in every paragraph of one of these languages, and in none of the others. */
const COMMON: readonly (readonly [DocumentLanguage, ReadonlySet<string>])[] = [
  ['en', new Set('the of and to in that for is with by from are was this be it as we our'.split(' '))],
  ['fr', new Set('le la les des et une dans pour que qui est par sur au aux du un nous'.split(' '))],
  ['ku', new Set('û ku ji bi jî xwe wan hemû bo li yên ên ye em'.split(' '))],
]

const latinLanguage = (text: string): DocumentLanguage | null => {
  const words = text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []
  const counts = COMMON.map(([language, common]) => ({
    language,
    count: words.reduce((sum, word) => sum + (common.has(word) ? 1 : 0), 0),
  })).toSorted((one, two) => two.count - one.count)
  const [first, second] = counts
  if (first === undefined || second === undefined) return null
  return first.count >= 2 && first.count >= 2 * second.count ? first.language : null
}

const arabicLanguage = (text: string): DocumentLanguage => {
  const [sorani, all] = [text.match(SORANI)?.length ?? 0, text.match(ARABIC)?.length ?? 0]
  return sorani > all * SORANI_SHARE ? 'ckb' : 'ar'
}

const byWords = (text: string, direction: TextDirection): DocumentLanguage | null =>
  direction === 'rtl' ? arabicLanguage(text) : latinLanguage(text)

/**
 * The language of a text that comes from outside ([DOC697]). The direction is that of most of its letters, if nothing
 * better is known; in it the letters and the commonest words say the language, else what its file declares does, if
 * that is written so: programs declare their own default, whatever is written with them. What nothing tells is English,
 * and Arabic where there is no letter.
 */
export const languageOfText = (
  text: string,
  declared: DocumentLanguage | null,
  direction: TextDirection | null = mostLetters(text.slice(0, LOOKED_AT)),
): DocumentLanguage => {
  if (direction === null) return declared ?? 'ar'
  const told = byWords(text.slice(0, LOOKED_AT), direction)
  if (told !== null) return told
  return declared !== null && directionIn(declared) === direction ? declared : 'en'
}

/**
 * The language that a tag of a file names (BCP 47: `lang` of HTML, `w:lang` of Word); null for one that no text of ours
 * is in. Word calls Sorani `ku-Arab-IQ`.
 */
export const languageOfTag = (tag: string | null): DocumentLanguage | null => {
  const [name = '', ...rest] = (tag ?? '').toLowerCase().split('-')
  switch (name) {
    case 'ar':
    case 'en':
    case 'fr':
    case 'ckb':
      return name
    case 'kmr':
      return 'ku'
    case 'ku':
      return rest.includes('arab') ? 'ckb' : 'ku'
    default:
      return null
  }
}
