import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { DEFAULT_BLOCK_ATTRS, type BlockAttrs } from '#core/schema/block.ts'
import {
  NO_FORMATS,
  canonicalMarks,
  decodeAttrs,
  decodeDocument,
  decodeMark,
  encodeDocument,
  encodeMarker,
  formatKey,
  sameFormats,
  withFormat,
} from '#core/schema/content.ts'
import { isSafeHref } from '#core/schema/link.ts'
import { MARK_ORDER } from '#core/schema/mark-specs.ts'
import { portableTagOf } from '#core/schema/html-tag.ts'
import { itemMark, numberBlocks } from '#core/schema/numbering.ts'
import { SCHEMA_DESCRIPTION, SCHEMA_HASH, SCHEMA_VERSION, schemaVersionOf } from '#core/schema/schema-hash.ts'
import { schema } from '#core/schema/schema.ts'

const attrs = (some: Partial<BlockAttrs>): BlockAttrs => ({ ...DEFAULT_BLOCK_ATTRS, ...some })
const suggestion = (kind: 'insertion' | 'deletion' | 'formatChange', id: string, at = 1) =>
  schema.mark(kind, { id, by: id.slice(0, 1), at })

describe('the schema', () => {
  it('[SCH1] is flat: a document holds blocks, a block holds text, and only suggestions stand on blocks', () => {
    expect(Object.keys(schema.nodes)).toEqual(['doc', 'block', 'text'])
    expect(Object.keys(schema.marks)).toEqual([...MARK_ORDER])
    const block = schema.node('block', { bid: 'a' }, [schema.text('نص\nثانٍ')])
    expect(() =>
      schema.node('doc', null, [block.mark([suggestion('deletion', 'm-s-1')])]).check(),
    ).not.toThrow()
    expect(() => schema.node('doc', null, [block.mark([schema.mark('bold')])]).check()).toThrow(
      'Invalid content',
    )
    expect(() => schema.node('doc', null, []).check()).toThrow('Invalid content')
  })

  it('[SCH3] several suggestions of one kind live on one character, one emphasis does not repeat', () => {
    const one = suggestion('insertion', 'a-1')
    const two = suggestion('insertion', 'b-1')
    expect(two.addToSet(one.addToSet([]))).toHaveLength(2)
    const links = schema
      .mark('link', { href: 'https://b.example' })
      .addToSet(schema.mark('link', { href: 'https://a.example' }).addToSet([]))
    expect(links).toHaveLength(1)
  })

  it('[SCH6] its hash changes with the description: bump SCHEMA_VERSION and paste the new hash', () => {
    const digest = createHash('sha256').update(SCHEMA_DESCRIPTION).digest('hex').slice(0, 12)
    expect(SCHEMA_HASH).toBe(`${SCHEMA_VERSION}-${digest}`)
    expect(schemaVersionOf(SCHEMA_HASH)).toBe(SCHEMA_VERSION)
    expect(['', '1', '0-000000000000', '1-xyz', 'a-000000000000'].map(schemaVersionOf)).toEqual(
      Array.from({ length: 5 }, () => null),
    )
  })
})

describe('marks in the shared text', () => {
  it('[SCH3] come in one order whatever the order they were made in', () => {
    const marks = [suggestion('insertion', 'b-1'), suggestion('insertion', 'a-1'), schema.mark('bold')]
    expect(canonicalMarks(marks).map(formatKey)).toEqual(['insertion--a-1', 'insertion--b-1', 'bold'])
    const sorted = canonicalMarks(marks)
    expect(canonicalMarks(sorted)).toBe(sorted)
  })

  it('[SCH3] keys and values that are not admitted decode to no mark', () => {
    const bad: [string, unknown][] = [
      ['bold', 'yes'],
      ['colour', 'red'],
      ['link', { href: 'javascript:alert(1)' }],
      ['link', true],
      ['insertion', { by: 'a', at: 1 }],
      ['insertion--a', { by: 1, at: 1 }],
      ['insertion--a', true],
      ['deletion--', { by: 'a', at: 1 }],
    ]
    for (const [key, value] of bad) expect(decodeMark(schema, key, value)).toBeNull()
  })

  it('[SCH3] a document comes back from plain blocks as it was', () => {
    const doc = schema.node('doc', null, [
      schema.node(
        'block',
        attrs({ bid: 'a', kind: 'heading', level: 2 }),
        [
          schema.text('عنوان '),
          schema.text('غليظ', [
            suggestion('deletion', 'm-1'),
            schema.mark('link', { href: 'https://example.org' }),
            schema.mark('bold'),
          ]),
        ],
        [schema.mark('deletion', { id: 'm-2', by: 'm', at: 5, whole: true })],
      ),
      schema.node('block', attrs({ bid: 'b', kind: 'item', list: 'ordered', indent: 2 })),
    ])
    doc.check()
    expect(decodeDocument(schema, encodeDocument(doc)).toJSON()).toEqual(doc.toJSON())
    expect(decodeDocument(schema, []).childCount).toBe(1)
  })

  it('[SCH3] formats compare by value and stay the same object when nothing changes', () => {
    const one = withFormat(NO_FORMATS, 'link', { href: 'https://a.example' })
    expect(withFormat(one, 'link', { href: 'https://a.example' })).toBe(one)
    expect(sameFormats(one, withFormat(NO_FORMATS, 'link', { href: 'https://a.example' }))).toBe(true)
    expect(sameFormats(one, withFormat(NO_FORMATS, 'link', { href: 'https://b.example' }))).toBe(false)
    expect(withFormat(one, 'link', null)).toBe(NO_FORMATS)
    expect(withFormat(one, 'bold', null)).toBe(one)
  })
})

