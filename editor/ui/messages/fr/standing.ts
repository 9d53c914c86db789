import type { standing as source } from '../ar/standing.ts'

export const standing: Readonly<Record<keyof typeof source, string>> = {
  'stages.choose': 'Les étapes',
  'stages.current': 'Étape actuelle',
  'stages.means.drafting':
    'Les rédacteurs écrivent le texte et tranchent les propositions, les proposants proposent, les commentateurs commentent.',
  'stages.means.suggesting':
    'Rédacteurs et proposants proposent et commentent ; seul un facilitateur écrit et tranche.',
  'stages.means.commenting':
    'Personne n’écrit ni ne propose. Tout le monde commente, chacun peut retirer ses propositions, et un facilitateur tranche celles qui restent.',
  'stages.means.final': 'Le texte est définitif : rien n’y change, et tout le monde le lit.',
  'stages.setFirst': 'C’est l’étape de ce texte depuis sa création.',
  'stages.onlyFacilitators': 'Seul un facilitateur fait passer le texte d’une étape à une autre.',
  'stages.reason': 'Motif (facultatif)',
  'stages.reason.hint': 'Toute personne qui ouvre le texte le voit, et il reste dans son journal.',
  'stages.move': 'Passer à « {stage} »',
  'stages.moved': 'Le texte est maintenant à l’étape « {stage} ».',
  'stages.fine': 'OK',
  'stages.offline': 'Pas de connexion au serveur : l’étape et les verrous pourront changer à son retour.',
  'locks.kind': 'Pourquoi la verrouiller ?',
  'locks.title': 'Verrouiller une section',
  'locks.lead':
    'Personne n’écrit, ne propose ni ne tranche dans ce qui est verrouillé ; les commentaires restent ouverts.',
  'locks.overlaps': 'Une partie est déjà verrouillée ; ce verrou reste tel quel.',
  'locks.do': 'Verrouiller',
  'locks.done':
    '{count, plural, one {Un paragraphe est verrouillé.} other {# paragraphes sont verrouillés.}}',
  'locks.unlock.title': 'Déverrouiller',
  'locks.unlock.lead': 'Ces paragraphes reviennent à ce que permet l’étape du texte.',
  'locks.undone': 'Déverrouillé.',
  'locks.gone': 'Ce verrou a été levé entre-temps.',
  'locks.sign': 'Verrou, {kind} : {blocks}. Détails',
  'locks.list': 'Sections verrouillées',
  'locks.list.count': '{count, plural, =0 {Aucun verrou} one {Un verrou} other {# verrous}}',
  'locks.list.none': 'Rien n’est verrouillé dans ce texte.',
  'locks.list.how':
    'Placez le curseur dans un paragraphe ou sélectionnez-en, puis « Verrouiller la section » dans la barre d’outils ou {shortcut}.',
  'locks.goTo': 'Y aller',
  'locks.goToOne': 'Aller au verrou : {blocks}',
  'locks.unlockOne': 'Déverrouiller : {blocks}',
  'locks.foundLeft':
    '{count, plural, one {Un endroit verrouillé reste tel quel.} other {# endroits verrouillés restent tels quels.}}',
  'locks.under':
    'Son paragraphe est verrouillé (section {kind}) : pas de décision ni de retrait avant le déverrouillage.',
  'late.mine.title': 'Votre travail absent du texte',
  'late.mine.lead':
    'Votre travail est arrivé après un changement de vos droits, de l’étape ou des verrous. Il n’est pas entré dans le texte et a été conservé ici ; un facilitateur peut le rétablir.',
  'late.mine.none': 'Rien ici : tout ce que vous avez écrit est dans le texte.',
  'late.waits':
    'L’étape n’accepte pas de propositions pour l’instant ; ceci est conservé ici jusqu’à ce qu’elle en accepte.',
  'late.noneWaits': 'Rien n’attend ici maintenant.',
  'late.gone': 'Ce qui a été écarté',
  'late.goneOf': 'Travail de {name} :',
  'late.goneBy': 'Écarté par {name}, {when}. Motif : {reason}',
}
