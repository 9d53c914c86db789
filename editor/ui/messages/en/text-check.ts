import type { textCheck as source } from '../ar/text-check.ts'

export const textCheck: Readonly<Record<keyof typeof source, string>> = {
  'textCheck.title': 'Text check',
  'textCheck.count': '{count, plural, =0 {No remarks} one {# remark} other {# remarks}}',
  'textCheck.reading': 'Reading the text…',
  'textCheck.none': 'The check does not find every mistake: it proposes only what it knows well.',
  'textCheck.place': '{current, number} of {count, number}',
  'textCheck.kind.spelling': 'Hamza, ya and ta marbuta',
  'textCheck.kind.punctuation': 'Punctuation',
  'textCheck.kind.quotes': 'Quotation marks',
  'textCheck.kind.blanks': 'Spaces',
  'textCheck.kind.dashes': 'Ranges of numbers and years',
  'textCheck.kind.tatweel': 'Tatweel',
  'textCheck.kind.invisible': 'Invisible characters',
  'textCheck.likely': 'Needs a look',
  'textCheck.locked': 'In a locked section',
  'textCheck.accept': 'Apply',
  'textCheck.ignore': 'Ignore',
  'textCheck.ignoreWord': 'Always ignore “{word}”',
  'textCheck.gone': 'This place has changed; nothing was applied.',
  'textCheck.more': 'More',
  'textCheck.all': 'Apply all',
  'textCheck.allOf': 'Apply all of “{kind}”',
  'textCheck.sure':
    '{count, plural, =0 {Nothing to apply.} one {# place in the text changes.} other {# places in the text change.}}',
  'textCheck.sureLikely':
    '{count, plural, =0 {} one {# of them needs a look.} other {# of them need a look.}}',
  'textCheck.yes': 'Apply',
  'textCheck.no': 'Not now',
  'textCheck.done': '{count, plural, =0 {Nothing changed} one {# remark applied} other {# remarks applied}}',
  'textCheck.ignored':
    '{count, plural, =0 {} one {Show # ignored remark again} other {Show # ignored remarks again}}',
  'textCheck.digits': 'Digits of the whole text',
  'textCheck.digits.arabic-indic': 'To ٠١٢٣',
  'textCheck.digits.western': 'To 0123',
  'textCheck.digits.command.arabic-indic': 'Convert the digits of the text to ٠١٢٣',
  'textCheck.digits.command.western': 'Convert the digits of the text to 0123',
  'textCheck.digits.sure':
    '{count, plural, =0 {No number changes.} one {# number changes.} other {# numbers change.}}',
  'textCheck.digits.done':
    '{count, plural, =0 {No number changed} one {# number converted} other {# numbers converted}}',
  'textCheck.spelling': 'The browser’s spell check',
}
