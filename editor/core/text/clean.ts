import { BIDI_CONTROLS, KEPT_CONTROLS, TATWEEL } from './characters.ts'

/** A control that a reader cannot see, where it stands (UTF-16 units) and which it is (`U+202E`). */
export interface InvisibleControl {
  readonly index: number
  readonly codePoint: string
}

const FORMS = /[\ufb50-\ufdef\ufdfe\ufdff\ufe70-\ufefc]/gu
const LETTER_OR_MARK = /[\p{L}\p{M}]/u
// oxlint-disable-next-line no-control-regex
const LINE_ENDS = /\r\n?|[\u000b\u000c\u0085\u2028\u2029]/gu
const BLANKS = /[\t\u00a0]/gu
/** Soft hyphen, zero-width blank, word joiner, byte order mark. The joiner U+200D stays: emoji need it. */
const DROPPED = /[\u00ad\u200b\u2060\ufeff]/gu
// oxlint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/gu
const LONE_SURROGATE = /\p{Surrogate}/gu

const SHADDA = '\u0651'
const SHADDA_AFTER_TEH = /\u0629([\u064b-\u0650\u0652-\u065f]*)\u0651/gu
const MARKS = /[\u064b-\u065f\u0670]{2,}/gu

const formToLetters = (form: string): string =>
  LETTER_OR_MARK.test(form) ? form.normalize('NFKC').replaceAll(' ', '') : form

const oneShadda = (marks: string): string => {
  const at = marks.indexOf(SHADDA)
  return at === -1 ? marks : marks.slice(0, at + 1) + marks.slice(at + 1).replaceAll(SHADDA, '')
}

const ASCII_TEXT = /^[\n\u0020-\u007e]*$/u

/**
 * What is done to every text that is pasted or imported, without asking ([DIR3]): NFC; presentation forms become
 * letters (not the ligatures U+FDF0–FDFD, which are words and signs of their own); tatweel out; of two shaddas on one
 * letter one stays; a shadda on ة goes to the letter before it; bidi embeddings, overrides and isolates, soft hyphens,
 * zero-width blanks and other controls out; a no-break blank or tab is a blank; every line end is U+000A.
 *
 * Spelling is never touched: hamza, ى/ي, ه/ة, digits, quotes and punctuation stay as written. Idempotent.
 */
export const cleanText = (text: string): string => {
  if (ASCII_TEXT.test(text)) return text
  return text
    .replace(LINE_ENDS, '\n')
    .replace(BLANKS, ' ')
    .replace(BIDI_CONTROLS, '')
    .replace(DROPPED, '')
    .replace(CONTROLS, '')
    .replace(LONE_SURROGATE, '\ufffd')
    .replace(FORMS, formToLetters)
    .replaceAll(TATWEEL, '')
    .normalize('NFC')
    .replace(SHADDA_AFTER_TEH, `${SHADDA}\u0629$1`)
    .normalize('NFC')
    .replace(MARKS, oneShadda)
    .normalize('NFC')
}

const controlsOf = (text: string, pattern: RegExp): InvisibleControl[] =>
  [...text.matchAll(pattern)].map((match) => ({
    index: match.index,
    codePoint: `U+${(match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  }))

/** The controls that {@link cleanText} keeps because they may be meant: LRM, RLM, ALM, ZWNJ ([DIR4]). */
export const keptControls = (text: string): InvisibleControl[] => controlsOf(text, KEPT_CONTROLS)

/** Bidi embeddings, overrides and isolates in a text that has not been cleaned. */
export const bidiControls = (text: string): InvisibleControl[] => controlsOf(text, BIDI_CONTROLS)
