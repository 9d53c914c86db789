import type { DocumentLanguage } from './language.ts'

/**
 * Words that an adult reads aloud in a minute: IReST, Trauzettel-Klosinski & Dietz, IOVS 53 (2012), in whose study there
 * is no Kurdish: it is read as Arabic is, the slowest of these.
 */
const WORDS_PER_MINUTE = { ar: 138, ckb: 138, ku: 138, en: 228, fr: 195 } as const

/** Whole minutes, at least one for a text that says anything ([DIR6]). */
export const readingMinutes = (words: number, language: DocumentLanguage): number =>
  Math.ceil(words / WORDS_PER_MINUTE[language])
