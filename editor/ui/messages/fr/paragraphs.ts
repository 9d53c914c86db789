import type { paragraphs as source } from '../ar/paragraphs.ts'

export const paragraphs: Readonly<Record<keyof typeof source, string>> = {
  'paragraphs.goTo': 'Paragraphe {number} : {words}',
  'paragraphs.query': 'paragraphe ',
  'paragraphs.handle': 'Glisser pour déplacer le paragraphe',
  'calm.entered': 'Seul le texte est affiché. Échap ramène tout.',
  'calm.enteredByTouch': 'Seul le texte est affiché. Le bouton en haut ramène tout.',
  'calm.leave': 'Tout ramener',
}
