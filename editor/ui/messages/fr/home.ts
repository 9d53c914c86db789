import type { home as arabic } from '../ar/home.ts'

export const home: Readonly<Record<keyof typeof arabic, string>> = {
  'home.alone': 'Ce groupe n’a pas encore d’autre membre.',
  'home.alone.invite': 'Invitez qui écrira avec vous',
  'home.here': 'Ici en ce moment :',
  'home.here.and': ', ',
  'home.pinned': 'Épinglé en haut de la liste',
  'home.document.pin': 'Épingler en haut de la liste',
  'home.document.unpin': 'Désépingler',
  'home.duplicate.name': '{title} (copie)',
  'home.duplicate.lead':
    'Un nouveau texte avec les mêmes mots dans leur état actuel, sans propositions, ni discussions, ni historique.',
  'home.duplicate.create': 'Créer la copie',
  'home.find': 'Chercher dans les titres',
  'home.stage': 'Étape',
  'home.stage.all': 'Toutes les étapes',
  'home.order': 'Ordre',
  'home.order.changed': 'Modifié en dernier',
  'home.order.title': 'Titre',
  'home.order.begun': 'Créé en dernier',
  'home.found':
    '{count, plural, =0 {Aucun texte ne correspond. Essayez un autre mot ou une autre étape.} one {# texte correspond} other {# textes correspondent}}',
  'home.trash.rule': 'Chaque texte reste ici jusqu’à ce qu’un facilitateur le supprime définitivement.',
  'home.trash.empty': 'Vider la corbeille',
  'home.trash.empty.title':
    '{count, plural, =0 {Vider la corbeille ?} one {Supprimer # texte définitivement ?} other {Supprimer # textes définitivement ?}}',
  'home.trash.empty.lead':
    'Les textes et tout leur historique sont effacés du serveur et ne pourront pas être récupérés.',
  'since.changes': '{count, plural, =0 {Aucun changement} one {# changement} other {# changements}}',
  'since.comments': '{count, plural, =0 {Aucun commentaire} one {# commentaire} other {# commentaires}}',
  'since.unread.mentions': 'Votre nom est mentionné ici',
}
