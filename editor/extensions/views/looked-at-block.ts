import type { Node } from '@tiptap/pm/model'
import type { EditorView } from '@tiptap/pm/view'

/** A stretch of the document, in its positions. */
interface Range {
  readonly from: number
  readonly to: number
}

/** The text of a block, from its start to its end; null when there is no such block. */
export const rangeOfBlock = (doc: Node, bid: string): Range | null => {
  let found: Range | null = null
  doc.forEach((block, before) => {
    if (block.attrs['bid'] === bid) found = { from: before + 1, to: before + 1 + block.content.size }
  })
  return found
}

/** The name under which the style sheet knows it: `::highlight(lookedAt)`. */
const NAME = 'lookedAt'

/** Shows which block is spoken of, by the browser's highlights; a browser without them is led there all the same. */
export const lookedAtBlock = (page: Window & typeof globalThis) => ({
  show: (view: EditorView, range: Range | null): void => {
    if (!('highlights' in page.CSS) || typeof page.Highlight !== 'function') return
    page.CSS.highlights.delete(NAME)
    if (range === null) return
    const [start, end] = [view.domAtPos(range.from), view.domAtPos(range.to)]
    const shown = page.document.createRange()
    shown.setStart(start.node, start.offset)
    shown.setEnd(end.node, end.offset)
    page.CSS.highlights.set(NAME, new page.Highlight(shown))
  },
})
