import type { Anchored } from './margin-item.ts'

/** Something that is drawn in the margin, and how high it is, in pixels. */
export interface Standing extends Anchored {
  readonly height: number
}

export interface Placing {
  /** What stays at its place whatever stands around it; null when nothing does. */
  readonly active: string | null
  /** Between two neighbours. */
  readonly gap: number
  /** Nothing can be reached above this: the top of the page. */
  readonly floor: number
  /** Height of the sign that stands for what has no room above. */
  readonly sign: number
}

export interface Placed {
  /** Pixels from the margin's top, by key; without those that are folded. */
  readonly tops: ReadonlyMap<string, number>
  /** The first ones, in order, that have no room between the top of the page and the active one. */
  readonly folded: readonly string[]
  /** Where their sign stands; null when none is folded. */
  readonly signTop: number | null
  /** Where the last one ends; 0 when there are none. */
  readonly bottom: number
}

/** Pushes each one down as far as the one before needs, and no further. */
const forward = (items: readonly Standing[], from: number, gap: number): number[] => {
  let free = from
  return items.map(({ anchor, height }) => {
    const top = Math.max(anchor, free)
    free = top + height + gap
    return top
  })
}

/** Pushes each one up as far as the one after needs, and no further. */
const backward = (items: readonly Standing[], tops: number[], upTo: number, gap: number): number[] => {
  let free = upTo
  for (let at = items.length - 1; at >= 0; at--) {
    const top = Math.min(tops[at] ?? 0, free - gap - (items[at]?.height ?? 0))
    tops[at] = top
    free = top
  }
  return tops
}

/**
 * Places what stands in the margin, sorted by anchor, each as near to its anchor as its neighbours let it [UI500]. The
 * active one stands exactly at its anchor; what comes before gives way upwards, what comes after downwards. Nothing
 * overlaps, the order is kept. Where the page ends above, those without room are folded into one sign: they are pushed
 * neither out of the page, where nobody reaches them, nor over one another.
 */
export const placeCards = (sorted: readonly Standing[], { active, gap, floor, sign }: Placing): Placed => {
  const at = sorted.findIndex(({ key }) => key === active)
  const before = sorted.slice(0, Math.max(0, at))
  const rest = sorted.slice(before.length)
  const anchor = rest[0]?.anchor ?? 0
  const above = at < 0 ? [] : backward(before, forward(before, Number.NEGATIVE_INFINITY, gap), anchor, gap)
  let folded = above.findIndex((top) => top >= floor)
  if (folded < 0) folded = above.length
  // Whatever is folded leaves a sign behind, which needs room itself.
  if (folded > 0) while (folded < above.length && (above[folded] ?? 0) < floor + sign + gap) folded++
  const under = forward(rest, Number.NEGATIVE_INFINITY, gap)
  const tops = new Map<string, number>()
  for (const [index, top] of [...above, ...under].entries()) {
    const key = sorted[index]?.key
    if (key !== undefined && index >= folded) tops.set(key, top)
  }
  const next = above[folded] ?? anchor
  const last = sorted.at(-1)
  return {
    tops,
    folded: sorted.slice(0, folded).map(({ key }) => key),
    signTop: folded === 0 ? null : Math.min(floor, next - gap - sign),
    bottom: last === undefined ? 0 : (tops.get(last.key) ?? floor + sign) + last.height,
  }
}
