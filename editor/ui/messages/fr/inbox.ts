import type { inbox as arabic } from '../ar/inbox.ts'

export const inbox: Readonly<Record<keyof typeof arabic, string>> = {
  'inbox.none': 'Aucun avis. Les mentions de vous et les décisions sur vos propositions viennent ici.',
  'inbox.loading': 'Lecture des avis…',
  'inbox.readAll': 'Tout marquer comme lu',
  'inbox.older': 'Plus anciens',
  'inbox.unread': 'Non lu :',
  'inbox.settings': 'Réglages des avis',
  'inbox.line': '{name} : {words}',
  'inbox.mention': 'A mentionné votre nom dans un commentaire',
  'inbox.reply': 'A répondu dans une discussion à laquelle vous participez',
  'inbox.accepted': 'A accepté {count, plural, one {votre proposition} other {# de vos propositions}}',
  'inbox.rejected': 'A refusé {count, plural, one {votre proposition} other {# de vos propositions}}',
  'inbox.decidedBoth':
    'A tranché vos propositions : {accepted, plural, one {# acceptée} other {# acceptées}}, {rejected, plural, one {# refusée} other {# refusées}}',
  'inbox.reopened': 'A rouvert {count, plural, one {votre proposition} other {# de vos propositions}}',
  'inbox.stage': 'L’étape est désormais : {stage}',
  'inbox.locked':
    'A verrouillé une section contenant {count, plural, one {votre proposition} other {# de vos propositions}}',
  'inbox.formerMember': 'Un ancien membre',
  'inbox.group': 'Groupe',
  'inbox.mail': 'Courriel',
  'inbox.mail.none': 'La personne qui gère ce serveur n’a pas configuré de courriel : les avis restent ici.',
  'inbox.mail.address': 'Votre adresse électronique',
  'inbox.mail.addressHint': 'Personne d’autre ne la voit, et elle ne sert à rien d’autre.',
  'inbox.mail.every': 'Au plus une fois',
  'inbox.mail.hour': 'par heure',
  'inbox.mail.day': 'par jour',
  'inbox.mail.give': 'Envoyer le lien de confirmation',
  'inbox.mail.save': 'Enregistrer',
  'inbox.mail.again': 'Renvoyer le lien',
  'inbox.mail.remove': 'Arrêter les messages et effacer l’adresse',
  'inbox.mail.off': 'Aucun message ne vous est envoyé.',
  'inbox.mail.unconfirmed':
    'Un lien a été envoyé à cette adresse. Ouvrez-le et confirmez ; rien d’autre n’est envoyé avant.',
  'inbox.mail.confirmed': 'L’adresse est confirmée. Un message arrive quand il y a du nouveau à lire.',
  'inbox.mail.refused':
    'Le serveur de messagerie a refusé cette adresse : rien n’y est envoyé. Corrigez-la ou donnez-la de nouveau.',
  'inbox.mail.bare': 'Le message dit combien d’avis vous avez : ni texte, ni titre, ni nom.',
  'inbox.mail.quoting':
    'Le groupe permet que les messages contiennent des titres, des noms et une courte citation.',
  'inbox.mail.mayQuote':
    'Les messages de ce groupe peuvent contenir des titres, des noms et de courtes citations',
  'inbox.mail.mayQuoteHint':
    'Cela quitte le serveur vers les serveurs de messagerie. À ne pas permettre tant que quelqu’un est en danger.',
  'inbox.mail.saved': 'Les réglages sont enregistrés.',
  'inbox.mail.removed': 'L’adresse est effacée ; aucun message ne vous est envoyé.',
  'inbox.browser': 'Cet appareil',
  'inbox.browser.toggle': 'Me prévenir par le navigateur quand la page est cachée',
  'inbox.browser.hint': 'Il dit combien d’avis vous avez, et rien des textes.',
  'inbox.browser.denied':
    'Le navigateur bloque les notifications de ce site. Cela se change dans ses réglages.',
  'inbox.browser.unsupported':
    'Ce navigateur n’a pas de notifications, ou n’en permet pas sans connexion chiffrée.',
}
