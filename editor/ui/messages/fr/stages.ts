import type { stages as source } from '../ar/stages.ts'

/** What the page says of stages, section locks and what became of late work. */
export const stages: Readonly<Record<keyof typeof source, string>> = {
  'stages.open': 'Étape : {stage}. Qui l’a fixée, et ce que vous pouvez y faire',
  'stages.title': 'Étape du texte',
  'stages.choose': 'Les étapes',
  'stages.current': 'L’étape présente',
  'stages.means.drafting':
    'Les rédacteurs écrivent le texte et tranchent les propositions, les proposants proposent, les commentateurs commentent.',
  'stages.means.suggesting':
    'Rédacteurs et proposants proposent et commentent ; seule la facilitation écrit et tranche.',
  'stages.means.commenting':
    'Personne n’écrit ni ne propose. Tout le monde commente, chacun peut retirer ses propositions, et la facilitation tranche celles qui restent.',
  'stages.means.final': 'Le texte est final : rien n’y change, et tout le monde le lit.',
  'stages.set': 'Fixée par {name}, {when}.',
  'stages.setFirst': 'C’est l’étape de ce texte depuis sa création.',
  'stages.why': 'Raison : {reason}',
  'stages.noWhy': 'Aucune raison n’a été donnée.',
  'stages.you': 'Ce que vous pouvez faire maintenant : {acts}.',
  'stages.may.read': 'lire et copier le texte',
  'stages.may.follow': 'suivre ce qui s’y passe',
  'stages.may.comment': 'commenter',
  'stages.may.withdraw': 'retirer vos propositions',
  'stages.may.suggest': 'proposer',
  'stages.may.write': 'écrire',
  'stages.may.decide': 'trancher les propositions',
  'stages.may.name-version': 'nommer des versions',
  'stages.may.manage': 'gérer les membres, l’étape et les verrous',
  'stages.may.leave-final': 'rouvrir le texte',
  'stages.onlyFacilitators': 'Seule la facilitation fait passer le texte d’une étape à une autre.',
  'stages.reason': 'Raison (facultative)',
  'stages.reason.required': 'Raison',
  'stages.reason.hint': 'Toute personne qui ouvre le texte la voit, et elle reste dans son registre.',
  'stages.reason.missing': 'Dites pourquoi le texte final est rouvert.',
  'stages.move': 'Passer à « {stage} »',
  'stages.final.ask':
    'Plus personne n’écrira, ne proposera ni ne commentera. Le texte ne peut devenir final tant qu’il y a des propositions ouvertes ou des sections contestées.',
  'stages.final.do': 'Le rendre final',
  'stages.final.leave':
    'Le texte est final. Le rouvrir en fait un nouveau projet ; son certificat est gardé, et dit que le texte a changé depuis.',
  'stages.moved': 'Le texte est maintenant à l’étape « {stage} ».',
  'stages.news': 'Le texte est passé à l’étape « {stage} ».',
  'stages.fine': 'Entendu',
  'stages.offline': 'Pas de connexion au serveur : l’étape et les verrous changeront à son retour.',
  'locks.kind.settled': 'réglée',
  'locks.kind.disputed': 'contestée',
  'locks.kind': 'Pourquoi la verrouiller ?',
  'locks.kind.settled.label': 'Réglée : sa rédaction est convenue',
  'locks.kind.settled.hint': 'N’empêche pas le texte de devenir final.',
  'locks.kind.disputed.label': 'Contestée : elle n’est pas encore convenue',
  'locks.kind.disputed.hint':
    'Elle reste telle quelle jusqu’à ce que ce soit réglé ; d’ici là le texte ne peut devenir final.',
  'locks.title': 'Verrouiller une section',
  'locks.lead':
    'Personne n’écrit, ne propose ni ne tranche dans ce qui est verrouillé ; les commentaires restent ouverts.',
  'locks.blocks':
    '{count, plural, one {un paragraphe : « {first} »} other {# paragraphes : de « {first} » à « {last} »}}',
  'locks.emptyBlock': 'un paragraphe vide',
  'locks.overlaps': 'Une partie est déjà verrouillée ; ce verrou reste tel quel.',
  'locks.do': 'Verrouiller',
  'locks.done':
    '{count, plural, one {Un paragraphe est verrouillé.} other {# paragraphes sont verrouillés.}}',
  'locks.notHere': 'Il n’y a rien à verrouiller ici : écrivez d’abord dans le paragraphe.',
  'locks.unlock': 'Déverrouiller',
  'locks.unlock.title': 'Déverrouiller',
  'locks.unlock.lead': 'Ces paragraphes reviennent à ce que permet l’étape du texte.',
  'locks.undone': 'Déverrouillé.',
  'locks.gone': 'Ce verrou a été levé entre-temps.',
  'locks.by': 'Fixé par {name}, {when}.',
  'locks.sign': 'Verrou, {kind} : {blocks}. Détails',
  'locks.spoken': 'Verrouillé, section {kind}. Fixé par {name}, {when}. {why}',
  'locks.list': 'Sections verrouillées',
  'locks.list.count': '{count, plural, =0 {Aucun verrou} one {Un verrou} other {# verrous}}',
  'locks.list.none': 'Rien n’est verrouillé dans ce texte.',
  'locks.list.how':
    'Placez le curseur dans un paragraphe ou sélectionnez-en, puis « Verrouiller la section » dans la barre d’outils ou {shortcut}.',
  'locks.goTo': 'Y aller',
  'locks.goToOne': 'Aller au verrou : {blocks}',
  'locks.unlockOne': 'Déverrouiller : {blocks}',
  'locks.refused.write': 'Ce paragraphe est verrouillé (section {kind}) : rien n’y a changé.',
  'locks.refused.paste':
    'Ce paragraphe est verrouillé (section {kind}) : rien n’y a été collé. Ce que vous avez copié est encore dans le presse-papiers.',
  'locks.refused.undo':
    'Une étape a été laissée parce que son paragraphe est verrouillé (section {kind}) ; elle pourra être reprise une fois déverrouillé.',
  'locks.still.comment': 'Vous pouvez le copier et le commenter.',
  'locks.still.copy': 'Vous pouvez le copier.',
  'locks.words': 'Ce que vous avez écrit et qui n’est pas dans le texte :',
  'locks.copy': 'Copier',
  'locks.copied': 'Copié',
  'locks.comment': 'Commenter avec',
  'locks.landed':
    '{count, plural, one {Le paragraphe où vous êtes a été verrouillé.} other {# paragraphes ont été verrouillés, dont celui où vous êtes.}}',
  'locks.close': 'Fermer cette phrase',
  'locks.foundLeft':
    '{count, plural, one {Un endroit verrouillé reste tel quel.} other {# endroits verrouillés restent tels quels.}}',
  'locks.under':
    'Son paragraphe est verrouillé (section {kind}) : pas de décision ni de retrait avant le déverrouillage.',
}
