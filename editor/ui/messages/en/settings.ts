import type { settings as arabic } from '../ar/settings.ts'

export const settings: Readonly<Record<keyof typeof arabic, string>> = {
  'settings.title': 'Settings of the text',
  'settings.language': 'Language of the text',
  'settings.language.hint':
    'Its direction follows from it. A paragraph in another language is turned by itself with ⇄.',
  'settings.language.ar': 'Arabic',
  'settings.language.ckb': 'Kurdish (Sorani)',
  'settings.language.ku': 'Kurdish (Kurmanji)',
  'settings.language.en': 'English',
  'settings.language.fr': 'French',
  'settings.digits': 'Digits of lists and dates in the text and its files',
  'settings.digits.latn': '1, 2, 3',
  'settings.digits.arab': '١، ٢، ٣',
  'settings.lead': 'For everybody who opens this text, and for its files.',
}
