import type { EditorView } from '@tiptap/pm/view'
import { drawnFrom } from '../drawn-blocks.ts'

/** A block that is drawn near the window. */
export interface BlockNear {
  readonly index: number
  readonly element: HTMLElement
  readonly box: DOMRect
}

/** The blocks between two heights of the window, in order. */
export const blocksNear = (view: EditorView, from: number, to: number): readonly BlockNear[] => {
  const { first, elementAt } = drawnFrom(view, from)
  const near: BlockNear[] = []
  for (let index = first; index < view.state.doc.childCount; index++) {
    const element = elementAt(index)
    if (element === null) continue
    const box = element.getBoundingClientRect()
    if (box.top > to) break
    near.push({ index, element, box })
  }
  return near
}
