import type { inbox as arabic } from '../ar/inbox.ts'

export const inbox: Readonly<Record<keyof typeof arabic, string>> = {
  'inbox.none': 'No notices. Mentions of you and decisions on your suggestions come here.',
  'inbox.loading': 'Reading the notices…',
  'inbox.readAll': 'Mark all as read',
  'inbox.older': 'Older',
  'inbox.unread': 'Unread:',
  'inbox.settings': 'Notice settings',
  'inbox.line': '{name}: {words}',
  'inbox.mention': 'Mentioned you in a comment',
  'inbox.reply': 'Replied in a discussion that you take part in',
  'inbox.accepted': 'Accepted {count, plural, one {your suggestion} other {# of your suggestions}}',
  'inbox.rejected': 'Rejected {count, plural, one {your suggestion} other {# of your suggestions}}',
  'inbox.decidedBoth':
    'Decided on your suggestions: {accepted, number} accepted, {rejected, number} rejected',
  'inbox.reopened': 'Reopened {count, plural, one {your suggestion} other {# of your suggestions}}',
  'inbox.stage': 'The stage is now: {stage}',
  'inbox.locked':
    'Locked a section with {count, plural, one {your suggestion} other {# of your suggestions}} in it',
  'inbox.formerMember': 'A former member',
  'inbox.group': 'Group',
  'inbox.mail': 'E-mail',
  'inbox.mail.none': 'Whoever runs this server has set up no mail, so notices stay here.',
  'inbox.mail.address': 'Your e-mail address',
  'inbox.mail.addressHint': 'Nobody else sees it, and it is used for nothing else.',
  'inbox.mail.every': 'At most once',
  'inbox.mail.hour': 'an hour',
  'inbox.mail.day': 'a day',
  'inbox.mail.give': 'Send the confirmation link',
  'inbox.mail.save': 'Save',
  'inbox.mail.again': 'Send the link again',
  'inbox.mail.remove': 'Stop mail and erase the address',
  'inbox.mail.off': 'No mail is sent to you.',
  'inbox.mail.unconfirmed':
    'A link has been sent to this address. Open it and confirm; nothing else is sent before that.',
  'inbox.mail.confirmed':
    'The address is confirmed. A message comes when there is something you have not read.',
  'inbox.mail.refused':
    'The mail server refused this address, so nothing is sent there. Correct it, or give it again.',
  'inbox.mail.bare': 'The message says how many notices you have: no text, no title, no name.',
  'inbox.mail.quoting': 'The group lets messages hold titles of texts, names and a short quote.',
  'inbox.mail.mayQuote': 'Mail of this group may hold titles, names and short quotes',
  'inbox.mail.mayQuoteHint':
    'These leave the server for the mail servers. Leave it off while anybody is at risk.',
  'inbox.mail.saved': 'The settings are saved.',
  'inbox.mail.removed': 'The address is erased; no mail is sent to you.',
  'inbox.browser': 'This device',
  'inbox.browser.toggle': 'Notify me through the browser while the page is hidden',
  'inbox.browser.hint': 'It says how many notices you have, and nothing of the texts.',
  'inbox.browser.denied': 'The browser blocks notifications from this site. Its own settings change that.',
  'inbox.browser.unsupported':
    'This browser has no notifications, or allows none without an encrypted connection.',
}
