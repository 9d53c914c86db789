import { describe, expect, it } from 'vitest'
import { numberBlocks } from '#core/schema/numbering.ts'
import type { BlockContent } from '#core/schema/content.ts'
import { writeZip } from '../../../sync-server/export/docx/write-zip.ts'
import { acceptedOf, originalOf, readBack, textsOf } from './support.ts'
import { by, del, ins, listed, p, r, wordFile, wordParts, type WordFile } from './word-file.ts'

/** What Word itself writes and other programs do not: each with what Word shows for it. */

const read = (file: WordFile) => readBack(wordFile(file))
const codes = (file: WordFile): string[] =>
  read(file).warnings.map(({ code, detail }) => (detail === undefined ? code : `${code} ${detail}`))
const styled = (id: string, name: string, more = ''): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${more}</w:style>`
const suggestionsIn = (blocks: readonly BlockContent[]): string[] => [
  ...new Set(
    blocks
      .flatMap(({ formats, runs }) => [formats, ...runs.map((run) => run.formats)])
      .flatMap((formats) => [...formats.keys()].flatMap((key) => key.split('--')[1] ?? [])),
  ),
]

describe('what is moved in Word', () => {
  const start = (side: 'moveFrom' | 'moveTo', id: number, name: string): string =>
    `<w:${side}RangeStart ${by('سلمى', '2025-03-01T10:00:00Z', id)} w:name="${name}"/>`
  const end = (side: 'moveFrom' | 'moveTo', id: number): string => `<w:${side}RangeEnd w:id="${id}"/>`
  const mark = (side: 'moveFrom' | 'moveTo'): string => `<w:rPr><w:${side} ${by('سلمى')}/></w:rPr>`
  const moved = (side: 'moveFrom' | 'moveTo', text: string): string =>
    `<w:${side} ${by('سلمى')}>${r(text)}</w:${side}>`

  it.each(['behind the paragraph', 'within it'])(
    '[DOC611] is one suggestion when it is a whole paragraph whose range ends %s: mark and words, there and here',
    (place) => {
      const whole = (side: 'moveFrom' | 'moveTo', id: number): string =>
        place === 'within it'
          ? p(start(side, id, 'm') + moved(side, 'تُنقل') + end(side, id), mark(side))
          : p(start(side, id, 'm') + moved(side, 'تُنقل'), mark(side)) + end(side, id)
      const { blocks } = read({
        body: p(r('أولى')) + whole('moveFrom', 1) + p(r('ثانية')) + whole('moveTo', 3) + p(r('ثالثة')),
      })
      expect(textsOf(originalOf(blocks))).toEqual(['أولى', 'تُنقل', 'ثانية', 'ثالثة'])
      expect(textsOf(acceptedOf(blocks))).toEqual(['أولى', 'ثانية', 'تُنقل', 'ثالثة'])
      expect(suggestionsIn(blocks)).toHaveLength(1)
    },
  )

  it('[DOC611] is one where the range begins inside the change, as LibreOffice writes it', () => {
    const side = (name: 'moveFrom' | 'moveTo', id: number): string =>
      p(
        `<w:${name} ${by('سلمى')}>${start(name, id, 'm')}${r('تُ')}</w:${name}>${moved(name, 'نقل')}${end(name, id)}`,
        mark(name),
      )
    const { blocks } = read({
      body: p(r('أولى')) + side('moveFrom', 1) + p(r('ثانية')) + side('moveTo', 3) + p(r('ثالثة')),
    })
    expect(textsOf(acceptedOf(blocks))).toEqual(['أولى', 'ثانية', 'تُنقل', 'ثالثة'])
    expect(suggestionsIn(blocks)).toHaveLength(1)
  })

  it('[DOC611] several paragraphs over a range between paragraphs are one; two moves of one minute are two', () => {
    const { blocks } = read({
      body:
        start('moveFrom', 1, 'a') +
        p(moved('moveFrom', 'واحد'), mark('moveFrom')) +
        p(moved('moveFrom', 'اثنان'), mark('moveFrom')) +
        end('moveFrom', 1) +
        p(r('باقية')) +
        p(start('moveFrom', 2, 'b') + moved('moveFrom', 'كلمة') + end('moveFrom', 2) + r(' تبقى')) +
        start('moveTo', 3, 'a') +
        p(moved('moveTo', 'واحد'), mark('moveTo')) +
        p(moved('moveTo', 'اثنان'), mark('moveTo')) +
        end('moveTo', 3) +
        p(r('آخر ') + start('moveTo', 4, 'b') + moved('moveTo', 'كلمة') + end('moveTo', 4)),
    })
    expect(textsOf(originalOf(blocks))).toEqual(['واحد', 'اثنان', 'باقية', 'كلمة تبقى', 'آخر '])
    expect(textsOf(acceptedOf(blocks))).toEqual(['باقية', ' تبقى', 'واحد', 'اثنان', 'آخر كلمة'])
    expect(suggestionsIn(blocks)).toHaveLength(2)
  })

  it('[DOC610] a mark that one added and another took away again is proposed by both', () => {
    const { blocks } = read({
      body:
        p(r('قبل '), `<w:rPr><w:ins ${by('سلمى')}/><w:del ${by('Karim', '2025-04-01T00:00:00Z')}/></w:rPr>`) +
        p(r('بعد')),
    })
    expect(textsOf(originalOf(blocks))).toEqual(['قبل بعد'])
    expect(textsOf(acceptedOf(blocks))).toEqual(['قبل بعد'])
    expect(suggestionsIn(blocks)).toHaveLength(2)
  })

  it('[DOC610] tracked words within links, controls and cells are tracked there', () => {
    const { blocks } = read({
      relations:
        '<Relationship Id="a" Type="x/hyperlink" Target="https://example.org/a" TargetMode="External"/>',
      body:
        p(`<w:hyperlink r:id="a">${r('رابط ')}${ins('جديد')}</w:hyperlink>`) +
        p(`<w:ins ${by('سلمى')}><w:hyperlink r:id="a">${r('كله')}</w:hyperlink></w:ins>`) +
        `<w:sdt><w:sdtPr/><w:sdtContent>${p(del('محذوف') + r('باقٍ'))}</w:sdtContent></w:sdt>` +
        `<w:tbl><w:tr><w:tc>${p(r('خلية ') + ins('زيادة'))}</w:tc></w:tr></w:tbl>`,
    })
    expect(textsOf(originalOf(blocks))).toEqual(['رابط ', '', 'محذوفباقٍ', 'خلية '])
    expect(textsOf(acceptedOf(blocks))).toEqual(['رابط جديد', 'كله', 'باقٍ', 'خلية زيادة'])
    expect(blocks[1]?.runs[0]?.formats.get('link')).toEqual({ href: 'https://example.org/a' })
  })
})

describe('where comments of Word begin and end', () => {
  const start = (id: number): string => `<w:commentRangeStart w:id="${id}"/>`
  const end = (id: number): string => `<w:commentRangeEnd w:id="${id}"/>`
  const sign = (id: number): string => `<w:r><w:commentReference w:id="${id}"/></w:r>`
  const comments = (count: number): string =>
    Array.from(
      { length: count },
      (_, id) =>
        `<w:comment ${by('سلمى', '2025-03-01T10:00:00Z', id)}><w:p><w:r><w:t>رقم ${id}</w:t></w:r></w:p></w:comment>`,
    ).join('')
  const places = (file: WordFile): unknown[] =>
    read(file).threads.map(({ anchor }) =>
      anchor !== null && 'start' in anchor
        ? [anchor.start.block, anchor.start.offset, anchor.end.block, anchor.end.offset]
        : anchor,
    )

  it('[DOC613] one within another, one over the edge of another, one over two paragraphs, each at its own place', () => {
    const body =
      p(
        `${start(0)}${r('أب ')}${start(1)}${r('جد ')}${start(2)}${r('هو')}${end(1)}${sign(1)}${r(' زح')}${end(0)}${sign(0)}`,
      ) + p(`${r('طي')}${end(2)}${sign(2)}${r(' كل')}`)
    expect(places({ body, comments: comments(3) })).toEqual([
      [0, 0, 0, 11],
      [0, 3, 0, 8],
      [0, 6, 1, 2],
    ])
  })

  it('[DOC613] an edge within tracked words, links and controls, and one between rows of a table', () => {
    const body =
      p(
        `${r('أ ')}<w:ins ${by('Karim')}>${start(0)}${r('بت')}</w:ins>${end(0)}${sign(0)}` +
          `<w:sdt><w:sdtContent>${start(1)}${r(' ثج')}${end(1)}</w:sdtContent></w:sdt>${sign(1)}`,
      ) +
      `<w:tbl>${start(2)}<w:tr><w:tc>${p(r('خلية'))}</w:tc></w:tr><w:tr><w:tc>${p(r('أخرى') + end(2) + sign(2))}</w:tc></w:tr></w:tbl>`
    expect(places({ body, comments: comments(3) })).toEqual([
      [0, 2, 0, 4],
      [0, 4, 0, 7],
      [1, 0, 2, 4],
    ])
  })

  it('[DOC613] a range that ends between paragraphs ends with the one before, at the end of the text as well', () => {
    const body =
      start(0) + p(r('أولى')) + end(0) + p(r('ثانية')) + p(start(1) + r('أخيرة') + sign(1)) + end(1)
    expect(places({ body, comments: comments(2) })).toEqual([
      [0, 0, 0, 4],
      [2, 0, 2, 5],
    ])
  })
})

describe('lists of Word', () => {
  const level = (at: number, format: string, more = ''): string =>
    `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="%${at + 1}."/></w:lvl>`
  const numbersOf = (blocks: readonly BlockContent[]) => numberBlocks(blocks.map(({ attrs }) => attrs))

  it('[DOC603] a level that a list overrides is that of the list; one that starts elsewhere than we can is told', () => {
    const file = {
      numbering:
        `<w:abstractNum w:abstractNumId="0">${level(0, 'arabicAbjad')}${level(1, 'lowerLetter')}</w:abstractNum>` +
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>' +
        `<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">${level(0, 'bullet')}</w:lvlOverride></w:num>` +
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride><w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride></w:num>' +
        '<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>',
      body:
        p(r('أ'), listed(1)) +
        p(r('ب'), listed(1, 1)) +
        p(r('ج'), listed(1)) +
        p(r('نقطة'), listed(2)) +
        p(r('فاصل')) +
        p(r('د'), listed(3)) +
        p(r('هـ'), listed(3, 1)) +
        p(r('و'), listed(3)),
    }
    const { blocks } = read(file)
    expect(blocks.map(({ attrs }) => attrs.list)).toEqual([
      'ordered',
      'ordered',
      'ordered',
      'bullet',
      null,
      'ordered',
      'ordered',
      'ordered',
    ])
    expect(numbersOf(blocks)).toEqual([1, 1, 2, null, null, 1, 1, 2])
    expect(codes(file)).toEqual([])
    expect(codes({ ...file, body: p(r('سابع'), listed(4)) })).toEqual(['renumbered'])
  })

  it('[DOC603] styles name their list and the list names their level; a list of lists is the one that its style names', () => {
    const numbering =
      `<w:abstractNum w:abstractNumId="0">${level(0, 'decimal', '<w:pStyle w:val="L1"/>')}${level(1, 'decimal', '<w:pStyle w:val="L2"/>')}</w:abstractNum>` +
      `<w:abstractNum w:abstractNumId="1">${level(0, 'bullet')}<w:styleLink w:val="Points"/></w:abstractNum>` +
      '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Points"/></w:abstractNum>' +
      [1, 2, 3].map((id) => `<w:num w:numId="${id}"><w:abstractNumId w:val="${id - 1}"/></w:num>`).join('')
    const inList = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    const { blocks } = read({
      numbering,
      styles:
        styled('L1', 'Clause', inList) +
        styled('L2', 'Sub clause', `<w:basedOn w:val="L1"/>${inList}`) +
        styled('L3', 'Clause of a kind', '<w:basedOn w:val="L2"/>'),
      body:
        p(r('واحد'), '<w:pStyle w:val="L1"/>') +
        p(r('داخل'), '<w:pStyle w:val="L2"/>') +
        p(r('داخل كذلك'), '<w:pStyle w:val="L3"/>') +
        p(r('اثنان'), '<w:pStyle w:val="L1"/>') +
        p(r('نقطة'), listed(3)),
    })
    expect(blocks.map(({ attrs }) => `${attrs.list} ${attrs.indent}`)).toEqual([
      'ordered 0',
      'ordered 1',
      'ordered 1',
      'ordered 0',
      'bullet 0',
    ])
    expect(numbersOf(blocks)).toEqual([1, 1, 2, 2, null])
  })
})

