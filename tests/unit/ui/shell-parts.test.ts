import { describe, expect, it } from 'vitest'
import type { ApiTextBlock } from '#core/protocol/api.ts'
import { initialOf, memberColour } from '../../../editor/ui/controls/avatar.tsx'
import { fileTitle, unfitFile, warningText } from '../../../editor/ui/import/import-file.ts'
import { arabic } from '../../../editor/ui/messages/arabic.ts'
import { createTranslator } from '../../../editor/ui/messages/translator.ts'
import { groupItems } from '../../../editor/ui/read/clean-text.tsx'
import { readCount } from '../../../editor/ui/share/invitation-form.tsx'

const block = (bid: string, kind: ApiTextBlock['kind']): ApiTextBlock => ({
  bid,
  kind,
  level: null,
  list: null,
  number: null,
  indent: 0,
  dir: null,
  align: null,
  runs: [],
})

describe('a file to import', () => {
  it('is turned away with a plain reason when it cannot be one', () => {
    expect(unfitFile({ name: 'a.exe', size: 5 })).toBe('import.unsupported')
    expect(unfitFile({ name: 'بلا نهاية', size: 5 })).toBe('import.unsupported')
    expect(unfitFile({ name: 'a.txt', size: 0 })).toBe('import.empty')
    expect(unfitFile({ name: 'a.txt', size: 17 * 1024 * 1024 })).toBe('import.too-large')
    expect(unfitFile({ name: 'الرسالة.TXT', size: 5 })).toBeNull()
    expect(unfitFile({ name: 'الرسالة.docx', size: 5 })).toBeNull()
  })

  it('gives its name as title, and warnings are told in the six forms or as they came', () => {
    expect(fileTitle('الرسالة الختامية.md')).toBe('الرسالة الختامية')
    expect(fileTitle('.txt')).toBe('.txt')
    const ar = createTranslator('ar', 'latn', arabic)
    expect(warningText(ar, { code: 'lines-joined', count: 12 })).toBe('وُصل 12 سطرًا مكسورًا بفقراتها')
    expect(warningText(ar, { code: 'new-one', detail: 'شيء', count: 2 })).toBe('شيء (مرّتان)')
    expect(warningText(ar, { code: 'new-one' })).toBe('new-one')
    expect(warningText(ar, { code: 'author', detail: 'غريب', count: 2 })).toBe(
      'لا عضو هنا باسم «غريب»: نُسب إليك اقتراحان أو تعليقان له',
    )
  })
})

describe('small parts', () => {
  it('an initial passes over the article, and every colour index has a colour', () => {
    expect(initialOf('الميسّرة')).toBe('م')
    expect(initialOf('أم خالد')).toBe('أ')
    expect(initialOf('jean')).toBe('J')
    expect(initialOf('«»')).toBe('؟')
    expect(memberColour(13)).toBe('var(--member-1)')
    expect(memberColour(-1)).toBe('var(--member-11)')
  })

  it('a count is read in Western and Arabic digits', () => {
    expect(readCount('12')).toBe(12)
    expect(readCount(' ١٢ ')).toBe(12)
    expect(readCount('1.5')).toBeNull()
    expect(readCount('كثير')).toBeNull()
  })

  it('neighbouring items make one list', () => {
    const parts = groupItems([
      block('1', 'item'),
      block('2', 'item'),
      block('3', 'quote'),
      block('4', 'item'),
    ])
    expect(parts.map((part) => (Array.isArray(part) ? part.map((one) => one.bid) : part.bid))).toEqual([
      ['1', '2'],
      '3',
      ['4'],
    ])
  })
})
