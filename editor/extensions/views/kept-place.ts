import type { Node } from '@tiptap/pm/model'
import { TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { keepLine, placeInSight } from './keep-line.ts'
import { rangeOfBlock } from './looked-at-block.ts'

/** Where a reader is, in words that outlive the editor: a text that starts over is shown in another one. */
export interface KeptPlace {
  readonly bid: string
  /** Letters from the start of the block that nobody proposes to delete: what is refused comes back beside those. */
  readonly letters: number
  /** Top of the line, pixels from the window's top. */
  readonly top: number
  readonly hadFocus: boolean
}

const isDeleted = (node: Node): boolean => node.marks.some(({ type }) => type.name === 'deletion')

const lettersBefore = (block: Node, offset: number): number => {
  let count = 0
  block.forEach((node, start) => {
    if (!isDeleted(node)) count += Math.max(0, Math.min(node.nodeSize, offset - start))
  })
  return count
}

/** The place right behind so many letters; the end of a block that has fewer. */
const offsetBehind = (block: Node, letters: number): number => {
  let offset = 0
  let left = letters
  block.forEach((node, start) => {
    if (left === 0 || isDeleted(node)) return
    const taken = Math.min(node.nodeSize, left)
    left -= taken
    offset = start + taken
  })
  return offset
}

/** Null where no block of the shared text is in sight. */
export const keptPlaceOf = (view: EditorView): KeptPlace | null => {
  if (!view.dom.isConnected) return null
  const place = placeInSight(view)
  if (place === null) return null
  const resolved = view.state.doc.resolve(place.position)
  const bid: unknown = resolved.depth === 0 ? null : resolved.node(1).attrs['bid']
  if (typeof bid !== 'string') return null
  const letters = lettersBefore(resolved.node(1), place.position - resolved.start(1))
  return { bid, letters, top: place.top, hadFocus: view.hasFocus() }
}

/** Shows a place where it was, with the caret in it if it had been; a block that is gone is passed over [UI661]. */
export const returnToPlace = (view: EditorView, { bid, letters, top, hadFocus }: KeptPlace): void => {
  const range = rangeOfBlock(view.state.doc, bid)
  if (range === null) return
  const block = view.state.doc.resolve(range.from).parent
  const position = range.from + offsetBehind(block, letters)
  if (hadFocus) {
    view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(position))))
    view.focus()
  }
  keepLine(view, { position, top })
}
