import type { outline as source } from '../ar/outline.ts'

export const outline: Readonly<Record<keyof typeof source, string>> = {
  'outline.title': 'Outline',
  'outline.none': 'No headings yet. Make a paragraph a heading and it appears here.',
  'outline.untitled': 'A heading without words',
  'outline.words': '{count, plural, one {# word} other {# words}}',
  'outline.paragraphs': '{count, plural, one {# paragraph} other {# paragraphs}}',
  'outline.minutes':
    '{count, plural, =0 {less than a minute} one {# minute to read} other {# minutes to read}}',
  'outline.selected': '{count, plural, one {# word selected} other {# words selected}}',
  'palette.title': 'Commands',
  'palette.query': 'Type a command or a heading of the text',
  'palette.none': 'No command of this name.',
  'palette.count': '{count, plural, one {# command} other {# commands}}',
}
