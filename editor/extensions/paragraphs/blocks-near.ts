import type { EditorView } from '@tiptap/pm/view'
import { elementOf } from '../suggesting/card-anchors.ts'
import { firstWhere } from '#core/util/first-where.ts'

/** A block that is drawn near the window. */
export interface BlockNear {
  readonly index: number
  readonly element: HTMLElement
  readonly box: DOMRect
}

/**
 * The blocks between two heights of the window, in order. Found by halving, so that those far away are not asked for
 * their place: the browser has not laid them out ([UI502]).
 */
export const blocksNear = (view: EditorView, from: number, to: number): readonly BlockNear[] => {
  const { doc } = view.state
  const positions: number[] = []
  doc.forEach((_, position) => positions.push(position))
  const elementAt = (index: number): HTMLElement | null =>
    elementOf(view, doc.child(index), positions[index] ?? 0)
  const first = firstWhere(
    positions.length,
    (index) => (elementAt(index)?.getBoundingClientRect().bottom ?? 0) >= from,
  )
  const near: BlockNear[] = []
  for (let index = first; index < positions.length; index++) {
    const element = elementAt(index)
    if (element === null) continue
    const box = element.getBoundingClientRect()
    if (box.top > to) break
    near.push({ index, element, box })
  }
  return near
}
