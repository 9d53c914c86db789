import fc from 'fast-check'
import { DEFAULT_BLOCK_ATTRS } from '#core/schema/block.ts'
import type { BlockContent, RawFormats, Run } from '#core/schema/content.ts'
import { cleanText } from '#core/text/clean.ts'

const words = fc.constantFrom(
  'الماء',
  'حقٌّ',
  'مشترك',
  'WMG',
  '2024',
  '٣',
  '1.',
  '-',
  '#',
  '*نجمة*',
  '<b>',
  '&amp;',
  '[رابط](x)',
  '`رمز`',
  '|',
  '\\',
  '{++',
  '«قول»',
  '~~~',
  '=',
  '"',
  '__',
)

const freeText = fc.string({ unit: 'grapheme', maxLength: 8 })

/** Text that our schema admits: NFC, without controls. */
const text = (separator: string): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof({ weight: 3, arbitrary: words }, { weight: 1, arbitrary: freeText }), {
      minLength: 1,
      maxLength: 5,
    })
    .map((parts) => cleanText(parts.join(separator)))
    .filter((value) => value !== '')

const formats: fc.Arbitrary<RawFormats> = fc
  .record({
    bold: fc.boolean(),
    italic: fc.boolean(),
    underline: fc.boolean(),
    href: fc.constantFrom(
      null,
      null,
      null,
      'https://example.org/a?b=1&amp;c=%20"x"',
      'mailto:a@example.org',
      'http://مثال.example/<a>',
    ),
  })
  .map(({ bold, italic, underline, href }) => {
    const entries: [string, unknown][] = []
    if (bold) entries.push(['bold', true])
    if (italic) entries.push(['italic', true])
    if (underline) entries.push(['underline', true])
    if (href !== null) entries.push(['link', { href }])
    return new Map(entries)
  })

const keyOf = (value: RawFormats): string => JSON.stringify([...value].sort(([a], [b]) => (a < b ? -1 : 1)))

/** Runs as the schema has them: none empty, neighbours of different formats, NFC also across their borders. */
const runs: fc.Arbitrary<readonly Run[]> = fc
  .array(fc.record({ text: text(' '), formats }), { maxLength: 4 })
  .map((list) =>
    list.filter((run, index) => {
      const before = list[index - 1]
      return before === undefined || keyOf(before.formats) !== keyOf(run.formats)
    }),
  )
  .map((list) =>
    list.filter((run, index) => {
      const before = list[index - 1]
      return before === undefined || keyOf(before.formats) !== keyOf(run.formats)
    }),
  )

const withBreaks = runs.map((list) =>
  list.map((run, index) => (index % 2 === 1 ? { ...run, text: `${run.text}\nسطر` } : run)),
)

const attrs = fc.record({
  bid: fc.constant(null),
  kind: fc.constantFrom('paragraph' as const, 'heading' as const, 'item' as const, 'quote' as const),
  level: fc.constantFrom(1 as const, 2 as const, 3 as const, null),
  list: fc.constantFrom('ordered' as const, 'bullet' as const, null),
  numbering: fc.constantFrom('continue' as const, null, null),
  indent: fc.integer({ min: 0, max: 5 }),
  dir: fc.constantFrom('rtl' as const, 'ltr' as const, null),
  align: fc.constantFrom('start' as const, 'center' as const, 'end' as const, 'justify' as const, null),
})

/** Any document of the schema without suggestions; block ids are unique. */
export const anyBlocks: fc.Arbitrary<BlockContent[]> = fc
  .array(fc.record({ attrs, runs: fc.oneof(runs, withBreaks) }), { minLength: 1, maxLength: 8 })
  .map((blocks) =>
    blocks.map((block, index) => ({
      attrs: { ...block.attrs, bid: index % 3 === 0 ? null : `b-${index}` },
      formats: new Map<string, unknown>(),
      runs: block.runs,
    })),
  )

/** Documents of which Markdown can carry everything: no ids, directions, alignments, odd indents or outer blanks. */
export const markdownBlocks: fc.Arbitrary<BlockContent[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom('paragraph' as const, 'heading' as const, 'item' as const, 'quote' as const),
      level: fc.constantFrom(1 as const, 2 as const, 3 as const),
      list: fc.constantFrom('ordered' as const, 'bullet' as const),
      runs: withBreaks.filter((list) => list.length > 0),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((blocks) =>
    blocks.map(({ kind, level, list, runs: content }) => ({
      attrs: {
        ...DEFAULT_BLOCK_ATTRS,
        kind,
        level: kind === 'heading' ? level : null,
        list: kind === 'item' ? list : null,
      },
      formats: new Map<string, unknown>(),
      runs: content,
    })),
  )
