import { Editor, Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { CleanViewName } from '#core/suggestions/views.ts'
import { BlockNumbers, type ItemLabel } from '../blocks/block-numbers.ts'
import { DocumentClipboard } from '../clipboard/document-clipboard.ts'
import { CORE_EXTENSIONS } from '../core-extensions.ts'
import { schemaExtensions } from '../document-extensions.ts'
import { PrintedNumbers } from '../paragraphs/printed-numbers.ts'
import { cleanDocument, cleanPosition, markedPosition, type CleanDocument } from './clean-text.ts'

export interface CleanEditorOptions {
  /** Spoken name of this text. */
  readonly label: () => string
  readonly itemLabel: ItemLabel
  /** A click that selected nothing, or a key that would write. */
  readonly asked: (event: MouseEvent | KeyboardEvent) => boolean
}

/** A clean text on the page, drawn as the marked one is, for reading and copying. */
export interface CleanEditor {
  readonly host: HTMLElement
  readonly view: EditorView
  /** Draws what the marked text has become; only what differs is touched. */
  readonly show: (marked: Node) => void
  readonly toMarked: (position: number) => number
  readonly toClean: (position: number) => number
  readonly destroy: () => void
}

const access = ({ label, asked }: CleanEditorOptions): Extension =>
  Extension.create({
    name: 'cleanAccess',
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          attributes: () => ({
            id: 'text',
            class: 'documentText',
            dir: 'rtl',
            lang: 'ar',
            tabindex: '0',
            'aria-label': label(),
          }),
          handleDOMEvents: {
            click: (view, event) => view.state.selection.empty && asked(event),
            keydown: (_, event) => asked(event),
          },
        },
      }),
    ],
  })

/** Replaces the blocks from the first to the last that differ. */
const redraw = ({ view }: Editor, doc: Node): void => {
  const old = view.state.doc
  let [start, before, after] = [0, old.childCount, doc.childCount]
  let position = 0
  while (start < before && start < after && old.child(start).eq(doc.child(start)))
    position += old.child(start++).nodeSize
  let end = old.content.size
  while (before > start && after > start && old.child(before - 1).eq(doc.child(after - 1))) {
    end -= old.child(--before).nodeSize
    after--
  }
  if (before === start && after === start) return
  const blocks = Array.from({ length: after - start }, (_, index) => doc.child(start + index))
  view.dispatch(view.state.tr.replaceWith(position, end, blocks))
}

/** Made when a clean view is shown, destroyed when it goes: it costs nothing while people write. */
export const openCleanEditor = (
  marked: Node,
  name: CleanViewName,
  options: CleanEditorOptions,
): CleanEditor => {
  const host = document.createElement('div')
  const editor = new Editor({
    element: host,
    editable: false,
    injectCSS: false,
    // Tiptap calls every text a textbox; this one is for reading.
    editorProps: { attributes: { role: 'document' } },
    enableCoreExtensions: CORE_EXTENSIONS,
    enableInputRules: false,
    enablePasteRules: false,
    extensions: [
      ...schemaExtensions,
      BlockNumbers.configure({ label: options.itemLabel }),
      DocumentClipboard,
      PrintedNumbers,
      access(options),
    ],
  })
  let source = marked
  let clean: CleanDocument = cleanDocument(marked, name, editor.schema)
  redraw(editor, clean.doc)
  return {
    host,
    view: editor.view,
    show: (next) => {
      if (next === source) return
      source = next
      clean = cleanDocument(next, name, editor.schema)
      redraw(editor, clean.doc)
    },
    toMarked: (position) => markedPosition(source, clean, position),
    toClean: (position) => cleanPosition(source, clean, position),
    destroy: () => {
      editor.destroy()
      host.remove()
    },
  }
}
