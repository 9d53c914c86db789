import type { panels as source } from '../ar/panels.ts'

export const panels: Readonly<Record<keyof typeof source, string>> = {
  'document.setAside.title': 'Words of yours that are not in the text',
  'document.setAside.titleReturned': 'Your writing came back as suggestions',
  'document.setAside.refused':
    'Your permission or the stage did not allow this change when it arrived, so it stayed here. Copy it, then discard it.',
  'document.setAside.epoch':
    'The history of the text was replaced on the server; what was not sent stayed here. Copy it, then discard it.',
  'document.setAside.gone':
    'The text was closed to you before these words were sent; they stayed here. Copy them, then discard them.',
  'document.setAside.returned':
    '{count, plural, one {What you wrote was not accepted as a direct change when it arrived. It is in the text as a suggestion of yours.} other {What you wrote was not accepted as a direct change when it arrived. It is in the text as # suggestions of yours.}}',
  'document.setAside.returnedNone':
    'What you wrote was not accepted when it arrived, and no place was found for it.',
  'document.setAside.unplaced': 'No place was found for this:',
  'document.setAside.unplaced.locked': 'its section is locked',
  'document.setAside.unplaced.gone': 'the text around it was deleted',
  'document.setAside.unplaced.refused': 'it was refused as a suggestion, too',
  'document.setAside.unplaced.before': 'what could return has returned already; these are all its words',
  'document.setAside.deleted': 'Deletion of “{words}”',
  'document.setAside.insert': 'Insert at the caret',
  'document.setAside.fine': 'OK',
  'document.setAside.copy': 'Copy',
  'document.setAside.copied': 'Copied',
  'document.setAside.letGo': 'Discard',
  'document.setAside.noWords': 'A change without words: a deletion or formatting.',
  'document.menu.export': 'Download',
  'document.menu.export.docx': 'Word file',
  'document.menu.export.docx-marked': 'Word with suggestions and comments, without names',
  'document.menu.export.docx-named': 'Word with suggestions, comments and names',
  'document.menu.export.pdf': 'PDF',
  'document.menu.export.pdf-large': 'PDF in large print',
  'document.menu.export.pdf-marked': 'PDF with suggestions and comments, without names',
  'document.menu.export.html': 'HTML page',
  'document.menu.export.md': 'Markdown',
  'document.menu.export.txt': 'Plain text',
  'document.menu.export.json': 'JSON',
  'document.export.title': 'Download the text',
  'document.export.clean': 'The clean text, without suggestions and comments',
  'document.export.marked': 'With what is still open',
  'document.menu.export.pdf-named': 'PDF with suggestions, comments and names',
  'document.export.since': 'Since which version, up to the text as it stands?',
  'document.export.noVersions':
    'This text has no version yet. Name one in the history, then what changed since can be written here.',
  'document.export.noNames':
    'No names in files: this group does not allow them. A facilitator can allow them here.',
  'document.export.mayName': 'Files may hold the names of those who suggest and comment',
  'document.export.mayName.hint':
    'For everybody in the group. A file leaves and does not come back: allow it on purpose.',
  'find.title': 'Find and replace',
  'find.query': 'Find',
  'find.with': 'Replace with',
  'find.count': '{count, plural, one {One result} other {# results}}',
  'find.place': '{current, number} of {count, number}',
  'find.none': 'No results',
  'find.next': 'Next result',
  'find.previous': 'Previous result',
  'find.close': 'Close find',
  'find.replace': 'Replace',
  'find.replaceAll': 'Replace all',
  'find.exact': 'Exactly: hamza and vowel marks as typed',
  'find.replaced':
    '{count, plural, =0 {Nothing replaced} one {One place replaced} other {# places replaced}}',
  'document.shortcuts.title': 'Keyboard shortcuts',
  'document.close': 'Close',
  'document.dismiss': 'Dismiss',
}
