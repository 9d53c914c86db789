import type { EditorView } from '@tiptap/pm/view'
import type { SuggestionCard } from '#core/suggestions/cards.ts'
import { drawnFrom } from '../drawn-blocks.ts'

/** Where lines of the text begin: pixels from the window's top, by the id of what stands there. */
export type Anchors = ReadonlyMap<string, number>

const firsts = new WeakMap<readonly SuggestionCard[], ReadonlyMap<string | null, readonly string[]>>()

/** The suggestions that begin in each block; read once for a list of cards. */
const beginningIn = (cards: readonly SuggestionCard[]): ReadonlyMap<string | null, readonly string[]> => {
  const known = firsts.get(cards)
  if (known !== undefined) return known
  const found = new Map<string | null, string[]>()
  for (const { id, bids } of cards) {
    const bid = bids[0] ?? null
    const ids = found.get(bid)
    if (ids === undefined) found.set(bid, [id])
    else ids.push(id)
  }
  firsts.set(cards, found)
  return found
}

/** Top of the first line of a block's own words, also of an empty one. */
const firstLine = (block: HTMLElement): number =>
  block.getBoundingClientRect().top + Number.parseFloat(getComputedStyle(block).paddingBlockStart)

/**
 * The first line of every suggestion that begins in a block between two heights of the window. Blocks further away are
 * not looked at: the browser has not laid them out, and asking would make it ([UI502]). Reads layout, so it is called
 * once a frame; costs a search among the blocks and one look for each suggestion that is near.
 */
export const cardAnchors = (
  view: EditorView,
  cards: readonly SuggestionCard[],
  from: number,
  to: number,
): Anchors => {
  const anchors = new Map<string, number>()
  if (cards.length === 0 || !view.dom.isConnected) return anchors
  const { doc } = view.state
  const begin = beginningIn(cards)
  const { first, elementAt } = drawnFrom(view, from)
  for (let index = first; index < doc.childCount; index++) {
    const bid: unknown = doc.child(index).attrs['bid']
    const ids = begin.get(typeof bid === 'string' ? bid : null)
    // A block without any is asked for its place now and then, to see where the window ends.
    if (ids === undefined && index % 8 !== 0) continue
    const block = elementAt(index)
    if (block === null) continue
    if (block.getBoundingClientRect().top > to) break
    if (ids !== undefined) readBlock(block, ids, anchors)
  }
  return anchors
}

/** Suggestions on a block itself are drawn around it. */
const isAround = (block: HTMLElement, id: string): boolean =>
  block.parentElement?.closest(`.documentText [data-suggestion="${CSS.escape(id)}"]`) !== null

const readBlock = (block: HTMLElement, ids: readonly string[], anchors: Map<string, number>): void => {
  const marks = new Map<string, Element>()
  for (const mark of block.querySelectorAll('[data-suggestion]')) {
    const id = mark.getAttribute('data-suggestion') ?? ''
    if (!marks.has(id)) marks.set(id, mark)
  }
  for (const id of ids) {
    const line = isAround(block, id) ? undefined : marks.get(id)?.getClientRects()[0]
    anchors.set(id, line?.top ?? firstLine(block))
  }
}
