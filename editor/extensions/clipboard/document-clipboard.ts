import { Extension } from '@tiptap/core'
import { Plugin, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { BlockContent } from '#core/schema/content.ts'
import { numberOfBlock } from '../blocks/block-numbers.ts'
import { insertPasted } from './insert.ts'
import type { LinesRead } from './pasted-lines.ts'
import { MAX_PASTE_BYTES, joinRuns, pastedBytes, readPlainText, textOf, type Pasted } from './pasted-text.ts'
import { readHtml } from './read-html.ts'
import { ClipboardSerializer, clipboardText, firstIndexOf } from './write.ts'

export type PasteRefusal = 'too-large' | 'nothing-usable'

export interface ClipboardOptions {
  /** Mends what Arabic text suffers on the way (core/text); applied to each run. */
  clean: (text: string) => string
  /** Told when a paste or drop is not taken; the document is then unchanged. */
  refused: (reason: PasteRefusal) => void
  /** Reads what may be lines of a page ([UI960]); rejects when that part of the page cannot be had. */
  readLines: (text: string) => Promise<LinesRead>
  /** So many lines were gathered into paragraphs. */
  gathered: (lines: number) => void
  /** A text out of order was to be pasted; the document is unchanged ([UI961]). */
  damaged: (text: string) => void
}

const cleaned = (block: BlockContent, clean: ClipboardOptions['clean']): BlockContent => ({
  ...block,
  runs: joinRuns(block.runs.map((run) => ({ ...run, text: clean(run.text) }))),
})

/** TextEdit and Preview of macOS write every line of a page as a paragraph of HTML. */
const LINES_AS_HTML = /<meta name="Generator" content="Cocoa HTML Writer"/u

const isPlain = ({ attrs, runs }: BlockContent): boolean =>
  attrs.kind === 'paragraph' && runs.every(({ formats }) => formats.size === 0)

/** What a clipboard or a drag brings. */
interface Brought {
  /** Taken as it is; `plain` ignores its HTML. */
  readonly pasted: Pasted
  /** Its words, when they may be lines of a page; else null. */
  readonly lines: string | null
}

/** Lines are enough to see where they are cut, or a word begins with a letter that only ends words. */
const mayBeLines = (words: string): boolean =>
  words.split('\n').filter((line) => line.trim() !== '').length > 2 || /(?:^|\s)[ةى]\p{L}/u.test(words)

/** @param asItIs Ctrl+Shift+V: plain text, line by line. */
const readTransfer = (transfer: DataTransfer, asItIs: boolean): Brought => {
  const words = transfer.getData('text/plain')
  const html = asItIs ? '' : transfer.getData('text/html')
  const rich = html === '' ? null : readHtml(html)
  // Programs that copy an image or a shape bring HTML with no text: then the plain text is all there is.
  const isRich = rich !== null && rich.blocks.length > 0
  const pasted = isRich ? rich : readPlainText(words)
  const isPlainText = !isRich || (LINES_AS_HTML.test(html) && rich.blocks.every(isPlain))
  return { pasted, lines: !asItIs && isPlainText && mayBeLines(words) ? words : null }
}

type Taking = Pick<ClipboardOptions, 'clean' | 'refused'>

const take = (view: EditorView, pasted: Pasted, options: Taking): void => {
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

/** Plain text line by line, as Ctrl+Shift+V brings it. */
export const pasteAsItIs = (view: EditorView, text: string, options: Taking): void => {
  if (view.editable) take(view, readPlainText(text), options)
}

/** The caret may move meanwhile, and takes it where it is then. */
const readAndTake = async (
  view: EditorView,
  pasted: Pasted,
  words: string,
  options: ClipboardOptions,
): Promise<void> => {
  const read = await options.readLines(words).catch((): LinesRead => ({ kind: 'lines' }))
  if (view.isDestroyed || !view.editable) return
  if (read.kind === 'damaged') return options.damaged(words)
  if (read.kind === 'lines') return take(view, pasted, options)
  const { doc } = view.state
  take(view, read.pasted, options)
  // A lock, or its size, may have kept it out.
  if (view.state.doc !== doc) options.gathered(read.lines)
}

const takeBrought = (view: EditorView, { pasted, lines }: Brought, options: ClipboardOptions): void => {
  if (lines === null) take(view, pasted, options)
  else void readAndTake(view, pasted, lines, options)
}

/** Copy, cut, paste and drop: in comes only our schema, out goes HTML and text that other programs understand. */
export const DocumentClipboard = Extension.create<ClipboardOptions>({
  name: 'documentClipboard',
  addOptions: () => ({
    clean: (text) => text,
    refused: () => undefined,
    readLines: () => Promise.resolve({ kind: 'lines' }),
    gathered: () => undefined,
    damaged: () => undefined,
  }),
  addProseMirrorPlugins() {
    const { options } = this
    return [
      new Plugin({
        props: {
          clipboardSerializer: new ClipboardSerializer(this.editor.schema),
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
              if (view.editable) takeBrought(view, readTransfer(transfer, pressedShift(view)), options)
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
            takeBrought(view, readTransfer(event.dataTransfer, false), options)
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
