import { describe, expect, it } from 'vitest'
import { numberBlocks } from '#core/schema/numbering.ts'
import type { BlockContent } from '#core/schema/content.ts'
import { readBack, textsOf } from './support.ts'
import { listed, NUMBERING, p, r, wordFile, type WordFile } from './word-file.ts'

const read = (file: WordFile) => readBack(wordFile(file))
const blocksOf = (file: WordFile): readonly BlockContent[] => read(file).blocks
const codes = (file: WordFile): string[] =>
  read(file).warnings.map(({ code, detail }) => (detail === undefined ? code : `${code} ${detail}`))

const styled = (id: string, name: string, more = ''): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${more}</w:style>`

const stylesOf = (blocks: readonly BlockContent[]): string[] =>
  blocks.flatMap(({ runs }) => runs.map(({ text, formats }) => `${text}|${[...formats.keys()].join()}`))

describe('a paragraph of Word', () => {
  it('[DOC602] is a heading by its level, by the name of its style in any language, or by what that is based on', () => {
    const styles =
      styled('1', 'heading 1', '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>') +
      styled('Titre2', 'heading 2') +
      styled('Mine', 'عنوان فرعي', '<w:basedOn w:val="Titre2"/>') +
      styled('Zitat', 'Quote') +
      styled('Ring', 'Ring', '<w:basedOn w:val="Ring"/>')
    const style = (id: string): string => `<w:pStyle w:val="${id}"/>`
    const blocks = blocksOf({
      styles,
      body:
        p(r('أولى'), style('1')) +
        p(r('ثانية'), style('Titre2')) +
        p(r('ثالثة'), style('Mine')) +
        p(r('رابعة'), '<w:outlineLvl w:val="4"/>') +
        p(r('قول'), style('Zitat')) +
        p(r('عادية'), style('Ring')) +
        p(r('متن'), `${style('1')}<w:outlineLvl w:val="9"/>`),
    })
    expect(blocks.map(({ attrs }) => [attrs.kind, attrs.level])).toEqual([
      ['heading', 1],
      ['heading', 2],
      ['heading', 2],
      ['heading', 3],
      ['quote', null],
      ['paragraph', null],
      ['paragraph', null],
    ])
  })

  it('[DOC603] is an item with the number that Word shows, restarted and continued, nested, of a list in its style', () => {
    const blocks = blocksOf({
      numbering: NUMBERING,
      styles: styled('L', 'List Number', '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
      body:
        p(r('واحد'), listed(1)) +
        p(r('داخل'), listed(1, 1)) +
        p(r('اثنان'), '<w:pStyle w:val="L"/>') +
        p(r('فاصل')) +
        p(r('ثلاثة'), listed(1)) +
        p(r('فاصل')) +
        p(r('من جديد'), listed(3)) +
        p(r('نقطة'), listed(2)) +
        p(r('بلا'), `<w:pStyle w:val="L"/>${listed(0)}`) +
        p(r('عميق'), listed(1, 6)),
    })
    expect(blocks.map(({ attrs }) => `${attrs.kind} ${attrs.list} ${attrs.indent}`)).toEqual([
      'item ordered 0',
      'item ordered 1',
      'item ordered 0',
      'paragraph null 0',
      'item ordered 0',
      'paragraph null 0',
      'item ordered 0',
      'item bullet 0',
      'paragraph null 0',
      'item ordered 5',
    ])
    expect(numberBlocks(blocks.map(({ attrs }) => attrs))).toEqual([1, 1, 2, null, 3, null, 1, null, null, 1])
    expect(blocks[4]?.attrs.numbering).toBe('continue')
    expect(blocks[6]?.attrs.numbering).toBeNull()
  })

  it('[DOC604] has a direction of its own only where it differs from the text’s, and sides by the direction', () => {
    const blocks = blocksOf({
      body:
        p(r('عربي'), '<w:bidi/><w:jc w:val="left"/>') +
        p(r('Latin only')) +
        p(r('Latin in Arabic'), '<w:bidi/>') +
        p(r('عربي بلا اتجاه'), '<w:jc w:val="right"/>') +
        p(r('وسط'), '<w:bidi/><w:jc w:val="center"/>') +
        p(r('ضبط'), '<w:bidi/><w:jc w:val="both"/>') +
        p(r('نهاية'), '<w:bidi/><w:jc w:val="right"/><w:ind w:left="1440"/>'),
    })
    expect(blocks.map(({ attrs }) => [attrs.dir, attrs.align, attrs.indent])).toEqual([
      [null, null, 0],
      ['ltr', null, 0],
      [null, null, 0],
      [null, null, 0],
      [null, 'center', 0],
      [null, 'justify', 0],
      [null, 'end', 2],
    ])
  })

  it('[DOC605] keeps emphasis as Word shows it: switches that toggle, those of complex scripts, links, fields', () => {
    const styles =
      styled('B', 'Bold para', '<w:rPr><w:b/><w:bCs/></w:rPr>') +
      '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>' +
      styled('H', 'heading 1', '<w:rPr><w:b/><w:bCs/></w:rPr>')
    const relations =
      '<Relationship Id="a" Type="x/hyperlink" Target="https://example.org/a" TargetMode="External"/>' +
      '<Relationship Id="b" Type="x/hyperlink" Target="javascript:alert(1)" TargetMode="External"/>'
    const field = (instruction: string, result: string): string =>
      `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${instruction}</w:instrText></w:r>` +
      `<w:r><w:fldChar w:fldCharType="separate"/></w:r>${r(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`
    const file = {
      styles,
      relations,
      body:
        p(
          r('عربي غامق', '<w:bCs/>') +
            r('Latin', '<w:bCs/>') +
            r('مائل', '<w:i/>') +
            r('2024', '<w:rtl/><w:iCs/>'),
        ) +
        p(
          r('غامق') + r('بلا', '<w:rStyle w:val="Strong"/>') + r('إطفاء', '<w:bCs w:val="0"/>'),
          '<w:pStyle w:val="B"/>',
        ) +
        p(r('عنوان') + r('قوي', '<w:rStyle w:val="Strong"/>'), '<w:pStyle w:val="H"/>') +
        p(
          `<w:hyperlink r:id="a">${r('رابط', '<w:u w:val="single"/>')}</w:hyperlink>` +
            `<w:hyperlink r:id="b">${r('خطر')}</w:hyperlink>` +
            field(' HYPERLINK "https://example.org/b" ', 'حقل') +
            field(' PAGE ', '٧') +
            `<w:fldSimple w:instr=' HYPERLINK "mailto:a@example.org" '>${r('بريد')}</w:fldSimple>`,
        ),
    }
    expect(stylesOf(blocksOf(file))).toEqual([
      'عربي غامق|bold',
      'Latinمائل|',
      '2024|italic',
      'غامق|bold',
      'بلاإطفاء|',
      'عنوان|',
      'قوي|bold',
      'رابط|link',
      'خطر|',
      'حقل|link',
      '٧|',
      'بريد|link',
    ])
    expect(codes(file)).toEqual(['link'])
  })

  it('[DOC606] takes text out of everything that only stands around it, once', () => {
    const file = {
      body: p(
        '<w:smartTag>' +
          r('أ') +
          '</w:smartTag><w:sdt><w:sdtPr><w:alias w:val="س"/></w:sdtPr><w:sdtContent>' +
          r('ب') +
          '</w:sdtContent></w:sdt><w:r><w:t>كلمة</w:t><w:br/><w:t>سطر</w:t><w:tab/><w:t>بعد</w:t><w:softHyphen/><w:noBreakHyphen/>' +
          '<w:sym w:font="Wingdings" w:char="F0FC"/><w:br w:type="page"/></w:r><w:bdo w:val="ltr">' +
          r('AB') +
          '</w:bdo>',
      ),
    }
    expect(textsOf(blocksOf(file))).toEqual(['أبكلمة\nسطر بعد\u2011✓AB'])
  })

  it('[DOC606] cells, notes and text boxes are paragraphs and told; pictures, headers and formulas are told', () => {
    const box = '<w:txbxContent><w:p><w:r><w:t>في الصندوق</w:t></w:r></w:p></w:txbxContent>'
    const file = {
      header: p(r('ترويسة')),
      footnotes:
        '<w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote>' +
        `<w:footnote w:id="2">${p('<w:r><w:footnoteRef/></w:r>' + r('نصّ الحاشية'))}</w:footnote>`,
      body:
        p(`${r('متن')}<w:r><w:footnoteReference w:id="2"/></w:r>`) +
        `<w:tbl><w:tr><w:tc>${p(r('خلية'))}</w:tc><w:tc>${p(r('أخرى'))}</w:tc></w:tr></w:tbl>` +
        p(
          `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>${box}</w:drawing></mc:Choice>` +
            `<mc:Fallback><w:pict>${box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>` +
            '<w:r><w:drawing/></w:r>' +
            r('آخر'),
        ),
    }
    expect(textsOf(blocksOf(file))).toEqual(['متن[1]', 'خلية', 'أخرى', 'آخر', 'في الصندوق', '[1] نصّ الحاشية'])
    expect(codes(file).sort()).toEqual(['footnote', 'header-footer header', 'image', 'table', 'text-box'])
  })

  it('[DOC606] text is cleaned as in every import, empty paragraphs go, and a field never finished swallows no more than its paragraph', () => {
    const blocks = blocksOf({
      body:
        p(r('  مـــرحبا\u00a0 بكم ') + r(' جميعًا ')) +
        p('') +
        p(`<w:r><w:fldChar w:fldCharType="begin"/></w:r>${r('ضائع')}`) +
        p('<w:r><w:t>\n  با </w:t></w:r><w:r><w:t xml:space="preserve">قٍ</w:t></w:r>'),
    })
    expect(textsOf(blocks)).toEqual(['مرحبا بكم جميعًا', 'باقٍ'])
  })
})
