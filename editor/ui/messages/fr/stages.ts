import type { stages as source } from '../ar/stages.ts'

/** What the page says of stages, section locks and what became of late work. */
export const stages: Readonly<Record<keyof typeof source, string>> = {
  'stages.open': 'Étape : {stage}. Qui l’a fixée, et ce que vous pouvez y faire',
  'stages.menu': 'Étape et verrous…',
  'stages.details': 'Détails',
  'stages.title': 'Étape du texte',
  'stages.set': 'Fixée par {name}, {when}.',
  'stages.why': 'Motif : {reason}',
  'stages.noWhy': 'Aucun motif n’a été donné.',
  'stages.you': 'Ce que vous pouvez faire maintenant : {acts}.',
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
  'stages.news': 'Le texte est passé à l’étape « {stage} ».',
  'locks.kind.settled': 'réglée',
  'locks.kind.disputed': 'contestée',
  'locks.kind.settled.label': 'Réglée : sa rédaction est convenue',
  'locks.kind.settled.hint': 'N’empêche pas le texte de devenir définitif.',
  'locks.kind.disputed.label': 'Contestée : elle n’est pas encore convenue',
  'locks.kind.disputed.hint':
    'Elle reste telle quelle jusqu’à ce que ce soit réglé ; d’ici là le texte ne peut devenir définitif.',
  'locks.blocks':
    '{count, plural, one {un paragraphe : « {first} »} other {# paragraphes : de « {first} » à « {last} »}}',
  'locks.emptyBlock': 'un paragraphe vide',
  'locks.notHere': 'Il n’y a rien à verrouiller ici : écrivez d’abord dans le paragraphe.',
  'locks.unlock': 'Déverrouiller',
  'locks.by': 'Fixé par {name}, {when}.',
  'locks.spoken': 'Verrouillé, section {kind}. Fixé par {name}, {when}. {why}',
  'locks.refused.write': 'Ce paragraphe est verrouillé (section {kind}) : rien n’y a changé.',
  'locks.refused.paste':
    'Ce paragraphe est verrouillé (section {kind}) : rien n’y a été collé. Ce que vous avez copié est encore dans le presse-papiers.',
  'locks.refused.undo':
    'Une action n’a pas été annulée parce que son paragraphe est verrouillé (section {kind}) ; elle pourra l’être après le déverrouillage.',
  'locks.still.comment': 'Vous pouvez le copier et le commenter.',
  'locks.still.copy': 'Vous pouvez le copier.',
  'locks.words': 'Ce que vous avez écrit et qui n’est pas dans le texte :',
  'locks.copy': 'Copier',
  'locks.copied': 'Copié',
  'locks.comment': 'Commenter avec',
  'locks.landed':
    '{count, plural, one {Le paragraphe où vous êtes a été verrouillé.} other {# paragraphes ont été verrouillés, dont celui où vous êtes.}}',
  'locks.close': 'Masquer cet avis',
  'late.letGo': '{name} a écarté un travail de vous absent du texte. Motif : {reason}',
}
