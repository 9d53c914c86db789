/** Unicode calls the spacing forms of harakat letters (U+FC5E …, U+FE70 …); they are none. */
const ARABIC_LETTER = /(?![\ufc5e-\ufc63\ufcf2-\ufcf4\ufe70-\ufe7f])(?=\p{L})\p{Script=Arabic}/u
const RTL_LETTER =
  /(?![\ufc5e-\ufc63\ufcf2-\ufcf4\ufe70-\ufe7f])(?=\p{L})[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
const LETTER = /(?![\u0640\ufc5e-\ufc63\ufcf2-\ufcf4\ufe70-\ufe7f])\p{L}/u

/** Is there a letter of the Arabic script? Arabic digits, marks, tatweel and punctuation are none. */
export const hasArabicLetter = (text: string): boolean => ARABIC_LETTER.test(text)

/**
 * The direction of a text that comes from outside ([DIR5]): right to left as soon as it has one letter of a
 * right-to-left script, wherever that stands, left to right when it has letters of others only, null when it has no
 * letter at all. Unlike the first-strong rule of HTML's `auto`, a paragraph that begins with an acronym stays Arabic.
 */
export const textDirection = (text: string): 'rtl' | 'ltr' | null =>
  RTL_LETTER.test(text) ? 'rtl' : LETTER.test(text) ? 'ltr' : null

/**
 * The `dir` of a pasted or imported block in a right-to-left document ([DIR5]): ltr without an Arabic letter, null
 * (the document's own) with one, and null when there is no letter to judge by.
 */
export const pastedDirection = (text: string): 'ltr' | null => (textDirection(text) === 'ltr' ? 'ltr' : null)
