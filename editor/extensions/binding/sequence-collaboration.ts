import { Collaboration, type CollaborationOptions } from '@tiptap/extension-collaboration'
import { Doc } from 'yjs'
import { contentOf } from '#core/shared-doc/elements.ts'
import { SequenceBinding, type Desync } from './binding.ts'
import { moveBlocks } from './move-blocks.ts'
import { ownUndoSteps } from './own-undo-steps.ts'
import { sequencePlugin } from './sequence-plugin.ts'
import { UndoSelection, createUndoManager, undoPlugin } from './undo.ts'

export interface SequenceCollaborationOptions extends CollaborationOptions {
  /** Called, before anything is sent, when document and shared text are found to differ. */
  onDesync: (desync: Desync) => void
  /** Further origins of Yjs transactions that undo takes back. */
  trackedOrigins: readonly unknown[]
}

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    sequence: {
      /** Moves the selected blocks over their neighbour as one act; each keeps its bid ([DOC7]). */
      moveBlock: (direction: 'up' | 'down') => ReturnType
    }
  }
}

/**
 * Tiptap's Collaboration with our binding inside: one Y.Text instead of a tree (`document` is required, `field` and
 * `fragment` are not used). Its commands and shortcuts for undo and redo are as they were.
 */
export const SequenceCollaboration = Collaboration.extend<SequenceCollaborationOptions>({
  addOptions() {
    return {
      document: null,
      field: 'content',
      fragment: null,
      provider: null,
      onDesync: () => undefined,
      trackedOrigins: [],
    }
  },

  addCommands() {
    return {
      ...this.parent?.(),
      moveBlock:
        (direction) =>
        ({ state, tr, dispatch }) =>
          moveBlocks(state, direction, dispatch === undefined ? null : tr),
    }
  },

  addKeyboardShortcuts() {
    return {
      ...this.parent?.(),
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
