import type { Node, Schema } from '@tiptap/pm/model'
import { decodeDocument, encodeDocument } from '#core/schema/content.ts'
import { blocksToElements, elementsToBlocks } from '#core/suggestions/element.ts'
import { cleanView, toClean, toMarked, type CleanViewName, type ViewPlaces } from '#core/suggestions/views.ts'

/** A clean text as the editor draws it, with the way there and back. */
export interface CleanDocument {
  readonly doc: Node
  readonly places: ViewPlaces
}

/** The clean text of a marked document, in another editor's schema [SUG460]. */
export const cleanDocument = (marked: Node, view: CleanViewName, schema: Schema): CleanDocument => {
  const { elements, places } = cleanView(blocksToElements(encodeDocument(marked)), view)
  return { doc: decodeDocument(schema, elementsToBlocks(elements)), places }
}

/** The index in the sequence of a position: every block counts one for its marker and none for its end. */
const indexOf = (doc: Node, position: number): number => position - doc.resolve(position).index(0)

/** The position of an index: behind a marker is the start of its block's text. */
const positionOf = (doc: Node, index: number): number => {
  let left = index
  let at = 0
  for (let block = 0; block < doc.childCount; block++) {
    const { content, nodeSize } = doc.child(block)
    if (left <= content.size + 1) return at + Math.max(1, left)
    left -= content.size + 1
    at += nodeSize
  }
  return Math.max(1, doc.content.size - 1)
}

export const markedPosition = (marked: Node, clean: CleanDocument, position: number): number =>
  positionOf(marked, toMarked(clean.places, indexOf(clean.doc, position)))

export const cleanPosition = (marked: Node, clean: CleanDocument, position: number): number =>
  positionOf(clean.doc, toClean(clean.places, indexOf(marked, position)))
