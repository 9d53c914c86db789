// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import type { Editor } from '@tiptap/core'
import type { BlockContent } from '#core/schema/content.ts'
import { insertPasted } from '../../../editor/extensions/clipboard/insert.ts'
import {
  MAX_PASTE_BYTES,
  pastedBytes,
  readPlainText,
} from '../../../editor/extensions/clipboard/pasted-text.ts'
import { readHtml } from '../../../editor/extensions/clipboard/read-html.ts'
import { editorWith, lines, select } from './support.ts'

const shape = (blocks: readonly BlockContent[]): string[] =>
  blocks.map(({ attrs, runs }) => {
    const kind = attrs.kind === 'item' ? `${attrs.list}${attrs.indent}` : `${attrs.kind}${attrs.level ?? ''}`
    const extra = `${attrs.dir === null ? '' : ` ${attrs.dir}`}${attrs.align === null ? '' : ` ${attrs.align}`}`
    const text = runs.map((run) =>
      run.formats.size > 0 ? `[${[...run.formats.keys()].join()}:${run.text}]` : run.text,
    )
    return `${kind}${extra}|${text.join('')}`
  })

const html = (source: string): string[] => shape(readHtml(source).blocks)

const paste = (editor: Editor, source: { html?: string; text?: string }): void => {
  const pasted = source.html === undefined ? readPlainText(source.text ?? '') : readHtml(source.html)
  editor.view.dispatch(insertPasted(editor.state, pasted))
}

