import type { EditorView } from '@tiptap/pm/view'
import { firstWhere } from '#core/util/first-where.ts'

/** Somewhere in the document that belongs to a thread. */
interface Spot {
  readonly id: string
  readonly position: number
}

/**
 * The lines of places that stand between two heights of the window, as pixels from its top. Blocks further away are not
 * looked at: the browser has not laid them out, and asking would make it. Reads layout, so it is called once a frame.
 */
export const threadAnchors = (
  view: EditorView,
  spots: readonly Spot[],
  from: number,
  to: number,
): ReadonlyMap<string, number> => {
  const tops = new Map<string, number>()
  if (spots.length === 0 || !view.dom.isConnected) return tops
  const sorted = spots.toSorted((one, two) => one.position - two.position)
  const blockTop = ({ position }: Spot): number => {
    const { doc } = view.state
    const at = doc.resolve(Math.min(position, doc.content.size))
    const node = view.nodeDOM(at.depth === 0 ? at.pos : at.before(1))
    return node instanceof HTMLElement ? node.getBoundingClientRect().top : Number.NEGATIVE_INFINITY
  }
  // The first whose block begins in the window; the one before may reach into it.
  const first = firstWhere(sorted.length, (index) => {
    const spot = sorted[index]
    return spot === undefined || blockTop(spot) >= from
  })
  for (const spot of sorted.slice(Math.max(0, first - 1))) {
    if (blockTop(spot) > to) break
    const { top } = view.coordsAtPos(spot.position, 1)
    if (top >= from && top <= to) tops.set(spot.id, top)
  }
  return tops
}
