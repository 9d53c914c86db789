import { Extension } from '@tiptap/core'
import { Plugin, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { BlockContent } from '#core/schema/content.ts'
import type { TextDirection } from '#core/text/direction.ts'
import { numberOfBlock } from '../blocks/block-numbers.ts'
import { directionOf } from '../text-language.ts'
import { insertPasted } from './insert.ts'
import { MAX_PASTE_BYTES, joinRuns, pastedBytes, readPlainText, textOf, type Pasted } from './pasted-text.ts'
import { readHtml } from './read-html.ts'
import { ClipboardSerializer, clipboardText, firstIndexOf } from './write.ts'

export type PasteRefusal = 'too-large' | 'nothing-usable'

interface ClipboardOptions {
  /** Mends what Arabic text suffers on the way (core/text); applied to each run. */
  clean: (text: string) => string
  /** Told when a paste or drop is not taken; the document is then unchanged. */
  refused: (reason: PasteRefusal) => void
}

const cleaned = (block: BlockContent, clean: ClipboardOptions['clean']): BlockContent => ({
  ...block,
  runs: joinRuns(block.runs.map((run) => ({ ...run, text: clean(run.text) }))),
})

/** What a clipboard or a drag brings into a document of this direction; `plain` ignores its HTML (Ctrl+Shift+V). */
const readTransfer = (transfer: DataTransfer, direction: TextDirection, plain: boolean): Pasted => {
  const html = plain ? '' : transfer.getData('text/html')
  const rich = html === '' ? null : readHtml(html, direction)
  // Programs that copy an image or a shape bring HTML with no text: then the plain text is all there is.
  return rich !== null && rich.blocks.length > 0
    ? rich
    : readPlainText(transfer.getData('text/plain'), direction)
}

const take = (view: EditorView, pasted: Pasted, options: ClipboardOptions): void => {
  const blocks = pasted.blocks.map((block) => cleaned(block, options.clean))
  if (blocks.every((block) => textOf(block) === '') && blocks.length <= 1)
    return options.refused('nothing-usable')
  if (pastedBytes(blocks) > MAX_PASTE_BYTES) return options.refused('too-large')
  view.dispatch(
    insertPasted(view.state, { ...pasted, blocks })
      .scrollIntoView()
      .setMeta('paste', true)
      .setMeta('uiEvent', 'paste'),
  )
}

/** Copy, cut, paste and drop: in comes only our schema, out goes HTML and text that other programs understand. */
export const DocumentClipboard = Extension.create<ClipboardOptions>({
  name: 'documentClipboard',
  addOptions: () => ({ clean: (text) => text, refused: () => undefined }),
  addProseMirrorPlugins() {
    const { options, editor } = this
    return [
      new Plugin({
        props: {
          clipboardSerializer: new ClipboardSerializer(editor.schema, () => directionOf(editor.state)),
          clipboardTextSerializer: (slice, view) => {
            const first = firstIndexOf(view.state)
            return clipboardText(
              slice,
              Array.from({ length: slice.content.childCount }, (_, index) =>
                numberOfBlock(view.state, first + index),
              ),
            )
          },
          handleDOMEvents: {
            // Before ProseMirror parses the HTML with its own rules, which know only what it drew itself.
            paste: (view, event) => {
              const transfer = event.clipboardData
              if (transfer === null) return false
              event.preventDefault()
              if (view.editable)
                take(view, readTransfer(transfer, directionOf(view.state), pressedShift(view)), options)
              return true
            },
          },
          handleDrop: (view, event, _slice, moved) => {
            // A selection dragged within the text is moved by ProseMirror, as the very nodes it is.
            if (moved || view.dragging !== null || event.dataTransfer === null) return false
            // A file is for the page, which asks what is to become of it.
            if (event.dataTransfer.types.includes('Files')) return true
            const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
            if (at === null || !view.editable) return true
            view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(at.pos))))
            take(view, readTransfer(event.dataTransfer, directionOf(view.state), false), options)
            view.focus()
            return true
          },
        },
      }),
    ]
  },
})

/** Is Shift held, that is, was this Ctrl+Shift+V? ProseMirror keeps it; its type does not say so. */
const pressedShift = (view: EditorView): boolean => {
  const input: unknown = Reflect.get(view, 'input')
  return typeof input === 'object' && input !== null && Reflect.get(input, 'shiftKey') === true
}
