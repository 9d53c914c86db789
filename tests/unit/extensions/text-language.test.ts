// @vitest-environment jsdom
import type { Editor } from '@tiptap/core'
import { describe, expect, it } from 'vitest'
import type { DocumentLanguage } from '#core/text/language.ts'
import { toggleDirection } from '../../../editor/extensions/blocks/block-commands.ts'
import { insertPasted } from '../../../editor/extensions/clipboard/insert.ts'
import { readPlainText } from '../../../editor/extensions/clipboard/pasted-text.ts'
import { readHtml } from '../../../editor/extensions/clipboard/read-html.ts'
import { ClipboardSerializer } from '../../../editor/extensions/clipboard/write.ts'
import { findingsIn } from '../../../editor/extensions/text-check/finding.ts'
import { directionOf, languageOf, setLanguage } from '../../../editor/extensions/text-language.ts'
import { toolbarState } from '../../../editor/extensions/toolbar-state.ts'
import { openCleanEditor } from '../../../editor/extensions/views/clean-editor.ts'
import { editorWith, lines, run, select, type Sketch } from './support.ts'

const editorIn = (language: DocumentLanguage, blocks: readonly Sketch[]): Editor => {
  const editor = editorWith(blocks)
  editor.view.dispatch(setLanguage(editor.state.tr, language))
  return editor
}

const shownOn = ({ dom }: { readonly dom: HTMLElement }): readonly (string | null)[] => [
  dom.getAttribute('lang'),
  dom.getAttribute('dir'),
]

/** What a copy of everything holds. */
const copied = (editor: Editor): string => {
  const serializer = new ClipboardSerializer(editor.schema, () => directionOf(editor.state))
  const holder = document.createElement('div')
  serializer.serializeFragment(editor.state.doc.content, {}, holder)
  return holder.innerHTML
}

describe('the language of the text', () => {
  it('[UI5] is on its element with the direction, Arabic until another is told, and no edit of anybody', () => {
    const editor = editorWith([['نصّ']])
    expect(shownOn(editor.view)).toEqual(['ar', 'rtl'])
    const before = editor.state.doc
    editor.view.dispatch(setLanguage(editor.state.tr, 'fr'))
    expect([languageOf(editor.state), ...shownOn(editor.view)]).toEqual(['fr', 'fr', 'ltr'])
    expect(editor.state.doc).toBe(before)
    editor.view.dispatch(setLanguage(editor.state.tr, 'ckb'))
    expect(shownOn(editor.view)).toEqual(['ckb', 'rtl'])
  })

  it('[UI950] clean views of the text have it too, and take another on', () => {
    const { state } = editorWith([['Text']])
    const clean = openCleanEditor(state.doc, 'accepted', {
      label: () => 'text',
      itemLabel: () => '',
      language: 'en',
      asked: () => false,
    })
    expect(shownOn(clean.view)).toEqual(['en', 'ltr'])
    clean.setLanguage('ar')
    expect(shownOn(clean.view)).toEqual(['ar', 'rtl'])
    clean.destroy()
  })

  it('[UI5] ⇄ turns a block from the document’s direction and back, and says which way it goes', () => {
    const editor = editorIn('en', [
      ['Text', {}],
      ['نصّ', { dir: 'rtl' }],
    ])
    select(editor, 0, 1)
    expect(toolbarState(editor.state)).toMatchObject({ ltr: true, turned: false })
    run(editor, toggleDirection)
    expect(lines(editor)).toEqual(['b0|dir=rtl|Text', 'b1|dir=rtl|نصّ'])
    expect(toolbarState(editor.state)).toMatchObject({ ltr: false, turned: true })
    select(editor, 0, 0, 1, 1)
    run(editor, toggleDirection)
    expect(lines(editor)).toEqual(['b0||Text', 'b1||نصّ'])
  })

  it('[UI5] [DIR20] a pasted block in the other script is turned, as one is in an Arabic text', () => {
    const words = 'A paragraph.\nفقرة عربية من UNICEF.'
    const pastedInto = (language: DocumentLanguage): readonly string[] => {
      const editor = editorIn(language, [['']])
      editor.view.dispatch(insertPasted(editor.state, readPlainText(words, directionOf(editor.state))))
      return lines(editor).map((line) => line.split('|')[1] ?? '')
    }
    expect(pastedInto('en')).toEqual(['', 'dir=rtl'])
    expect(pastedInto('ar')).toEqual(['dir=ltr', ''])
  })

  it('[DIR21] a block that is copied out of a text of one direction into one of another goes on as it did', () => {
    const arabic = copied(
      editorIn('ar', [
        ['2026', { kind: 'item', list: 'ordered' }],
        ['Text', { dir: 'ltr' }],
      ]),
    )
    expect(arabic).toContain('<li dir="rtl"')
    const into = (direction: 'rtl' | 'ltr') =>
      readHtml(arabic, direction).blocks.map(({ attrs }) => attrs.dir)
    expect(into('ltr')).toEqual(['rtl', 'ltr'])
    expect(into('rtl')).toEqual([null, 'ltr'])
    const english = copied(editorIn('en', [['2026', {}]]))
    expect(english).toContain('<p dir="ltr"')
    expect(readHtml(english, 'rtl').blocks.map(({ attrs }) => attrs.dir)).toEqual(['ltr'])
  })

  it('[DIR22] the check of the text reads it anew in another language', () => {
    const editor = editorIn('ar', [['ذهبوا الى العدل']])
    expect(findingsIn(editor.state)).toHaveLength(1)
    editor.view.dispatch(setLanguage(editor.state.tr, 'ckb'))
    expect(findingsIn(editor.state)).toHaveLength(0)
  })
})
