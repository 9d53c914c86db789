import type { outline as source } from '../ar/outline.ts'

export const outline: Readonly<Record<keyof typeof source, string>> = {
  'outline.title': 'Plan du texte',
  'outline.none': 'Pas encore de titres. Faites d’un paragraphe un titre, il apparaîtra ici.',
  'outline.untitled': 'Titre sans mots',
  'outline.words': '{count, plural, one {# mot} other {# mots}}',
  'outline.paragraphs': '{count, plural, one {# paragraphe} other {# paragraphes}}',
  'outline.minutes':
    '{count, plural, =0 {moins d’une minute} one {# minute de lecture} other {# minutes de lecture}}',
  'outline.selected': '{count, plural, one {# mot sélectionné} other {# mots sélectionnés}}',
  'palette.title': 'Commandes',
  'palette.query': 'Tapez une commande ou un titre du texte',
  'palette.none': 'Aucune commande de ce nom.',
  'palette.count': '{count, plural, one {# commande} other {# commandes}}',
}
