// @vitest-environment jsdom
import { afterEach, expect, it } from 'vitest'
import { SequenceCollaboration } from '../../../editor/extensions/binding/sequence-collaboration.ts'
import { CORE_EXTENSIONS } from '../../../editor/extensions/core-extensions.ts'
import { documentExtensions } from '../../../editor/extensions/document-extensions.ts'
import { findAccess } from '../../../editor/extensions/find/find-access.ts'
import { Find } from '../../../editor/extensions/find/find.ts'
import { runCommand } from '../../../editor/extensions/keys/document-keys.ts'
import { applyEdits } from '../../../editor/extensions/text-check/apply-edits.ts'
import { Editor } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import { block, copyOf, document as docOf, seeded } from '../../support/peers/peer.ts'
import { type } from '../extensions/support.ts'

const opened: Editor[] = []
afterEach(() => {
  for (const editor of opened.splice(0)) editor.destroy()
})

const select = ({ view }: Editor, from: number, to = from): void => {
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from, to)))
}

const open = (): Editor => {
  const editor = new Editor({
    element: document.body.appendChild(document.createElement('div')),
    injectCSS: false,
    enableCoreExtensions: CORE_EXTENSIONS,
    extensions: [
      ...documentExtensions({
        itemLabel: () => '',
        clipboard: {},
        foreign: {},
        mac: false,
      }),
      SequenceCollaboration.configure({
        document: copyOf(seeded(docOf(block('word and word', { bid: 'a' }))), 10),
      }),
      Find,
    ],
  })
  opened.push(editor)
  select(editor, 14)
  return editor
}

const shown = (editor: Editor): string => {
  const { attrs } = editor.state.doc.child(0)
  return `${String(attrs['kind'])}|${editor.getText()}|${editor.getHTML().includes('<strong>') ? 'bold' : ''}`
}

it('[UI889] what is done in one breath is taken back one act after the other', () => {
  const editor = open()
  type(editor, ' one')
  runCommand(editor.view, 'heading1')
  type(editor, ' two')
  select(editor, 1, 5)
  runCommand(editor.view, 'bold')
  const find = findAccess(editor.view, () => undefined)
  find.search({ query: 'and', exact: true })
  find.replaceAll('or')
  applyEdits(editor.view, [{ from: 1, to: 2, text: 'W' }])
  const undone = [shown(editor)]
  while (editor.can().undo()) {
    editor.commands.undo()
    undone.push(shown(editor))
  }
  expect(undone).toEqual([
    'heading|Word or word one two|bold',
    'heading|word or word one two|bold',
    'heading|word and word one two|bold',
    'heading|word and word one two|',
    'heading|word and word one|',
    'paragraph|word and word one|',
    'paragraph|word and word|',
  ])
})

it('[UI889] a line break is taken back with the letters around it', () => {
  const editor = open()
  type(editor, ' one')
  runCommand(editor.view, 'lineBreak')
  type(editor, 'two')
  editor.commands.undo()
  expect(editor.state.doc.child(0).textContent).toBe('word and word')
})