describe('words and paragraphs of Word', () => {
  it('[DOC602] a heading is one in a Word of any language, with other names beside its own', () => {
    const { blocks } = read({
      styles:
        styled('العنوان1', 'heading 1') +
        styled('berschrift2', 'Heading 2,H2,Unterkapitel') +
        styled('Titre3', 'heading 3', '<w:aliases w:val="T3"/>') +
        styled('a', 'عنوان المادة', '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>') +
        styled('b', 'Heading of nothing'),
      body: ['العنوان1', 'berschrift2', 'Titre3', 'a', 'b']
        .map((style) => p(r('نصّ'), `<w:pStyle w:val="${style}"/>`))
        .join(''),
    })
    expect(blocks.map(({ attrs }) => attrs.level)).toEqual([1, 2, 3, 2, null])
  })

  it('[DOC604] a paragraph in English among Arabic ones is left to right, with sides by its own direction', () => {
    const { blocks } = read({
      styles:
        '<w:docDefaults><w:pPrDefault><w:pPr><w:bidi/></w:pPr></w:pPrDefault></w:docDefaults>' +
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>',
      body:
        p(r('فقرة')) +
        p(r('An English one'), '<w:bidi w:val="0"/>') +
        p(r('At the right'), '<w:bidi w:val="0"/><w:jc w:val="right"/>') +
        p(r('Set in Arabic'), '<w:jc w:val="right"/>') +
        p(r('2024'), '<w:bidi w:val="0"/>') +
        p(r('في English وسط'), '<w:jc w:val="center"/>'),
    })
    expect(blocks.map(({ attrs }) => [attrs.dir, attrs.align])).toEqual([
      [null, null],
      ['ltr', null],
      ['ltr', 'end'],
      [null, 'end'],
      [null, null],
      [null, 'center'],
    ])
  })

  it('[DOC606] hyphens where a word may break go, those where it must not stay; the emoji of Word are read', () => {
    const emoji =
      '<mc:AlternateContent><mc:Choice xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex" Requires="w16se">' +
      '<w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="1F60A"/></mc:Choice><mc:Fallback><w:t>😊</w:t></mc:Fallback></mc:AlternateContent>'
    const { blocks } = read({
      body: p(
        '<w:r><w:t>co</w:t><w:softHyphen/><w:t>operate</w:t><w:t xml:space="preserve"> كـ</w:t><w:noBreakHyphen/><w:t>ب</w:t></w:r>' +
          `<w:r><w:t xml:space="preserve"> أ</w:t>${emoji}<w:t>ب</w:t></w:r>` +
          `<mc:AlternateContent><mc:Choice Requires="w14">${r(' ج')}</mc:Choice><mc:Fallback>${r('مرتان')}</mc:Fallback></mc:AlternateContent>`,
      ),
    })
    expect(textsOf(blocks)).toEqual(['cooperate ك\u2011ب أ😊ب ج'])
  })

  it('[DOC606] hidden words are told, hidden by themselves or by their style; controls around everything are nothing', () => {
    const hidden =
      '<w:style w:type="character" w:styleId="Hid"><w:name w:val="Hidden"/><w:rPr><w:vanish/></w:rPr></w:style>'
    expect(codes({ body: p(r('أ', '<w:vanish/>') + r('ب')) })).toEqual(['formatting hidden'])
    expect(codes({ styles: hidden, body: p(r('أ', '<w:rStyle w:val="Hid"/>') + r('ب')) })).toEqual([
      'formatting hidden',
    ])
    expect(
      codes({ styles: hidden, body: p(r('أ', '<w:rStyle w:val="Hid"/><w:vanish w:val="0"/>') + r('ب')) }),
    ).toEqual([])
    const control = (content: string): string =>
      `<w:sdt><w:sdtPr><w:rPr><w:b/></w:rPr><w:text/></w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`
    const { blocks } = read({
      body:
        control(control(p(control(r('أ')))) + p(r('ب'))) +
        `<w:tbl>${control(`<w:tr>${control(`<w:tc>${p(r('ج'))}</w:tc>`)}</w:tr>`)}</w:tbl>`,
    })
    expect(textsOf(blocks)).toEqual(['أ', 'ب', 'ج'])
  })

  it('[DOC605] a switch of Latin letters is none of Arabic ones, where both stand in one paragraph and a style sets one', () => {
    const { blocks } = read({
      styles: styled('Cs', 'Only complex', '<w:rPr><w:bCs/></w:rPr>'),
      body: p(
        r('عربي') + r(' Latin') + r(' ثقيل', '<w:b/>') + r(' خفيف', '<w:b/><w:bCs w:val="0"/>'),
        '<w:pStyle w:val="Cs"/>',
      ),
    })
    expect(blocks[0]?.runs.map(({ text, formats }) => `${text}|${[...formats.keys()].join()}`)).toEqual([
      'عربي|bold',
      ' Latin|',
      ' ثقيل|bold',
      ' خفيف|',
    ])
  })

  it('[DOC601] a file of the strict kind is read as the other is', () => {
    const file: WordFile = {
      numbering: `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`,
      styles: styled('1', 'heading 1'),
      comments: `<w:comment ${by('Karim')}><w:p><w:r><w:t>ت</w:t></w:r></w:p></w:comment>`,
      relations:
        '<Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://example.org/a" TargetMode="External"/>',
      body:
        p(r('عنوان'), '<w:pStyle w:val="1"/>') +
        p(r('بند ') + del('قديم') + ins('جديد'), listed(1)) +
        p(
          `<w:hyperlink r:id="a">${r('رابط')}</w:hyperlink>`,
          '<w:bidi/><w:jc w:val="end"/><w:ind w:start="720"/>',
        ) +
        p('<w:commentRangeStart w:id="1"/>' + r('هنا') + '<w:commentRangeEnd w:id="1"/>'),
    }
    const strict = writeZip(
      wordParts(file).map(({ name, text }) => ({
        name,
        text: text
          .replaceAll(
            'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
            'http://purl.oclc.org/ooxml/wordprocessingml/main',
          )
          .replaceAll(
            'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
            'http://purl.oclc.org/ooxml/officeDocument/relationships',
          ),
      })),
    )
    const both = readBack(strict)
    expect(both).toEqual(read(file))
    expect(both.blocks.map(({ attrs }) => [attrs.kind, attrs.align, attrs.indent])).toEqual([
      ['heading', null, 0],
      ['item', null, 0],
      ['paragraph', 'end', 1],
      ['paragraph', null, 0],
    ])
    expect(both.threads).toHaveLength(1)
  })
})
