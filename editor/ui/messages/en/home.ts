import type { home as arabic } from '../ar/home.ts'

export const home: Readonly<Record<keyof typeof arabic, string>> = {
  'home.alone': 'Nobody else is in this group yet.',
  'home.alone.invite': 'Invite others to write with you',
  'home.here': 'Here now:',
  'home.here.and': ', ',
  'home.pinned': 'Pinned to the top of the list',
  'home.document.pin': 'Pin to the top of the list',
  'home.document.unpin': 'Unpin',
  'home.duplicate.name': '{title} (copy)',
  'home.duplicate.lead':
    'A new text with the same words as they stand, without suggestions, discussions or history.',
  'home.duplicate.create': 'Create copy',
  'home.find': 'Search titles',
  'home.stage': 'Stage',
  'home.stage.all': 'All stages',
  'home.order': 'Order',
  'home.order.changed': 'Last changed',
  'home.order.title': 'Title',
  'home.order.begun': 'Last created',
  'home.found':
    '{count, plural, =0 {No text matches your search. Try another word or another stage.} one {# text matches your search} other {# texts match your search}}',
  'home.trash.rule': 'Each text stays here until a facilitator deletes it for good.',
  'home.trash.empty': 'Empty the trash',
  'home.trash.empty.title':
    '{count, plural, =0 {Empty the trash?} one {Delete # text for good?} other {Delete # texts for good?}}',
  'home.trash.empty.lead':
    'The texts and their whole history are erased from the server and cannot be brought back.',
  'since.changes': '{count, plural, =0 {No changes} one {# change} other {# changes}}',
  'since.comments': '{count, plural, =0 {No comments} one {# comment} other {# comments}}',
  'since.unread.mentions': 'You are mentioned here',
}
