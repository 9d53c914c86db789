import type { standing as source } from '../ar/standing.ts'

export const standing: Readonly<Record<keyof typeof source, string>> = {
  'stages.choose': 'The stages',
  'stages.current': 'Current stage',
  'stages.means.drafting':
    'Editors write the text and decide on suggestions, suggesters suggest, commenters comment.',
  'stages.means.suggesting':
    'Editors and suggesters suggest and comment; the facilitator alone writes and decides.',
  'stages.means.commenting':
    'Nobody writes or suggests. Everybody comments, may withdraw their own suggestions, and the facilitator decides on those that are left.',
  'stages.means.final': 'The text is final: nothing in it changes, and everybody reads it.',
  'stages.setFirst': 'It has been the stage of this text since it was created.',
  'stages.onlyFacilitators': 'Only a facilitator moves the text from one stage to another.',
  'stages.reason': 'Reason (optional)',
  'stages.reason.hint': 'Everybody who opens the text sees it, and it stays in its record.',
  'stages.move': 'Move it to “{stage}”',
  'stages.moved': 'The text is now in the stage “{stage}”.',
  'stages.fine': 'OK',
  'stages.offline':
    'There is no connection to the server: the stage and the locks can be changed when it is back.',
  'locks.kind': 'Why lock it?',
  'locks.title': 'Lock a section',
  'locks.lead': 'Nobody writes, suggests or decides in what is locked; comments on it stay open.',
  'locks.overlaps': 'Part of it is locked already; that lock stays as it is.',
  'locks.do': 'Lock',
  'locks.done': '{count, plural, one {One paragraph is locked.} other {# paragraphs are locked.}}',
  'locks.unlock.title': 'Unlock',
  'locks.unlock.lead': 'These paragraphs go back to what the stage of the text allows.',
  'locks.undone': 'Unlocked.',
  'locks.gone': 'This lock was lifted meanwhile.',
  'locks.sign': 'Lock, {kind}: {blocks}. Details',
  'locks.list': 'Locked sections',
  'locks.list.count': '{count, plural, =0 {No locks} one {One lock} other {# locks}}',
  'locks.list.none': 'Nothing is locked in this text.',
  'locks.list.how':
    'Put the caret in a paragraph or select some, then press “Lock the section” in the toolbar or {shortcut}.',
  'locks.goTo': 'Go to it',
  'locks.goToOne': 'Go to the lock: {blocks}',
  'locks.unlockOne': 'Unlock: {blocks}',
  'locks.foundLeft':
    '{count, plural, one {One place is locked and stays as it is.} other {# places are locked and stay as they are.}}',
  'locks.under': 'Its paragraph is locked ({kind}): it is not decided or withdrawn until that is unlocked.',
  'late.mine.title': 'Work of yours that is not in the text',
  'late.mine.lead':
    'Writing of yours that arrived after your permission, the stage or the locks had changed. It did not go into the text and was kept here; a facilitator can bring it back.',
  'late.mine.none': 'Nothing here: everything you wrote is in the text.',
  'late.waits': 'The stage takes no suggestions now; this is kept here until it does.',
  'late.noneWaits': 'Nothing waits here now.',
  'late.gone': 'What was dismissed',
  'late.goneOf': 'Work of {name}:',
  'late.goneBy': 'Dismissed by {name}, {when}. Reason: {reason}',
}
