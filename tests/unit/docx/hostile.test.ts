import { describe, expect, it } from 'vitest'
import { writeZip } from '../../../sync-server/export/docx/write-zip.ts'
import { readImport } from '../../../sync-server/import/read-import.ts'
import { readAsTheServer } from '../import/as-the-server-reads.ts'
import { p, r, wordFile, wordParts, type WordFile } from './word-file.ts'

const reasonOf = (bytes: Uint8Array, filename = 'a.docx'): string => {
  const read = readImport({ filename, bytes })
  return read.ok ? 'read' : read.error.reason
}

const BODY = p(r('نصّ'))

/** The file with one part replaced. */
const withPart = (file: WordFile, name: string, text: string): Uint8Array =>
  writeZip([...wordParts(file).filter((part) => part.name !== name), { name, text }])

/** The bytes with the directory's lines and local headers of all parts changed by `change`. */
const patched = (
  bytes: Uint8Array,
  signature: number,
  change: (view: DataView, at: number) => void,
): Uint8Array => {
  const copy = new Uint8Array(bytes)
  const view = new DataView(copy.buffer)
  for (let at = 0; at + 4 < copy.length; at++) if (view.getUint32(at, true) === signature) change(view, at)
  return copy
}
const DIRECTORY = 0x02014b50

describe('a Word file that is none, or means harm', () => {
  const readThere = readAsTheServer()

  it('[DOC600] is refused before it is unpacked when its parts are too large, too many, overlap or bear one name', () => {
    const many = Array.from({ length: 2_100 }, (_, index) => ({ name: `word/x${index}.xml`, text: '' }))
    expect(reasonOf(wordFile({ body: BODY, more: many }))).toBe('too-complex')
    expect(reasonOf(wordFile({ body: BODY, more: [{ name: 'word/document.xml', text: '' }] }))).toBe(
      'damaged-docx',
    )
    const huge = patched(wordFile({ body: BODY }), DIRECTORY, (view, at) =>
      view.setUint32(at + 24, 0x7fffffff, true),
    )
    expect(reasonOf(huge)).toBe('too-complex')
    const shared = patched(wordFile({ body: p(r('س'.repeat(40_000))) }), DIRECTORY, (view, at) => {
      view.setUint32(at + 42, 0, true)
      view.setUint32(at + 20, Math.min(500, view.byteLength - 200), true)
    })
    expect(reasonOf(shared)).toBe('damaged-docx')
  })

  it('[DOC600] is refused while it is unpacked when a part is larger than it says', () => {
    const lying = patched(wordFile({ body: p(r('ا'.repeat(200_000))) }), DIRECTORY, (view, at) => {
      if (view.getUint32(at + 24, true) > 100_000) view.setUint32(at + 24, 1_000, true)
    })
    expect(reasonOf(lying)).toBe('too-complex')
    const large = wordFile({ body: `${BODY}<!--${' '.repeat(33 * 1024 * 1024)}-->` })
    expect(large.length).toBeLessThan(200_000)
    expect(reasonOf(large)).toBe('too-complex')
  })

  it('[DOC601] is refused with macros, controls, other archives, a password, a document type', () => {
    const more = (name: string, text = 'x') => wordFile({ body: BODY, more: [{ name, text }] })
    expect(reasonOf(more('word/vbaProject.bin'))).toBe('macros')
    expect(reasonOf(more('word/activeX/activeX1.xml'))).toBe('macros')
    expect(reasonOf(more('word/embeddings/Table.xlsx'))).toBe('nested-archive')
    expect(reasonOf(more('word/media/image1.png', 'PK\u0003\u0004 and more'))).toBe('nested-archive')
    const types =
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    expect(reasonOf(withPart({ body: BODY }, '[Content_Types].xml', types))).toBe('macros')
    const encrypted = patched(wordFile({ body: BODY }), DIRECTORY, (view, at) =>
      view.setUint16(at + 8, 1, true),
    )
    expect(reasonOf(encrypted)).toBe('protected')
    expect(reasonOf(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))).toBe('protected')
    expect(reasonOf(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]), 'a.doc')).toBe('old-word')
    expect(reasonOf(wordFile({ body: BODY }), 'a.docm')).toBe('macros')
    const entity =
      '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>'
    expect(reasonOf(withPart({ body: BODY }, 'word/document.xml', entity))).toBe('damaged-docx')
    const unknown = wordFile({ body: p(r('&nbsp;')) })
    expect(reasonOf(unknown)).toBe('damaged-docx')
  })

  it('[DOC601] is refused when it is nested too deeply, is no archive, or holds no text', () => {
    const deep = '<w:sdt><w:sdtContent>'.repeat(200) + BODY + '</w:sdtContent></w:sdt>'.repeat(200)
    expect(reasonOf(wordFile({ body: deep }))).toBe('too-complex')
    expect(reasonOf(new TextEncoder().encode('no archive at all, but long enough for one'))).toBe(
      'damaged-docx',
    )
    expect(reasonOf(writeZip([{ name: 'a.txt', text: 'x' }]))).toBe('damaged-docx')
    expect(reasonOf(wordFile({ body: p('') }))).toBe('empty')
    expect(reasonOf(wordFile({ body: p(r('س')).repeat(20_100) }))).toBe('too-many-blocks')
  })

  it('[DOC601] notes that refer to each other, styles that are based on each other and comments that answer each other end', () => {
    const note = (id: number, to: number): string =>
      `<w:footnote w:id="${id}">${p(r('حاشية') + `<w:r><w:footnoteReference w:id="${to}"/></w:r>`)}</w:footnote>`
    const comment = (id: number): string =>
      `<w:comment w:id="${id}" w:author="س"><w:p w14:paraId="A${id}"><w:r><w:t>ت</w:t></w:r></w:p></w:comment>`
    const ring = wordFile({
      body: p(`${r('متن')}<w:r><w:footnoteReference w:id="1"/></w:r>`, '<w:pStyle w:val="A"/>'),
      footnotes: note(1, 2) + note(2, 1),
      styles:
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style><w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>',
      comments: comment(1) + comment(2),
      commentsExtended:
        '<w15:commentEx w15:paraId="A1" w15:paraIdParent="A2"/><w15:commentEx w15:paraId="A2" w15:paraIdParent="A1"/>',
    })
    expect(reasonOf(ring)).toBe('read')
  })

  it(
    '[DIR301] with the largest paragraph that there may be it is read in the memory that the server gives it',
    { timeout: 120_000 },
    async () => {
      const bytes = wordFile({ body: p(r('كلمة').repeat(190_000)) })
      expect(await readThere('a.docx', bytes)).toMatchObject({ ok: true })
    },
  )
})
