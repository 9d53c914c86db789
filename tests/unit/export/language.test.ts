import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalText } from '#core/final/canonical-text.ts'
import { DEFAULT_BLOCK_ATTRS } from '#core/schema/block.ts'
import type { BlockContent } from '#core/schema/content.ts'
import { directionIn, DOCUMENT_LANGUAGES, type DocumentLanguage } from '#core/text/language.ts'
import { writeDocx } from '../../../sync-server/export/docx/write-docx.ts'
import { dayWords, fileWords, stageWords } from '../../../sync-server/export/file-words.ts'
import { writeExport } from '../../../sync-server/export/write-export.ts'
import { plain, readBack } from '../docx/support.ts'
import { partsOf } from '../docx/unzipped.ts'
import { anyBlocks } from './arbitraries.ts'

const block = (text: string, attrs: Partial<BlockContent['attrs']> = {}): BlockContent => ({
  attrs: { ...DEFAULT_BLOCK_ATTRS, ...attrs },
  formats: new Map(),
  runs: [{ text, formats: new Map() }],
})

const TEXT = [
  block('Closing message', { kind: 'heading', level: 1 }),
  block('We share the water.'),
  block('الماء حقّ مشترك', { dir: 'rtl' }),
  block('First', { kind: 'item', list: 'ordered' }),
]

const certificate = {
  sha256: 'ab'.repeat(32),
  finalAt: 0,
  version: 3,
  address: 'https://s.example/verify#c=x',
}

const wordIn = (language: DocumentLanguage) =>
  partsOf(writeDocx({ title: 'Message', blocks: TEXT, marked: null, language, certificate }))

describe('the files of a text in another language', () => {
  it('[DOC698] html and json say the language; of an Arabic text json says nothing, as before there were others', () => {
    const page = writeExport('html', { title: 'M', blocks: TEXT, language: 'ku' }).body
    expect(page).toContain('<html lang="ku" dir="ltr">')
    expect(page).toContain('[dir="rtl"] { font-family:')
    const json = (language: DocumentLanguage): string =>
      writeExport('json', { title: 'M', blocks: TEXT, language }).body
    expect(JSON.parse(json('fr'))).toMatchObject({ type: 'doc', language: 'fr' })
    expect(json('ar')).toBe(writeExport('json', { title: 'M', blocks: TEXT }).body)
    expect(json('ar')).not.toContain('language')
    for (const format of ['md', 'txt'] as const)
      expect(writeExport(format, { title: 'M', blocks: TEXT, language: 'fr' }).body).toBe(
        writeExport(format, { title: 'M', blocks: TEXT }).body,
      )
  })

  it('[DOC698] a Word file goes as its text does: bidi stands only where a paragraph is right to left', () => {
    const parts = wordIn('en')
    const text = parts.get('word/document.xml') ?? ''
    const paragraphs = text.split('</w:p>').slice(0, TEXT.length)
    expect(paragraphs.map((xml) => /<w:bidi[^>]*>/u.exec(xml)?.[0] ?? null)).toEqual([
      null,
      null,
      '<w:bidi w:val="true"/>',
      null,
    ])
    expect(/<w:sectPr>.*<\/w:sectPr>/u.exec(text)?.[0]).not.toContain('bidi')
    expect(wordIn('ar').get('word/document.xml')).toContain('<w:bidi/></w:sectPr>')
    expect(parts.get('docProps/core.xml')).toContain('<dc:language>en</dc:language>')
    const langOf = (language: DocumentLanguage): string =>
      /<w:lang [^>]*>/u.exec(wordIn(language).get('word/styles.xml') ?? '')?.[0] ?? ''
    expect(langOf('fr')).toContain('w:val="fr-FR"')
    expect(langOf('ku')).toContain('w:val="kmr-Latn-SY"')
    expect(langOf('ckb')).toContain('w:bidi="ku-Arab-IQ"')
    expect(langOf('ar')).toBe('<w:lang w:val="en-GB" w:eastAsia="en-US" w:bidi="ar-SY"/>')
  })

  it('[DOC698] what a file says beside the text is in its language, Kurdish texts beside Arabic and English words', () => {
    const said = (language: DocumentLanguage): string => wordIn(language).get('word/document.xml') ?? ''
    expect(said('en')).toContain('Certificate of the final text')
    expect(said('ku')).toContain('Certificate of the final text')
    expect(said('fr')).toContain('Certificat du texte final')
    for (const language of ['ar', 'ckb'] as const) expect(said(language)).toContain('شهادة النصّ النهائي')
    const day = (language: DocumentLanguage): string => dayWords(0, { language, digits: 'latn' })
    expect([day('en'), day('fr'), day('ckb')]).toEqual([
      '1 January 1970',
      '1 janvier 1970',
      '1 كانون الثاني 1970',
    ])
    for (const language of DOCUMENT_LANGUAGES) {
      const words = [...Object.values(fileWords(language)), stageWords('final', language)]
      expect(words.every((word) => word !== '')).toBe(true)
      if (directionIn(language) === 'ltr') expect(words.join(' ')).not.toMatch(/\p{Script=Arabic}/u)
    }
  })

  it('[DOC698] [DOC620] a Word file in any language gives it back, and the text as it was', () => {
    fc.assert(
      fc.property(anyBlocks, fc.constantFrom(...DOCUMENT_LANGUAGES), (blocks, language) => {
        const read = readBack(writeDocx({ title: 'ع', blocks, marked: null, language }))
        expect([read.language, plain(read.blocks)]).toEqual([language, plain(blocks)])
      }),
      { seed: 698, numRuns: 150 },
    )
  })

  it('[DOC561] the canonical text is the same in any language and direction: it is what is said', () => {
    const turned = TEXT.map((one) => ({ ...one, attrs: { ...one.attrs, dir: 'rtl' as const } }))
    expect(canonicalText(turned)).toBe(canonicalText(TEXT))
  })
})
