import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

interface AccessOptions {
  /** Spoken name of the text. */
  label: () => string
  /** A key that would have written, pressed while nobody may write. */
  keyRefused: () => void
  /** Does the browser check the spelling in its own way? */
  spelling: () => boolean
}

const WRITES = new Set(['Enter', 'Backspace', 'Delete'])

const wouldWrite = (event: KeyboardEvent): boolean =>
  !event.ctrlKey && !event.metaKey && !event.altKey && (event.key.length === 1 || WRITES.has(event.key))

/**
 * The text for assistive technology: a labelled multiline textbox, which stays reachable by keyboard when it is
 * closed to writing and says so ([UI15]); and the mark of an empty document, on which the page draws its hint.
 */
export const TextAccess = Extension.create<AccessOptions>({
  name: 'textAccess',
  addOptions: () => ({ label: () => '', keyRefused: () => undefined, spelling: () => true }),
  addProseMirrorPlugins() {
    const { label, keyRefused, spelling } = this.options
    const { editor } = this
    return [
      new Plugin({
        props: {
          attributes: () => ({
            id: 'text',
            class: 'documentText',
            role: 'textbox',
            tabindex: '0',
            spellcheck: String(spelling()),
            'aria-multiline': 'true',
            'aria-label': label(),
            ...(editor.isEditable ? {} : { 'aria-readonly': 'true' }),
          }),
          handleDOMEvents: {
            keydown: (view, event) => {
              if (view.editable || !wouldWrite(event)) return false
              keyRefused()
              // Space would scroll the page, which looks as if it had been taken.
              event.preventDefault()
              return true
            },
          },
          decorations: ({ doc }) => {
            const first = doc.firstChild
            if (doc.childCount !== 1 || first === null || first.content.size > 0) return null
            return DecorationSet.create(doc, [Decoration.node(0, first.nodeSize, { 'data-empty': 'true' })])
          },
        },
      }),
    ]
  },
})
