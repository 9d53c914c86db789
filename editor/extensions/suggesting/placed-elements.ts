import type { Mark, Node } from 'prosemirror-model'
import { encodeMarks, type RawFormats } from '#core/schema/content.ts'
import { BLOCK_NODE } from '#core/schema/schema.ts'
import type { SequenceElement } from '#core/suggestions/element.ts'

/** An element of the text, one code point or one marker, and the position in the document where it begins. */
export interface PlacedElement {
  readonly element: SequenceElement
  readonly position: number
}

/** Position behind an element: of a marker the start of its block's text. */
export const endOf = ({ element, position }: PlacedElement): number =>
  position + (element.kind === 'text' ? element.text.length : 1)

const markerOf = (block: Node): SequenceElement => ({
  kind: 'marker',
  attrs: new Map(Object.entries(block.attrs)),
  formats: encodeMarks(block.marks),
})

/** The elements that begin in `from`…`to`, in order. */
export const elementsBetween = (doc: Node, from: number, to: number): PlacedElement[] => {
  const placed: PlacedElement[] = []
  if (to <= from) return placed
  let marks: readonly Mark[] | null = null
  let formats: RawFormats = new Map()
  doc.nodesBetween(from, to, (node, position) => {
    if (node.type.name === BLOCK_NODE) {
      if (position >= from) placed.push({ element: markerOf(node), position })
      return true
    }
    if (node.text === undefined) return true
    // One object for all letters of a run: comparing them is then cheap.
    if (node.marks !== marks) {
      marks = node.marks
      formats = encodeMarks(marks)
    }
    const start = Math.max(from, position)
    let at = start
    for (const text of node.text.slice(start - position, to - position)) {
      placed.push({ element: { kind: 'text', text, formats }, position: at })
      at += text.length
    }
    return false
  })
  return placed
}

const firstLetter = ({ text = '', marks }: Node): SequenceElement => ({
  kind: 'text',
  text: /^./su.exec(text.slice(0, 2))?.[0] ?? '',
  formats: encodeMarks(marks),
})

const lastLetter = ({ text = '', marks }: Node): SequenceElement => ({
  kind: 'text',
  text: /.$/su.exec(text.slice(-2))?.[0] ?? '',
  formats: encodeMarks(marks),
})

/** The element that ends where `position` is; null at the start of the text. */
export const elementBefore = (doc: Node, position: number): SequenceElement | null => {
  const $at = doc.resolve(position)
  const block = $at.depth === 0 ? $at.nodeBefore : $at.parent
  if (block === null) return null
  const text = $at.depth === 0 ? block.lastChild : $at.nodeBefore
  return text === null ? markerOf(block) : lastLetter(text)
}

/** The element that begins where `position` is; null at the end of the text. */
export const elementAfter = (doc: Node, position: number): SequenceElement | null => {
  const $at = doc.resolve(position)
  const text = $at.depth === 0 ? null : $at.nodeAfter
  if (text !== null) return firstLetter(text)
  const next = $at.depth === 0 ? $at.nodeAfter : doc.maybeChild($at.index(0) + 1)
  return next === null ? null : markerOf(next)
}
