/** Letters of Arabic words, ranges for a class of a regular expression: without tatweel, marks, digits, Persian letters in. */
export const LETTERS = 'ء-غف-يٱ-ۓ'
/** Marks on a letter. */
export const MARKS = '\u064b-\u065f\u0670'
/** Digits of both kinds that are converted, and Persian ones. */
export const ARABIC_DIGITS = '٠-٩۰-۹'
export const DIGITS = `0-9${ARABIC_DIGITS}`

const ARABIC = new RegExp(`[${LETTERS}]`, 'u')
const LATIN = /\p{Script=Latin}/u

export const isArabicLetter = (character: string): boolean => ARABIC.test(character)
export const hasLatinLetter = (text: string): boolean => LATIN.test(text)
