import type { Node } from '@tiptap/pm/model'
import type { EditorView } from '@tiptap/pm/view'
import { firstWhere } from '#core/util/first-where.ts'

const elements = new WeakMap<Node, HTMLElement>()

/**
 * A block is the same object until somebody changes it, and drawn by one element until it is drawn again; that element
 * may then draw another one.
 */
const elementOf = (view: EditorView, block: Node, position: number): HTMLElement | null => {
  const known = elements.get(block)
  if (known?.isConnected === true && (known.dataset['bid'] ?? null) === block.attrs['bid']) return known
  const found = view.nodeDOM(position)
  if (!(found instanceof HTMLElement)) return null
  elements.set(block, found)
  return found
}

/** The blocks of a view as it draws them. */
export interface DrawnBlocks {
  /** The first that ends at the height or below it; the number of blocks where none does. */
  readonly first: number
  readonly elementAt: (index: number) => HTMLElement | null
}

/**
 * The blocks from a height of the window on. Found by halving, so that those far away are not asked for their place: the
 * browser has not laid them out ([UI502]).
 */
export const drawnFrom = (view: EditorView, from: number): DrawnBlocks => {
  const { doc } = view.state
  const positions: number[] = []
  doc.forEach((_, position) => positions.push(position))
  const elementAt = (index: number): HTMLElement | null =>
    elementOf(view, doc.child(index), positions[index] ?? 0)
  const first = firstWhere(
    positions.length,
    (index) => (elementAt(index)?.getBoundingClientRect().bottom ?? 0) >= from,
  )
  return { first, elementAt }
}
