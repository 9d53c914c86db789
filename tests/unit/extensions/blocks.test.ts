// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import {
  toggleDirection,
  toggleHeading,
  toggleList,
  toggleQuote,
} from '../../../editor/extensions/blocks/block-commands.ts'
import { numberOfBlock } from '../../../editor/extensions/blocks/block-numbers.ts'
import { completeHref, currentHref, setLink, unsetLink } from '../../../editor/extensions/blocks/styles.ts'
import { editorWith, lines, press, run, select, type } from './support.ts'

const item = { kind: 'item', list: 'ordered' } as const

describe('Enter', () => {
  it('[UI67] splits a block: the first part keeps its id, the second has none yet', () => {
    const editor = editorWith([['السلام العادل']])
    select(editor, 0, 6)
    expect(press(editor, 'Enter')).toBe(true)
    expect(lines(editor)).toEqual(['b0||السلام', '+|| العادل'])
  })

  it('[UI67] at the very start of a text puts an empty block before it, and the text keeps its id', () => {
    const editor = editorWith([['مقدمة'], ['خاتمة']])
    select(editor, 1, 0)
    press(editor, 'Enter')
    expect(lines(editor)).toEqual(['b0||مقدمة', '+||', 'b1||خاتمة'])
    expect(editor.state.selection.$from.index(0)).toBe(2)
  })

  it('[UI67] after the end of a heading gives a paragraph, in its middle a heading', () => {
    const heading = { kind: 'heading', level: 2 } as const
    const editor = editorWith([['عنوان', heading]])
    select(editor, 0, 5)
    press(editor, 'Enter')
    expect(lines(editor)).toEqual(['b0|heading level=2|عنوان', '+|level=2|'])
    select(editor, 0, 2)
    press(editor, 'Enter')
    expect(lines(editor).slice(0, 2)).toEqual(['b0|heading level=2|عن', '+|heading level=2|وان'])
  })

  it('[UI67] in an empty item leaves the list', () => {
    const editor = editorWith([
      ['أول', item],
      ['', { ...item, indent: 1 }],
    ])
    select(editor, 1, 0)
    press(editor, 'Enter')
    expect(lines(editor)[1]).toBe('b1|list=ordered|')
  })

  it('[UI67] does not repeat “continue numbering” on the next item', () => {
    const editor = editorWith([['ثالث', { ...item, numbering: 'continue' }]])
    select(editor, 0, 4)
    press(editor, 'Enter')
    expect(lines(editor)[1]).toBe('+|item list=ordered|')
  })

  it('[UI62] replaces a selection over blocks, and the first keeps its id', () => {
    const editor = editorWith([['واحد'], ['اثنان'], ['ثلاثة']])
    select(editor, 0, 0, 1, 5)
    press(editor, 'Enter')
    expect(lines(editor)).toEqual(['b0||', '+||', 'b2||ثلاثة'])
  })

  it('[UI61] with Shift inserts a line break into the block', () => {
    const editor = editorWith([['شطران']])
    select(editor, 0, 3)
    press(editor, 'Enter', { shiftKey: true })
    expect(lines(editor)).toEqual(['b0||شطر\nان'])
  })
})

describe('Backspace', () => {
  it('[UI68] at the start of an item first takes it out of the list, then joins', () => {
    const editor = editorWith([['قبل'], ['بند', item]])
    select(editor, 1, 0)
    press(editor, 'Backspace')
    expect(lines(editor)).toEqual(['b0||قبل', 'b1|list=ordered|بند'])
    press(editor, 'Backspace')
    expect(lines(editor)).toEqual(['b0||قبلبند'])
  })

  it('[UI68] takes an empty block before away, and the text keeps its id', () => {
    const editor = editorWith([[''], ['نصّ']])
    select(editor, 1, 0)
    press(editor, 'Backspace')
    expect(lines(editor)).toEqual(['b1||نصّ'])
  })

  it('[UI68] inside a text is left to the browser', () => {
    const editor = editorWith([['نصّ']])
    select(editor, 0, 1)
    expect(press(editor, 'Backspace')).toBe(false)
  })

  it('[UI62] deletes a selection over whole blocks and keeps the first id', () => {
    const editor = editorWith([['واحد'], ['اثنان'], ['ثلاثة']])
    select(editor, 0, 0, 1, 5)
    press(editor, 'Backspace')
    expect(lines(editor)).toEqual(['b0||', 'b2||ثلاثة'])
  })
})

describe('Delete at the end', () => {
  it('[UI68] joins the next block, or gives way to it when empty', () => {
    const editor = editorWith([['أ'], ['ب'], [''], ['ج']])
    select(editor, 0, 1)
    press(editor, 'Delete')
    expect(lines(editor)).toEqual(['b0||أب', 'b2||', 'b3||ج'])
    select(editor, 1, 0)
    press(editor, 'Delete')
    expect(lines(editor)).toEqual(['b0||أب', 'b3||ج'])
  })
})

describe('Tab', () => {
  it('[UI69] indents items, Shift+Tab brings them back', () => {
    const editor = editorWith([['بند', item]])
    select(editor, 0, 1)
    expect(press(editor, 'Tab')).toBe(true)
    expect(lines(editor)).toEqual(['b0|item list=ordered indent=1|بند'])
    press(editor, 'Tab', { shiftKey: true })
    press(editor, 'Tab', { shiftKey: true })
    expect(lines(editor)).toEqual(['b0|item list=ordered|بند'])
  })

  it('[UI69] outside lists leaves the text alone, for the keyboard to go on', () => {
    const editor = editorWith([['نصّ']])
    select(editor, 0, 1)
    expect(press(editor, 'Tab')).toBe(false)
  })
})

