import type { Anchored } from './margin-item.ts'

/** How close things may stand before they are drawn as one, in pixels. */
export interface Density {
  /** A new group begins at this distance from the first of the one before. */
  readonly band: number
  /** A group that stands keeps what moved no further than this over the edge, so that none flickers. */
  readonly slack: number
  /** Each drawn by itself needs so much; what stands closer on the average is a cluster. */
  readonly room: number
  /** So many are drawn by themselves however close they stand; 0 when nothing ever is. */
  readonly alone: number
}

/** Beside the text: a card takes 52 pixels and 8 between, so one in 60 pixels stands at its place [UI500]. */
export const CARD_DENSITY: Density = { band: 180, slack: 60, room: 60, alone: 3 }

/** In the rail everything is a sign that bears a number. */
export const RAIL_DENSITY: Density = { band: 52, slack: 8, room: 0, alone: 0 }

/** Neighbours in the margin. */
export interface Group {
  readonly members: readonly Anchored[]
  /** Too many to be drawn one by one. */
  readonly dense: boolean
}

const isDense = (members: readonly Anchored[], { room, alone }: Density): boolean => {
  const span = (members.at(-1)?.anchor ?? 0) - (members[0]?.anchor ?? 0)
  return members.length > alone && (alone === 0 || (members.length - 1) * room > span)
}

/**
 * Parts what stands in the margin, sorted by anchor, into groups of neighbours [UI501]. `starts` are the keys that
 * began a group last time: while the window moves along the text, or a letter moves a line, the groups in sight stay
 * what they were. Every thing is in exactly one group, in order.
 */
export const groupCards = (
  sorted: readonly Anchored[],
  starts: ReadonlySet<string>,
  known: ReadonlySet<string>,
  density: Density,
): readonly Group[] => {
  const { band, slack } = density
  const groups: Anchored[][] = []
  let first = 0
  for (const one of sorted) {
    const far = one.anchor - first
    const reach = starts.has(one.key) ? band - slack : known.has(one.key) ? band + slack : band
    const last = groups.at(-1)
    if (last === undefined || far >= reach) {
      groups.push([one])
      first = one.anchor
    } else last.push(one)
  }
  return groups.map((members) => ({ members, dense: isDense(members, density) }))
}
