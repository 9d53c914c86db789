import type { settings as arabic } from '../ar/settings.ts'

export const settings: Readonly<Record<keyof typeof arabic, string>> = {
  'settings.title': 'Réglages du texte',
  'settings.language': 'Langue du texte',
  'settings.language.hint':
    'Son sens en découle. Un paragraphe dans une autre langue se retourne seul avec ⇄.',
  'settings.language.ar': 'Arabe',
  'settings.language.ckb': 'Kurde (sorani)',
  'settings.language.ku': 'Kurde (kurmandji)',
  'settings.language.en': 'Anglais',
  'settings.language.fr': 'Français',
  'settings.digits': 'Chiffres des listes et des dates, dans le texte et ses fichiers',
  'settings.digits.latn': '1, 2, 3',
  'settings.digits.arab': '١، ٢، ٣',
  'settings.lead': 'Pour tous ceux qui ouvrent ce texte, et pour ses fichiers.',
}
