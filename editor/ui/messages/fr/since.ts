import type { since as source } from '../ar/since.ts'

export const since: Readonly<Record<keyof typeof source, string>> = {
  'since.title': 'Depuis votre dernière visite',
  'since.both': '{changes} et {comments} depuis votre dernière visite',
  'since.one': '{what} depuis votre dernière visite',
  'since.mentions': '{count, plural, =0 {} one {# mention de vous} other {# mentions de vous}}',
  'since.look': 'Parcourir',
  'since.seen': 'Marquer comme lu',
  'since.done': 'Terminé',
  'since.next': 'Suivant',
  'since.previous': 'Précédent',
  'since.at': '{at, number} sur {count, number}',
  'since.added': 'Nouveau paragraphe',
  'since.removed': 'Paragraphe supprimé',
  'since.changed': 'Paragraphe modifié',
  'since.moved': 'Paragraphe déplacé',
  'since.retyped': 'son type a changé',
  'since.restyled': 'sa mise en forme a changé',
  'since.suggestions':
    '{count, plural, =0 {} one {il contient une nouvelle proposition} other {il contient # nouvelles propositions}}',
  'since.unchanged': 'Le texte lui-même est inchangé',
  'since.decided': 'Décisions sur des propositions',
  'since.decided.accept':
    '{count, plural, =0 {} one {# proposition acceptée} other {# propositions acceptées}}',
  'since.decided.reject':
    '{count, plural, =0 {} one {# proposition refusée} other {# propositions refusées}}',
  'since.decided.withdraw':
    '{count, plural, =0 {} one {# proposition retirée} other {# propositions retirées}}',
  'since.decided.yours': '{count, plural, =0 {} one {dont # de vous} other {dont # de vous}}',
  'since.stage': 'Étape actuelle : {stage}',
  'since.thread.new': 'Nouvelle discussion',
  'since.thread.replies': 'Nouvelles réponses dans une discussion',
  'since.thread.resolved': 'Une discussion a été close',
  'since.thread.reopened': 'Une discussion a été rouverte',
  'since.thread.mentions': 'vous mentionne',
  'since.cut':
    'D’autres passages ont changé ; les premiers sont montrés ici, le texte entier est devant vous.',
}