describe('block commands', () => {
  it('[UI69] change the kind of every touched block and back, keeping what the kind ignores', () => {
    const editor = editorWith([['أ', { kind: 'heading', level: 3 }], ['ب'], ['ج']])
    select(editor, 0, 0, 1, 1)
    run(editor, toggleList('bullet'))
    expect(lines(editor)).toEqual(['b0|item level=3 list=bullet|أ', 'b1|item list=bullet|ب', 'b2||ج'])
    run(editor, toggleList('bullet'))
    run(editor, toggleQuote)
    expect(lines(editor)).toEqual(['b0|quote level=3 list=bullet|أ', 'b1|quote list=bullet|ب', 'b2||ج'])
    run(editor, toggleHeading(1))
    expect(lines(editor)[1]).toBe('b1|heading level=1 list=bullet|ب')
  })

  it('[UI5] switch a block to left-to-right and back to the document’s direction', () => {
    const editor = editorWith([['نصّ']])
    run(editor, toggleDirection)
    expect(lines(editor)).toEqual(['b0|dir=ltr|نصّ'])
    run(editor, toggleDirection)
    expect(lines(editor)).toEqual(['b0||نصّ'])
  })
})

describe('numbers', () => {
  it('[UI60] are drawn beside the text and follow a change of structure', () => {
    const editor = editorWith([['أ', item], ['ب', item], ['فاصل'], ['ج', item]])
    const numbers = () => [0, 1, 2, 3].map((index) => numberOfBlock(editor.state, index))
    expect(numbers()).toEqual([1, 2, null, 1])
    select(editor, 2, 1)
    run(editor, toggleList('ordered'))
    expect(numbers()).toEqual([1, 2, 3, 4])
    const shown = [...editor.view.dom.children].map((element) => element.getAttribute('data-number'))
    expect(shown).toEqual(['1', '2', '3', '4'])
    expect(editor.state.doc.textContent).toBe('أبفاصلج')
  })

  it('[UI60] stand on every item when one of a list is moved within it, or written anew as a whole', () => {
    const editor = editorWith([
      ['أ', item],
      ['ب', item],
      ['ج', item],
    ])
    const shown = () => [...editor.view.dom.children].map((element) => element.getAttribute('data-number'))
    const { doc } = editor.state
    const last = doc.child(2)
    const before = doc.content.size - last.nodeSize
    editor.view.dispatch(editor.state.tr.delete(before, doc.content.size).insert(0, last))
    expect(editor.state.doc.textContent).toBe('جأب')
    expect(shown()).toEqual(['1', '2', '3'])
    const first = editor.state.doc.child(0)
    editor.view.dispatch(editor.state.tr.replaceWith(0, first.nodeSize, first.copy(first.content)))
    expect(shown()).toEqual(['1', '2', '3'])
  })

  it('[UI60] stay in place while text is typed before them', () => {
    const editor = editorWith([['مقدمة'], ['أ', item]])
    select(editor, 0, 2)
    type(editor, 'كلام')
    expect(editor.view.dom.children[1]?.getAttribute('data-number')).toBe('1')
  })
})

describe('links', () => {
  it('[UI63] take only http, https and mailto', () => {
    const editor = editorWith([['الموقع']])
    select(editor, 0, 0, 0, 6)
    expect(run(editor, setLink('javascript:alert(1)'))).toBe(false)
    expect(run(editor, setLink('https://example.org/'))).toBe(true)
    expect(lines(editor)).toEqual(['b0||[link:الموقع]'])
    select(editor, 0, 3)
    expect(currentHref(editor.state)).toBe('https://example.org/')
    run(editor, unsetLink)
    expect(lines(editor)).toEqual(['b0||الموقع'])
  })

  it.each([
    ['example.org', 'https://example.org'],
    ['localhost:4680/x', 'https://localhost:4680/x'],
    ['a@example.org', 'mailto:a@example.org'],
    ['HTTP://example.org', 'HTTP://example.org'],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['', null],
  ])('[UI63] completes what was typed, %s', (typed, expected) => {
    expect(completeHref(typed)).toBe(expected)
  })
})

describe('input rules', () => {
  it.each([
    ['1. ', 'item list=ordered'],
    ['١. ', 'item list=ordered'],
    ['۱) ', 'item list=ordered'],
    ['- ', 'item list=bullet'],
    ['> ', 'quote'],
    ['# ', 'heading level=1'],
    ['## ', 'heading level=2'],
  ])('[UI64] «%s» at the start of a paragraph changes the block', (typed, attrs) => {
    const editor = editorWith([['']])
    select(editor, 0, 0)
    type(editor, `${typed}كلمة`)
    expect(lines(editor)).toEqual([`b0|${attrs}|كلمة`])
  })

  it('[UI64] leave other numbers, other places and other kinds alone', () => {
    const editor = editorWith([[''], ['عنوان', { kind: 'heading', level: 1 }], ['نصّ']])
    select(editor, 0, 0)
    type(editor, '5. خمسة')
    select(editor, 1, 0)
    type(editor, '- ')
    select(editor, 2, 3)
    type(editor, ' - ')
    expect(lines(editor)).toEqual(['b0||5. خمسة', 'b1|heading level=1|- عنوان', 'b2||نصّ - '])
  })
})
