import { Extension } from '@tiptap/core'
import { Plugin, type Command } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { isInList } from '../blocks/block-commands.ts'
import { backspaceAtStart, deleteAtEnd, deleteSelection, splitBlock } from '../blocks/enter-and-backspace.ts'
import { asOwnStep } from '../binding/undo.ts'
import { DOCUMENT_COMMANDS, isDocumentCommand, type DocumentCommandId } from './document-commands.ts'
import { shortcutOf, type ShortcutId } from './shortcuts.ts'

/** Commands that others bring: undo and redo of the shared text, moving a block, what opens a dialog. */
export type ForeignCommands = Partial<Record<ShortcutId, Command>>

interface KeysOptions {
  foreign: ForeignCommands
  mac: boolean
}

/** Plain keys with a meaning of their own. Each is tried in order; none applicable leaves the key to the browser. */
const PLAIN_KEYS: Readonly<Record<string, readonly Command[]>> = {
  Enter: [splitBlock],
  Backspace: [deleteSelection, backspaceAtStart],
  Delete: [deleteSelection, deleteAtEnd],
}

const run = (view: EditorView, command: Command): boolean => command(view.state, view.dispatch, view)

/** Each is an act of its own to undo; a line break belongs to the letters around it. */
export const runCommand = (view: EditorView, id: DocumentCommandId): void => {
  if (id === 'lineBreak') run(view, DOCUMENT_COMMANDS[id])
  else asOwnStep(view.state, () => run(view, DOCUMENT_COMMANDS[id]))
}

const runShortcut = (view: EditorView, id: ShortcutId, foreign: ForeignCommands): boolean => {
  if (id === 'indent' || id === 'outdent') {
    // Tab belongs to the list only; elsewhere it leaves the text, so that nobody is caught in it.
    if (!isInList(view.state)) return false
    runCommand(view, id)
    return true
  }
  if (isDocumentCommand(id)) runCommand(view, id)
  else {
    const command = foreign[id]
    if (command === undefined) return false
    run(view, command)
  }
  // Also when it did nothing: Ctrl+U must not show the page's source because there is nothing to underline.
  return true
}

/** The keyboard of the text. Keys of a composition belong to the input method and are never taken. */
export const DocumentKeys = Extension.create<KeysOptions>({
  name: 'documentKeys',
  // Before the keys of the shared text itself: what undo takes back is asked of the page first [UI887].
  priority: 1_001,
  addOptions: () => ({ foreign: {}, mac: false }),
  addProseMirrorPlugins() {
    const { foreign, mac } = this.options
    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            // Who may not write may still comment and lock; ProseMirror hands no key out in a text closed to writing.
            keydown: (view, event) => {
              const shortcut = shortcutOf(event, mac)
              if (view.editable || (shortcut !== 'comment' && shortcut !== 'lock')) return false
              event.preventDefault()
              return runShortcut(view, shortcut, foreign)
            },
          },
          handleKeyDown: (view, event) => {
            if (event.isComposing || view.composing) return false
            const shortcut = shortcutOf(event, mac)
            if (shortcut !== null) return view.editable && runShortcut(view, shortcut, foreign)
            if (event.ctrlKey || event.metaKey || event.altKey || !view.editable) return false
            return (PLAIN_KEYS[event.key] ?? []).some((command) => run(view, command))
          },
        },
      }),
    ]
  },
})
