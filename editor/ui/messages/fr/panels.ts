import type { panels as source } from '../ar/panels.ts'

export const panels: Readonly<Record<keyof typeof source, string>> = {
  'document.setAside.title': 'Vos mots qui ne sont pas dans le texte',
  'document.setAside.titleReturned': 'Votre texte est revenu sous forme de propositions',
  'document.setAside.refused':
    'Votre droit ou l’étape n’autorisait pas cette modification à son arrivée ; elle est restée ici. Copiez-la, puis retirez-la.',
  'document.setAside.epoch':
    'L’historique du texte a été remplacé sur le serveur ; ce qui n’était pas envoyé est resté ici. Copiez-le, puis retirez-le.',
  'document.setAside.gone':
    'Le texte vous a été fermé avant l’envoi de ces mots ; ils sont restés ici. Copiez-les, puis retirez-les.',
  'document.setAside.returned':
    '{count, plural, one {Votre texte n’a pas été accepté comme modification directe à son arrivée. Il est dans le texte comme proposition de votre part.} other {Votre texte n’a pas été accepté comme modification directe à son arrivée. Il est dans le texte sous forme de # propositions de votre part.}}',
  'document.setAside.returnedNone':
    'Votre texte n’a pas été accepté à son arrivée, et aucune place n’a été trouvée pour lui.',
  'document.setAside.unplaced': 'Aucune place n’a été trouvée pour ceci :',
  'document.setAside.unplaced.locked': 'sa section est verrouillée',
  'document.setAside.unplaced.gone': 'le texte autour a été supprimé',
  'document.setAside.unplaced.refused': 'refusé aussi comme proposition',
  'document.setAside.unplaced.before': 'ce qui pouvait revenir est revenu ; voici tous ses mots',
  'document.setAside.deleted': 'Suppression de « {words} »',
  'document.setAside.insert': 'Insérer au curseur',
  'document.setAside.fine': 'OK',
  'document.setAside.copy': 'Copier',
  'document.setAside.copied': 'Copié',
  'document.setAside.letGo': 'Retirer',
  'document.setAside.noWords': 'Une modification sans mots : suppression ou mise en forme.',
  'document.menu.export.docx': 'Fichier Word',
  'document.menu.export.docx-marked': 'Word avec propositions et commentaires, sans noms',
  'document.menu.export.docx-named': 'Word avec propositions, commentaires et noms',
  'document.menu.export.pdf': 'PDF',
  'document.menu.export.pdf-large': 'PDF en gros caractères',
  'document.menu.export.pdf-marked': 'PDF avec propositions et commentaires, sans noms',
  'document.menu.export.html': 'Page HTML',
  'document.menu.export.md': 'Markdown',
  'document.menu.export.txt': 'Texte brut',
  'document.menu.export.json': 'JSON',
  'document.export.title': 'Télécharger le texte',
  'document.export.clean': 'Le texte au propre, sans propositions ni commentaires',
  'document.export.open': 'Propositions encore ouvertes',
  'document.export.open.original': 'Hors du fichier : le texte tel qu’il est',
  'document.export.open.accepted': 'Dans le fichier, comme si toutes étaient acceptées',
  'document.export.marked': 'Avec ce qui reste ouvert',
  'document.menu.export.pdf-named': 'PDF avec propositions, commentaires et noms',
  'document.export.since': 'Depuis quelle version, jusqu’au texte actuel ?',
  'document.export.noVersions':
    'Ce texte n’a pas encore de version. Nommez-en une dans l’historique ; ce qui a changé depuis pourra être écrit ici.',
  'document.export.noNames':
    'Pas de noms dans les fichiers : ce groupe ne les admet pas. Un facilitateur peut les admettre ici.',
  'document.export.mayName':
    'Les fichiers peuvent contenir les noms des auteurs de propositions et de commentaires',
  'document.export.mayName.hint':
    'Pour tout le groupe. Un fichier part et ne revient pas : permettez-le à dessein.',
  'find.title': 'Rechercher et remplacer',
  'find.query': 'Rechercher',
  'find.with': 'Remplacer par',
  'find.count': '{count, plural, one {Un résultat} other {# résultats}}',
  'find.place': '{current, number} sur {count, number}',
  'find.none': 'Aucun résultat',
  'find.next': 'Résultat suivant',
  'find.previous': 'Résultat précédent',
  'find.close': 'Fermer la recherche',
  'find.replace': 'Remplacer',
  'find.replaceAll': 'Tout remplacer',
  'find.exact': 'À la lettre : hamza et voyelles comme écrites',
  'find.replaced':
    '{count, plural, =0 {Rien n’a été remplacé} one {Un endroit remplacé} other {# endroits remplacés}}',
  'document.shortcuts.title': 'Raccourcis clavier',
  'document.close': 'Fermer',
  'document.dismiss': 'Masquer',
}
