import type { Node } from 'prosemirror-model'
import type { EditorState } from 'prosemirror-state'

/** The section or paragraph at the caret, or what is selected. */
export type PlaceKind = 'section' | 'selected'

/**
 * A stretch of the text, as it was when it was asked for: whole blocks, or exactly the suggestions selected. It does
 * not follow the caret, so going from card to card within it does not change it.
 */
export type CardPlace =
  | { readonly kind: PlaceKind; readonly within: 'blocks'; readonly bids: ReadonlySet<string | null> }
  | { readonly kind: PlaceKind; readonly within: 'selection'; readonly ids: ReadonlySet<string> }

const bidOf = (block: Node): string | null => {
  const bid: unknown = block.attrs['bid']
  return typeof bid === 'string' ? bid : null
}

/** Level of a heading, 1 the highest; null for other blocks. */
const levelOf = (block: Node): number | null => {
  const { kind, level }: Record<string, unknown> = block.attrs
  return kind === 'heading' ? (typeof level === 'number' ? level : 1) : null
}

/** Indexes of the section that block `index` is in: from the heading before to the next of its rank or above. */
const sectionAround = (doc: Node, index: number): { readonly first: number; readonly end: number } => {
  let first = index
  while (first > 0 && levelOf(doc.child(first)) === null) first--
  const level = levelOf(doc.child(first)) ?? Number.POSITIVE_INFINITY
  let end = first + 1
  while (end < doc.childCount && (levelOf(doc.child(end)) ?? Number.POSITIVE_INFINITY) > level) end++
  if (level === Number.POSITIVE_INFINITY)
    while (end < doc.childCount && levelOf(doc.child(end)) === null) end++
  return { first, end }
}

const idsBetween = (doc: Node, from: number, to: number): ReadonlySet<string> => {
  const ids = new Set<string>()
  doc.nodesBetween(from, to, (node) => {
    for (const mark of node.marks) if (typeof mark.attrs['by'] === 'string') ids.add(String(mark.attrs['id']))
  })
  return ids
}

/** The place that is meant now [UI440]. */
export const placeInText = ({ doc, selection }: EditorState, kind: PlaceKind): CardPlace => {
  if (kind === 'selected' && !selection.empty)
    return { kind, within: 'selection', ids: idsBetween(doc, selection.from, selection.to) }
  const index = Math.min(selection.$head.index(0), doc.childCount - 1)
  const { first, end } = kind === 'section' ? sectionAround(doc, index) : { first: index, end: index + 1 }
  const bids = new Set<string | null>()
  for (let at = first; at < end; at++) bids.add(bidOf(doc.child(at)))
  return { kind, within: 'blocks', bids }
}
