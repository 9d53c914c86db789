import type { Editor } from '@tiptap/core'
import type { Transaction } from '@tiptap/pm/state'
import { countWords } from '#core/text/words.ts'
import { outlineOf, sectionOf, textSizeOf, type OutlineEntry, type TextSize } from './outline.ts'

/** What stands where in the text, and where the caret is in it. */
export interface Outline extends TextSize {
  readonly entries: readonly OutlineEntry[]
  /** The heading over the caret; null above the first. */
  readonly section: string | null
  /** Words of what is selected; 0 when nothing is. */
  readonly selected: number
}

/** Milliseconds without a key after which the text is read again. */
const REST_MS = 200

const read = ({ state: { doc, selection } }: Editor): Outline => ({
  entries: outlineOf(doc),
  ...textSizeOf(doc),
  section: sectionOf(doc, Math.min(selection.$head.index(0), doc.childCount - 1)),
  selected: selection.empty ? 0 : countWords(doc.textBetween(selection.from, selection.to, '\n')),
})

/** Tells the outline now, and again whenever writing or the caret has come to rest. Answers how to stop. */
export const watchOutline = (editor: Editor, listener: (outline: Outline) => void): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tell = (): void => {
    listener(read(editor))
  }
  const changed = ({ transaction }: { readonly transaction: Transaction }): void => {
    if (!transaction.docChanged && !transaction.selectionSet) return
    clearTimeout(timer)
    timer = setTimeout(tell, REST_MS)
  }
  editor.on('transaction', changed)
  tell()
  return () => {
    clearTimeout(timer)
    editor.off('transaction', changed)
  }
}
