// @vitest-environment jsdom

import { TextSelection } from '@tiptap/pm/state'
import { beforeEach, describe, expect, it } from 'vitest'
import { applyEdits } from '../../../editor/extensions/text-check/apply-edits.ts'
import { findingsOfBlock } from '../../../editor/extensions/text-check/block-findings.ts'
import { findingsIn } from '../../../editor/extensions/text-check/finding.ts'
import {
  forgetIgnored,
  ignoring,
  isIgnored,
  keepIgnored,
  readIgnored,
  wordOf,
} from '../../../editor/ui/text-check/ignored.ts'
import { shownWords } from '../../../editor/ui/text-check/shown-words.ts'
import { editorWith, lines } from './support.ts'

const mark = (editor: ReturnType<typeof editorWith>, from: number, to: number, name: string, attrs = {}) => {
  const type = editor.schema.marks[name]
  if (type === undefined) throw new Error(`no ${name}`)
  editor.view.dispatch(editor.state.tr.addMark(from, to, type.create(attrs)))
}

describe('findings in a document', () => {
  it('[UI773] stand at their places, with whole words and what is around them', () => {
    const editor = editorWith([['عنوان'], ['👩‍🌾 ذهبوا الى العدل,ثم عادوا']])
    const [first, second, ...others] = findingsIn(editor.state)
    expect(others).toEqual([])
    expect(first).toMatchObject({
      kind: 'spelling',
      before: 'الى',
      after: 'إلى',
      tail: ' العدل,ثم عادوا',
      isLocked: false,
    })
    expect(second).toMatchObject({ kind: 'punctuation', before: 'العدل,ثم', after: 'العدل، ثم' })
    for (const { edits } of [first, second].flatMap((one) => one ?? []))
      expect(edits.map(({ from, to }) => editor.state.doc.textBetween(from, to)).join()).toMatch(/^[ا,]$/u)
  })

  it('[UI771] a block is read once for as long as nobody changes it', () => {
    const editor = editorWith([['ذهبوا الى العدل'], ['عادوا']])
    const [first, second] = [editor.state.doc.child(0), editor.state.doc.child(1)]
    const found = findingsOfBlock(first, 'ar')
    editor.view.dispatch(editor.state.tr.insertText('!', editor.state.doc.content.size - 1))
    expect(editor.state.doc.child(0)).toBe(first)
    expect(findingsOfBlock(editor.state.doc.child(0), 'ar')).toBe(found)
    expect(editor.state.doc.child(1)).not.toBe(second)
  })

  it('[UI774] of what is proposed to go nothing is said, and nothing lies across it', () => {
    const editor = editorWith([['ذهبوا الى العدل الى البيت']])
    mark(editor, 7, 10, 'deletion', { id: 's', by: 'm', author: 'm', at: 0 })
    expect(findingsIn(editor.state).map(({ edits }) => edits[0]?.from)).toEqual([17])
    const across = editorWith([['العدل  في 12 -أو 15']])
    mark(across, 14, 16, 'deletion', { id: 't', by: 'm', author: 'm', at: 0 })
    expect(findingsIn(across.state).map(({ kind }) => kind)).toEqual(['blanks'])
  })

  it('[DIR9] the words of a link are left alone', () => {
    const editor = editorWith([['ذهبوا الى العدل الى البيت']])
    mark(editor, 7, 10, 'link', { href: 'https://example.org' })
    expect(findingsIn(editor.state).map(({ edits }) => edits[0]?.from)).toEqual([17])
  })

  it('[UI774] several edits are one transaction, each where it belongs', () => {
    const editor = editorWith([['ذهبوا الى "العدل, والسلم"  ثم']])
    let transactions = 0
    editor.on('transaction', () => transactions++)
    applyEdits(
      editor.view,
      findingsIn(editor.state).flatMap(({ edits }) => edits),
    )
    expect(transactions).toBe(1)
    expect(lines(editor)).toEqual(['b0||ذهبوا إلى «العدل، والسلم» ثم'])
    expect(findingsIn(editor.state)).toEqual([])
    expect(editor.state.selection).toBeInstanceOf(TextSelection)
  })

  it('[UI774] the bold and the marks of a word stay when a letter of it changes', () => {
    const editor = editorWith([['ذهبوا اِلَى العدل']])
    mark(editor, 7, 12, 'bold')
    applyEdits(
      editor.view,
      findingsIn(editor.state).flatMap(({ edits }) => edits),
    )
    expect(lines(editor)).toEqual(['b0||ذهبوا [bold:إِلَى] العدل'])
  })
})

describe('what is ignored', () => {
  beforeEach(() => {
    localStorage.clear()
  })

  it('[UI776] is a remark at its place, or a word wherever it stands', () => {
    const editor = editorWith([['ذهبوا الى العدل الى، البيت']])
    const [first, second] = findingsIn(editor.state)
    if (first === undefined || second === undefined) throw new Error('two remarks were expected')
    expect(wordOf(second)).toBe('الى')
    expect(isIgnored(first, new Set([ignoring(first, 'one')]))).toBe(true)
    expect(isIgnored(second, new Set([ignoring(first, 'one')]))).toBe(false)
    expect(isIgnored(second, new Set([ignoring(first, 'word')]))).toBe(true)
  })

  it('[UI776] is kept for each document, and forgotten when the device is left', () => {
    keepIgnored('one', new Set(['word الى']))
    keepIgnored('two', new Set(['x']))
    localStorage.setItem('siyagha.language', 'ar')
    expect(readIgnored('one')).toEqual(new Set(['word الى']))
    localStorage.setItem('siyagha.ignored.two', '{broken')
    expect(readIgnored('two')).toEqual(new Set())
    forgetIgnored()
    expect(readIgnored('one')).toEqual(new Set())
    expect(localStorage.getItem('siyagha.language')).toBe('ar')
  })
})

describe('words as a remark shows them', () => {
  it('[UI773] name what cannot be seen, and show blanks where they are what it is about', () => {
    expect(shownWords('سلام\u200f\u202e', { kind: 'invisible' })).toBe('سلام[RLM][U+202E]')
    expect(shownWords('سلام\u200f', { kind: 'spelling' })).toBe('سلام')
    expect(shownWords('سلم  أهلي', { kind: 'blanks' })).toBe('سلم␣␣أهلي')
    expect(shownWords('سلم ،عدل', { kind: 'punctuation' })).toBe('سلم␣،عدل')
  })
})
