/** A stretch of text that Word sets in one direction: it takes fonts, size and emphasis by it. */
export interface ScriptRun {
  readonly text: string
  readonly isRtl: boolean
}

/** Letters, and the digits of Arabic. */
const RTL_LETTER =
  /[\u0660-\u0669\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
const LETTER = /\p{L}/u
const DIGIT = /\p{Nd}/u
/** One of these between two digits is part of the number. */
const SEPARATOR = /^[.,:/]$/u
/** Belongs to the letter or digit before it. */
const MARK = /[\p{M}\u200c\u200d]/u

type Kind = 'rtl' | 'ltr' | 'digit' | 'neutral' | 'mark'

const kindOf = (character: string): Kind => {
  if (MARK.test(character)) return 'mark'
  if (RTL_LETTER.test(character)) return 'rtl'
  if (LETTER.test(character)) return 'ltr'
  return DIGIT.test(character) ? 'digit' : 'neutral'
}

/**
 * A text cut where Word has to be told another direction ([DOC621]). European digits stand in stretches of their own,
 * left to right, or Word draws them as its reader's settings say and not as they are written; blanks and signs go with the
 * letters on both sides where these agree, else with the paragraph, as in a browser.
 */
export const scriptRuns = (text: string, isRtlParagraph: boolean): readonly ScriptRun[] => {
  const runs: { text: string; isRtl: boolean }[] = []
  const add = (piece: string, isRtl: boolean): void => {
    const last = runs[runs.length - 1]
    if (last !== undefined && last.isRtl === isRtl) last.text += piece
    else if (piece !== '') runs.push({ text: piece, isRtl })
  }
  let waiting = ''
  /** The direction of the last letter: what a number has for those behind it, by the rules W7 and N1 of UAX 9. */
  let before = isRtlParagraph
  let isAfterDigit = false
  for (const character of text) {
    const kind = kindOf(character)
    if (kind === 'mark' && waiting === '' && runs.length > 0) {
      add(character, runs[runs.length - 1]?.isRtl ?? before)
      continue
    }
    if (kind === 'neutral' || kind === 'mark') {
      waiting += character
      continue
    }
    const isDigit = kind === 'digit'
    const isInNumber = isDigit && isAfterDigit && SEPARATOR.test(waiting)
    const isRtl = isDigit ? before : kind === 'rtl'
    add(waiting, isInNumber ? false : before === isRtl ? isRtl : isRtlParagraph)
    waiting = ''
    add(character, !isDigit && isRtl)
    isAfterDigit = isDigit
    if (!isDigit) before = isRtl
  }
  add(waiting, isRtlParagraph)
  return runs
}
