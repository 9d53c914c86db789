import type { DocumentLanguage } from '../text/language.ts'

/** What a new document can begin with, and in which languages that is written. */
const LANGUAGES = {
  blank: ['ar', 'ckb', 'ku', 'en', 'fr'],
  'closing-message': ['ar', 'en', 'fr'],
  sample: ['ar'],
} as const satisfies Record<string, readonly DocumentLanguage[]>

export type TemplateName = keyof typeof LANGUAGES

export const TEMPLATE_NAMES = [
  'blank',
  'closing-message',
  'sample',
] as const satisfies readonly TemplateName[]

/** In the order in which they are offered. */
export const templatesIn = (language: DocumentLanguage): readonly TemplateName[] =>
  TEMPLATE_NAMES.filter((name) => LANGUAGES[name].some((one) => one === language))