describe('attributes of a block', () => {
  it('[SCH2] a marker holds only what differs from the default, and wrong values count as the default', () => {
    expect([...encodeMarker(attrs({ bid: 'x', kind: 'quote', indent: 0 }), NO_FORMATS)]).toEqual([
      ['bid', 'x'],
      ['kind', 'quote'],
    ])
    const entries = new Map<string, unknown>([
      ['bid', 'x'],
      ['kind', 'table'],
      ['level', 9],
      ['indent', 6],
      ['dir', 'auto'],
      ['list', 'ordered'],
    ])
    expect(decodeAttrs(entries)).toEqual(attrs({ bid: 'x', list: 'ordered' }))
  })
})

describe('numbering of ordered items', () => {
  const item = (indent = 0, some: Partial<BlockAttrs> = {}) =>
    attrs({ kind: 'item', list: 'ordered', indent, ...some })
  const paragraph = attrs({})

  it('[SCH4] numbers on within a run of one indent and starts again after any other block', () => {
    expect(numberBlocks([item(), item(), paragraph, item()])).toEqual([1, 2, null, 1])
    expect(numberBlocks([item(), item(0, { list: 'bullet' }), item()])).toEqual([1, null, 1])
    expect(numberBlocks([])).toEqual([])
  })

  it('[SCH4] deeper items belong to the item above them', () => {
    expect(numberBlocks([item(), item(1), item(1), item(), item(1)])).toEqual([1, 1, 2, 2, 1])
    expect(numberBlocks([item(1), item(), item(1)])).toEqual([1, 1, 1])
    expect(numberBlocks([item(), item(1, { list: 'bullet' }), item()])).toEqual([1, null, 2])
  })

  it('[SCH4] an item that continues takes up the last number of its indent across other blocks', () => {
    const on = item(0, { numbering: 'continue' })
    expect(numberBlocks([item(), item(), paragraph, on, item()])).toEqual([1, 2, null, 3, 4])
    expect(numberBlocks([on])).toEqual([1])
  })

  it('[SCH4] a plain text bears the number or a bullet', () => {
    expect([itemMark(12), itemMark(null)]).toEqual(['12.', '•'])
  })
})

describe('the element of a block outside the program', () => {
  it('[SCH24] is what other programs read: headings from h1 on, quotes, items, paragraphs', () => {
    const tags = [
      attrs({ kind: 'heading' }),
      attrs({ kind: 'heading', level: 3 }),
      attrs({ kind: 'quote', level: 2 }),
      attrs({ kind: 'item' }),
      attrs({}),
    ].map(portableTagOf)
    expect(tags).toEqual(['h1', 'h3', 'blockquote', 'li', 'p'])
  })
})

describe('links', () => {
  it('[SCH5] only http, https and mailto are links', () => {
    for (const href of ['https://example.org/a?b#c', 'HTTP://example.org', 'mailto:a@example.org'])
      expect(isSafeHref(href)).toBe(true)
    for (const href of [
      'javascript:alert(1)',
      ' https://example.org',
      'java\nscript:alert(1)',
      'data:text/html,x',
      '//example.org',
      '/a',
      'https://',
      'https://exa\u202emple.org',
      `https://example.org/${'a'.repeat(2000)}`,
      42,
    ])
      expect(isSafeHref(href)).toBe(false)
  })
})
