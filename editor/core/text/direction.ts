/** Which way a text, or a block of it, is written. */
export type TextDirection = 'rtl' | 'ltr'

/** Unicode calls the spacing forms of harakat letters (U+FC5E …, U+FE70 …); they are none. */
const ARABIC_LETTER = /(?![\ufc5e-\ufc63\ufcf2-\ufcf4\ufe70-\ufe7f])(?=\p{L})\p{Script=Arabic}/u
const RTL_LETTER =
  /(?![\ufc5e-\ufc63\ufcf2-\ufcf4\ufe70-\ufe7f])(?=\p{L})[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
const LETTER = /(?![\u0640\ufc5e-\ufc63\ufcf2-\ufcf4\ufe70-\ufe7f])\p{L}/u
const RTL_LETTERS = new RegExp(RTL_LETTER, 'gu')
const LETTERS = new RegExp(LETTER, 'gu')

/** Is there a letter of the Arabic script? Arabic digits, marks, tatweel and punctuation are none. */
export const hasArabicLetter = (text: string): boolean => ARABIC_LETTER.test(text)

/**
 * The direction of a text that comes from outside ([DIR5]): right to left as soon as it has one letter of a
 * right-to-left script, wherever that stands, left to right when it has letters of others only, null when it has no
 * letter at all. Unlike the first-strong rule of HTML's `auto`, a paragraph that begins with an acronym stays Arabic.
 */
export const textDirection = (text: string): TextDirection | null =>
  RTL_LETTER.test(text) ? 'rtl' : LETTER.test(text) ? 'ltr' : null

/** The direction of most letters of a text; null where there are as many of either, or none. */
export const mostLetters = (text: string): TextDirection | null => {
  const [all, rtl] = [text.match(LETTERS)?.length ?? 0, text.match(RTL_LETTERS)?.length ?? 0]
  return rtl * 2 > all ? 'rtl' : rtl * 2 < all ? 'ltr' : null
}

/**
 * The `dir` of a pasted or imported block in a document that is written one way ([DIR5], [DIR20]); null is the
 * document's own. Right to left stays what has one such letter: acronyms and names stand in every Arabic text. Left to
 * right stays what has more of the others, or as many: there, a single Arabic word is a quoted one.
 */
export const pastedDirection = (text: string, document: TextDirection): TextDirection | null => {
  const own = document === 'rtl' ? textDirection(text) : mostLetters(text)
  return own === document ? null : own
}

/** Of a block that shows `from` where its `dir` is null: its `dir` in a document in which null shows `to` ([DIR21]). */
export const rebasedDirection = (
  dir: TextDirection | null,
  from: TextDirection,
  to: TextDirection,
): TextDirection | null => {
  if (from === to) return dir
  const shown = dir ?? from
  return shown === to ? null : shown
}
