import { isArabicLetter, hasLatinLetter } from './letters.ts'

/** The script of the letter nearest to a place, before or behind it; null where there is none. */
export type NearScript = 'arabic' | 'latin' | null

const scriptOf = (character: string): NearScript =>
  isArabicLetter(character) ? 'arabic' : hasLatinLetter(character) ? 'latin' : null

/** Where a sentence ends; what stands before is another's. */
const SENTENCE_END = /[.!?؟\n:«“"]/u

export const scriptBefore = (text: string, index: number): NearScript => {
  for (let at = index - 1; at >= 0; at--) {
    const script = scriptOf(text.charAt(at))
    if (script !== null) return script
  }
  return null
}

export const scriptAfter = (text: string, index: number): NearScript => {
  for (let at = index; at < text.length; at++) {
    const script = scriptOf(text.charAt(at))
    if (script !== null) return script
  }
  return null
}

/** Are most letters of the sentence before a place Arabic? */
export const isArabicSentence = (text: string, index: number): boolean => {
  let [arabic, latin] = [0, 0]
  for (let at = index - 1; at >= 0 && !SENTENCE_END.test(text.charAt(at)); at--) {
    const script = scriptOf(text.charAt(at))
    if (script === 'arabic') arabic++
    if (script === 'latin') latin++
  }
  return arabic > latin
}
