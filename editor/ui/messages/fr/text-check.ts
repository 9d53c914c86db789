import type { textCheck as source } from '../ar/text-check.ts'

export const textCheck: Readonly<Record<keyof typeof source, string>> = {
  'textCheck.title': 'Vérification',
  'textCheck.count': '{count, plural, =0 {Aucune remarque} one {# remarque} other {# remarques}}',
  'textCheck.reading': 'Lecture du texte…',
  'textCheck.none':
    'La vérification ne trouve pas toutes les fautes : elle ne propose que ce qu’elle sait bien.',
  'textCheck.place': '{current, number} sur {count, number}',
  'textCheck.kind.spelling': 'Hamza, ya et ta marbuta',
  'textCheck.kind.punctuation': 'Ponctuation',
  'textCheck.kind.quotes': 'Guillemets',
  'textCheck.kind.blanks': 'Espaces',
  'textCheck.kind.dashes': 'Intervalles de nombres et d’années',
  'textCheck.kind.tatweel': 'Tatweel',
  'textCheck.kind.invisible': 'Caractères invisibles',
  'textCheck.likely': 'À regarder',
  'textCheck.locked': 'Dans une section verrouillée',
  'textCheck.accept': 'Appliquer',
  'textCheck.ignore': 'Ignorer',
  'textCheck.ignoreWord': 'Toujours ignorer « {word} »',
  'textCheck.gone': 'Cet endroit a changé ; rien n’a été appliqué.',
  'textCheck.more': 'Suite',
  'textCheck.all': 'Tout appliquer',
  'textCheck.allOf': 'Appliquer toutes les remarques « {kind} »',
  'textCheck.sure':
    '{count, plural, =0 {Rien à appliquer.} one {# endroit du texte change.} other {# endroits du texte changent.}}',
  'textCheck.sureLikely': '{count, plural, =0 {} one {# est à regarder.} other {# sont à regarder.}}',
  'textCheck.yes': 'Appliquer',
  'textCheck.no': 'Pas maintenant',
  'textCheck.done':
    '{count, plural, =0 {Rien n’a changé} one {# remarque appliquée} other {# remarques appliquées}}',
  'textCheck.ignored':
    '{count, plural, =0 {} one {Montrer à nouveau # remarque ignorée} other {Montrer à nouveau # remarques ignorées}}',
  'textCheck.digits': 'Chiffres de tout le texte',
  'textCheck.digits.arabic-indic': 'En ٠١٢٣',
  'textCheck.digits.western': 'En 0123',
  'textCheck.digits.command.arabic-indic': 'Convertir les chiffres du texte en ٠١٢٣',
  'textCheck.digits.command.western': 'Convertir les chiffres du texte en 0123',
  'textCheck.digits.sure':
    '{count, plural, =0 {Aucun nombre ne change.} one {# nombre change.} other {# nombres changent.}}',
  'textCheck.digits.done':
    '{count, plural, =0 {Aucun nombre n’a changé} one {# nombre converti} other {# nombres convertis}}',
  'textCheck.spelling': 'Correcteur du navigateur',
}