describe('clipboard HTML', () => {
  it('[UI9] of Word gives headings, items with their depth and emphasis, and no marker text', () => {
    const word = `<html><head><style>p{color:red}</style></head><body lang=AR><!--StartFragment-->
<h1 dir=RTL style='text-align:right'><span lang=AR-SA>الرسالة الختامية</span><o:p></o:p></h1>
<p class=MsoNormal dir=RTL style='text-align:justify'>نحن <b>المشاركين</b> في
اللقاء</p>
<p class=MsoListParagraph dir=RTL style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span>البند الأول</p>
<p class=MsoListParagraph dir=RTL style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;</span></span>فرع</p>
<p class=MsoNormal dir=LTR>Annex A</p><!--EndFragment--></body></html>`
    expect(html(word)).toEqual([
      'heading1|الرسالة الختامية',
      'paragraph justify|نحن [bold:المشاركين] في اللقاء',
      'ordered0|البند الأول',
      'bullet1|فرع',
      'paragraph ltr|Annex A',
    ])
  })

  it('[UI9] of Word leaves out empty lines, signs of comments and what its tracked changes deleted', () => {
    const word = `<p class=MsoNormal dir=RTL>نطلب <span class=msoDel><del cite="mailto:x" datetime="2026-01-01T10:00">وقفًا</del></span><span class=msoIns><ins cite="mailto:x">هدنة</ins></span><span class=MsoCommentReference><span style='font-size:8.0pt'><![if !supportAnnotations]><a class=msocomanchor id="_anchor_1" href="#_msocom_1">[A1]</a><![endif]><span style='mso-special-character:comment'>&nbsp;</span></span></span>.</p>
<p class=MsoNormal dir=RTL><span lang=AR-SA><o:p>&nbsp;</o:p></span></p>
<p class=MsoNormal dir=RTL>&nbsp;&nbsp;ثانية <o:p></o:p></p>
<div style='mso-element:comment-list'><div style='mso-element:comment'><p class=MsoCommentText>تعليق</p></div></div>`
    expect(html(word)).toEqual(['paragraph|نطلب هدنة.', 'paragraph|ثانية'])
  })

  it('[UI9] of Google Docs reads weight from styles and ignores its wrapper', () => {
    const docs = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="rtl" style="line-height:1.38"><span style="font-weight:700">مهم</span><span style="font-weight:400"> وعادي</span></p><br /><ol><li dir="rtl" aria-level="1"><p role="presentation"><span>واحد</span></p></li><ul><li><p>فرع</p></li></ul></ol></b>`
    expect(html(docs)).toEqual(['paragraph|[bold:مهم] وعادي', 'ordered0|واحد', 'bullet1|فرع'])
  })

  it('[UI9] of a link, underlined in every source, takes the link alone', () => {
    expect(
      html(
        '<p>انظر <a href="https://example.org/"><span style="text-decoration:underline;font-weight:700">OCHA</span></a> و<a href="https://example.org/b"><u>UNHCR</u></a> و<span style="text-decoration:underline">هذا</span></p>',
      ),
    ).toEqual(['paragraph|انظر [link,bold:OCHA] و[link:UNHCR] و[underline:هذا]'])
  })

  it('[UI9] of a chat keeps lines, and an empty line makes a paragraph', () => {
    expect(html('<span dir="rtl" style="white-space: pre-wrap;">سطر\nسطر ثانٍ\n\nفقرة</span>')).toEqual([
      'paragraph|سطر\nسطر ثانٍ',
      'paragraph|فقرة',
    ])
    expect(html('<div>سطر<br>سطر ثانٍ<br><br>فقرة</div>')).toEqual([
      'paragraph|سطر\nسطر ثانٍ',
      'paragraph|فقرة',
    ])
  })

  it('[UI9] leaves out scripts, images, hidden text and unsafe links', () => {
    expect(
      html(
        '<p>قبل <a href="javascript:alert(1)" onclick="x()">رابط</a> <a href="https://example.org">آخر</a></p><script>x</script><img src=x onerror=alert(1)><p style="display:none">سرّ</p><iframe src=x></iframe>',
      ),
    ).toEqual(['paragraph|قبل رابط [link:آخر]'])
  })

  it('[UI5] gives ltr to a block without an Arabic letter, and never takes dir from the source', () => {
    expect(html('<p dir="rtl">OHCHR (2022)</p><p dir="ltr">تقرير OHCHR</p><p>2022</p>')).toEqual([
      'paragraph ltr|OHCHR (2022)',
      'paragraph|تقرير OHCHR',
      'paragraph|2022',
    ])
  })

  it('[UI9] of tables gives a paragraph for each cell with text', () => {
    expect(html('<table><tr><td>أ</td><td> </td></tr><tr><td><p>ب</p></td></tr></table>')).toEqual([
      'paragraph|أ',
      'paragraph|ب',
    ])
  })
})

describe('clipboard text', () => {
  it('[UI9] gives a block for each line, and items where lines count on from 1', () => {
    expect(shape(readPlainText('مقدمة\n\n1. أول\r\n2. ثانٍ\n٣- ثالث\nخاتمة').blocks)).toEqual([
      'paragraph|مقدمة',
      'ordered0|أول',
      'ordered0|ثانٍ',
      'ordered0|ثالث',
      'paragraph|خاتمة',
    ])
    expect(shape(readPlainText('1. وحيد\nنصّ').blocks)).toEqual(['paragraph|1. وحيد', 'paragraph|نصّ'])
    expect(shape(readPlainText('• أ\n• ب').blocks)).toEqual(['bullet0|أ', 'bullet0|ب'])
  })

  it('[UI65] measures what an update would weigh: 200 kB pass, 1 MiB does not', () => {
    const letters = (bytes: number) => readPlainText('ا'.repeat(bytes / 2)).blocks
    expect(pastedBytes(letters(200 * 1024))).toBeLessThan(MAX_PASTE_BYTES)
    expect(pastedBytes(letters(1024 * 1024))).toBeGreaterThan(MAX_PASTE_BYTES)
  })
})

describe('a paste', () => {
  it('[UI65] of one line goes on in the text', () => {
    const editor = editorWith([['أول آخر']])
    select(editor, 0, 4)
    paste(editor, { text: 'وسط ' })
    expect(lines(editor)).toEqual(['b0||أول وسط آخر'])
    expect(editor.state.selection.$from.parentOffset).toBe(8)
  })

  it('[UI65] of several blocks splits the text around them, which is lost nowhere', () => {
    const editor = editorWith([['أول آخر', { kind: 'heading', level: 1 }]])
    select(editor, 0, 4)
    paste(editor, { html: '<p>ألف</p><ul><li>باء</li></ul><p>تاء</p>' })
    expect(lines(editor)).toEqual(['b0|heading level=1|أول ألف', '+|item list=bullet|باء', '+||تاءآخر'])
    expect(editor.state.selection.$from.parentOffset).toBe(3)
  })

  it('[UI5] that ends in Latin words does not turn the Arabic ones behind the caret around', () => {
    const editor = editorWith([['أول آخر']])
    select(editor, 0, 4)
    paste(editor, { html: '<p>ألف</p><p>Annex A</p><p>Annex B</p>' })
    expect(lines(editor)).toEqual(['b0||أول ألف', '+|dir=ltr|Annex A', '+||Annex Bآخر'])
    select(editor, 2, 'Annex Bآخر'.length)
    paste(editor, { html: '<p> </p><p>ألف</p><p>Annex C</p>' })
    expect(lines(editor).at(-1)).toBe('+|dir=ltr|Annex C')
  })

  it('[UI65] into an empty block gives it the kind of the first, and the block keeps its id', () => {
    const editor = editorWith([['']])
    select(editor, 0, 0)
    paste(editor, { html: '<h2>عنوان</h2><p>نصّ</p>' })
    expect(lines(editor)).toEqual(['b0|heading level=2|عنوان', '+||نصّ'])
  })

  it('[UI65] replaces a selection over blocks', () => {
    const editor = editorWith([['واحد'], ['اثنان'], ['ثلاثة']])
    select(editor, 0, 2, 2, 2)
    paste(editor, { text: 'س\nص' })
    expect(lines(editor)).toEqual(['b0||واس', '+||صاثة'])
  })

  it('[UI66] of our own copy is what was copied, and whole blocks that were cut keep their ids', () => {
    const editor = editorWith([
      ['عنوان', { kind: 'heading', level: 3 }],
      ['بند', { kind: 'item', list: 'ordered', indent: 2, numbering: 'continue' }],
      ['آخر', { align: 'center' }],
      ['هدف'],
    ])
    const original = lines(editor)
    select(editor, 0, 0, 2, 3)
    const { dom, text } = editor.view.serializeForClipboard(editor.state.selection.content())
    expect(text).toBe('عنوان\n    1. بند\nآخر')
    editor.view.dispatch(editor.state.tr.delete(0, editor.state.doc.content.size - 5))
    select(editor, 0, 0)
    editor.view.dispatch(editor.state.tr.insert(0, editor.schema.node('block')))
    select(editor, 0, 0)
    paste(editor, { html: dom.innerHTML })
    expect(lines(editor).slice(0, 3)).toEqual(['+|heading level=3|عنوان', ...original.slice(1, 3)])
  })

  it('[UI66] of our own copy keeps blanks at its ends and line breaks inside', () => {
    const editor = editorWith([['قبل  سطر\n\nسطر بعد'], ['هدف']])
    select(editor, 0, 3, 0, 14)
    const { dom } = editor.view.serializeForClipboard(editor.state.selection.content())
    select(editor, 1, 0)
    paste(editor, { html: dom.innerHTML })
    expect(lines(editor)[1]).toBe('b1||  سطر\n\nسطر هدف')
  })

  it('[UI66] elsewhere finds real lists in the HTML of a copy', () => {
    const item = { kind: 'item', list: 'ordered' } as const
    const editor = editorWith([
      ['قبل'],
      ['أول', item],
      ['فرع', { kind: 'item', list: 'bullet', indent: 1 }],
      ['ثانٍ', item],
    ])
    select(editor, 0, 0, 3, 4)
    const { dom } = editor.view.serializeForClipboard(editor.state.selection.content())
    expect(html(dom.innerHTML)).toEqual(['paragraph|قبل', 'ordered0|أول', 'bullet1|فرع', 'ordered0|ثانٍ'])
    for (const element of dom.querySelectorAll('*'))
      for (const name of element.getAttributeNames()) if (name !== 'dir') element.removeAttribute(name)
    expect(dom.innerHTML).toBe(
      '<p dir="rtl">قبل</p><ol dir="rtl"><li dir="rtl">أول<ul dir="rtl"><li dir="rtl">فرع</li></ul></li><li dir="rtl">ثانٍ</li></ol>',
    )
  })
})
