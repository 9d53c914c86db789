import { isDroppedMark, isInvisible, TATWEEL } from './characters.ts'

/**
 * A text without the differences that a reader does not see or does not mean ([DIR1]): harakat, tatweel, the seats of
 * hamza, ى and ي, ة and ه, Arabic and Persian digits, presentation forms, letter case, Latin accents, invisible
 * controls, kinds of blanks. For search, for names and for quotes; never for what is stored.
 *
 * `starts[i]` and `ends[i]` are the range of UTF-16 units in the original out of which unit `i` of `text` came. One
 * original character may give several (a ligature) or none (a mark): then no unit points at it.
 */
export interface Folded {
  readonly text: string
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/** What NFD does not take apart: letters that one keyboard writes for another's. */
const LETTERS: ReadonlyMap<string, string> = new Map([
  ['ٱ', 'ا'],
  ['ى', 'ي'],
  ['ی', 'ي'],
  ['ې', 'ي'],
  ['ے', 'ي'],
  ['ة', 'ه'],
  ['ہ', 'ه'],
  ['ھ', 'ه'],
  ['ە', 'ه'],
  ['ک', 'ك'],
  ['ڪ', 'ك'],
])

/** Arabic-Indic and Persian digits, then the presentation forms that are letters; other symbols stay as they are. */
const DIGIT = /[٠-٩۰-۹]/u
const PRESENTATION = /[ﭐ-﷿ﹰ-ﻼ]/u
const LETTER_OR_MARK = /[\p{L}\p{M}]/u
const BLANK = /\s/u

const digitOf = (character: string): string => {
  const code = character.codePointAt(0) ?? 0
  return String(code - (code >= 0x6f0 ? 0x6f0 : 0x660))
}

/** Folds that were asked for before: a text has few different characters, and each costs some regular expressions. */
const known = new Map<string, string>()
const MOST_KNOWN = 5_000

/** The fold of one code point; empty when it is dropped. Independent of its neighbours. */
const foldCharacter = (character: string): string => {
  const before = known.get(character)
  if (before !== undefined) return before
  const folded = computeFold(character)
  if (known.size < MOST_KNOWN) known.set(character, folded)
  return folded
}

const computeFold = (character: string): string => {
  if (DIGIT.test(character)) return digitOf(character)
  if (BLANK.test(character)) return ' '
  if (character === TATWEEL || isInvisible(character)) return ''
  const isForm = PRESENTATION.test(character) && LETTER_OR_MARK.test(character)
  // The spacing forms of harakat decompose to a blank or a tatweel that carries them: neither is in the text.
  const base = isForm ? character.normalize('NFKC').replaceAll(' ', '') : character
  let folded = ''
  for (const part of base.normalize('NFD').toLowerCase().normalize('NFD')) {
    if (part === TATWEEL || isDroppedMark(part) || isInvisible(part)) continue
    folded += LETTERS.get(part) ?? part
  }
  return folded
}

export const fold = (text: string): Folded => {
  let folded = ''
  const starts: number[] = []
  const ends: number[] = []
  let index = 0
  for (const character of text) {
    const part = foldCharacter(character)
    for (let unit = 0; unit < part.length; unit++) {
      starts.push(index)
      ends.push(index + character.length)
    }
    folded += part
    index += character.length
  }
  return { text: folded, starts, ends }
}

/** Only the folded text, where no way back is needed: names, keys, sorting out doubles. */
export const foldText = (text: string): string => {
  let folded = ''
  for (const character of text) folded += foldCharacter(character)
  return folded
}

/** A name as a key: folded, outer blanks off, inner blanks one. Two names with one key are one name. */
export const foldName = (name: string): string => foldText(name).replace(/ +/gu, ' ').trim()
