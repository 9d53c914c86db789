import { Extension } from '@tiptap/core'
import type { EditorState } from 'prosemirror-state'
import { Doc, type UndoManager } from 'yjs'
import { contentOf } from '#core/shared-doc/elements.ts'
import { SequenceBinding, type Desync } from './binding.ts'
import { moveBlocks } from './move-blocks.ts'
import { ownUndoSteps } from './own-undo-steps.ts'
import { sequencePlugin } from './sequence-plugin.ts'
import { UndoSelection, createUndoManager, undoManagerOf, undoPlugin } from './undo.ts'

export interface SequenceCollaborationOptions {
  /** Required. */
  document: Doc | null
  /** Called when the text first stands in the view. */
  onFirstRender: (() => void) | undefined
  /** Called, before anything is sent, when document and shared text are found to differ. */
  onDesync: (desync: Desync) => void
  /** Further origins of Yjs transactions that undo takes back. */
  trackedOrigins: readonly unknown[]
}

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    sequence: {
      /** Takes back what this editor wrote last. */
      undo: () => ReturnType
      /** Brings back what was taken back last. */
      redo: () => ReturnType
      /** Moves the selected blocks over their neighbour as one act; each keeps its bid ([DOC7]). */
      moveBlock: (direction: 'up' | 'down') => ReturnType
    }
  }
}

/** Is there something on the stack? Asked with `act`, it is carried out: past ProseMirror, so nothing is dispatched. */
const turnBack = (
  state: EditorState,
  stack: 'undoStack' | 'redoStack',
  act: ((manager: UndoManager) => unknown) | null,
): boolean => {
  const manager = undoManagerOf(state)
  if (manager === null || manager[stack].length === 0) return false
  act?.(manager)
  return true
}

/**
 * What Tiptap's Collaboration is for a tree, for one Y.Text, with its name, commands and shortcuts. Written here and not extended
 * from it: that brings along the binding of trees (ADR 9) [UI855].
 */
export const SequenceCollaboration = Extension.create<SequenceCollaborationOptions>({
  name: 'collaboration',
  // Before others: its plugins are the first to see a transaction.
  priority: 1_000,

  addOptions() {
    return {
      document: null,
      onFirstRender: undefined,
      onDesync: () => undefined,
      trackedOrigins: [],
    }
  },

  addCommands() {
    return {
      undo:
        () =>
        ({ state, tr, dispatch }) => {
          tr.setMeta('preventDispatch', true)
          return turnBack(state, 'undoStack', dispatch === undefined ? null : (manager) => manager.undo())
        },
      redo:
        () =>
        ({ state, tr, dispatch }) => {
          tr.setMeta('preventDispatch', true)
          return turnBack(state, 'redoStack', dispatch === undefined ? null : (manager) => manager.redo())
        },
      moveBlock:
        (direction) =>
        ({ state, tr, dispatch }) =>
          moveBlocks(state, direction, dispatch === undefined ? null : tr),
    }
  },

  addKeyboardShortcuts() {
    return {
      'Mod-z': () => this.editor.commands.undo(),
      'Mod-y': () => this.editor.commands.redo(),
      'Shift-Mod-z': () => this.editor.commands.redo(),
      'Alt-ArrowUp': () => this.editor.commands.moveBlock('up'),
      'Alt-ArrowDown': () => this.editor.commands.moveBlock('down'),
    }
  },

  addProseMirrorPlugins() {
    const { document, onDesync, trackedOrigins, onFirstRender } = this.options
    if (!(document instanceof Doc)) throw new TypeError('SequenceCollaboration needs a Y.Doc as its document')
    const text = contentOf(document)
    const manager = createUndoManager(text, trackedOrigins)
    const binding = new SequenceBinding(text, this.editor.schema, { onDesync })
    return [
      sequencePlugin(text, binding, new UndoSelection(manager, binding), onFirstRender),
      undoPlugin(manager),
      ownUndoSteps(),
    ]
  },
})
