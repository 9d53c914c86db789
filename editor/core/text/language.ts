import type { TextDirection } from './direction.ts'

/**
 * The languages that a text can be written in, and which way each is written ([DIR19]): a text has no direction but
 * that of its language. `ckb` is Sorani, in Arabic letters; `ku` is Kurmanji, in Latin ones (BCP 47).
 */
const DIRECTIONS = { ar: 'rtl', ckb: 'rtl', ku: 'ltr', en: 'ltr', fr: 'ltr' } as const

export type DocumentLanguage = keyof typeof DIRECTIONS

/** In the order in which they are offered. */
export const DOCUMENT_LANGUAGES = [
  'ar',
  'ckb',
  'ku',
  'en',
  'fr',
] as const satisfies readonly DocumentLanguage[]

export const isDocumentLanguage = (value: unknown): value is DocumentLanguage =>
  DOCUMENT_LANGUAGES.some((language) => language === value)

/** A language as it is stored or told; of before there were several, and of a server that knows more, Arabic. */
export const documentLanguage = (value: unknown): DocumentLanguage =>
  isDocumentLanguage(value) ? value : 'ar'

export const directionIn = (language: DocumentLanguage): TextDirection => DIRECTIONS[language]

/**
 * The language of what files say beside a text: page numbers, days, names of stages. Nobody here can read over words in
 * Kurdish, so they are those of the language that its readers have beside it and that is written the same way.
 */
const BESIDE = { ar: 'ar', ckb: 'ar', ku: 'en', en: 'en', fr: 'fr' } as const

export type FileLanguage = (typeof BESIDE)[DocumentLanguage]

export const fileLanguage = (language: DocumentLanguage): FileLanguage => BESIDE[language]
