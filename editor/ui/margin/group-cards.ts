import type { Anchored } from './margin-item.ts'

/** How close things may stand before they are drawn as one, in pixels. */
export interface Density {
  /** Neighbours that lie within this distance are a group. */
  readonly band: number
  /** A group that stands is kept while its members move this much further apart, so that none flickers. */
  readonly slack: number
  /** Each drawn by itself needs so much; what stands closer is a cluster. */
  readonly room: number
  /** So many at one place are drawn by themselves where nothing else follows soon; 0 when nothing ever is. */
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

/** The groups of the frame before: which things were there, and which of them began a group. */
export interface GroupsBefore {
  readonly known: ReadonlySet<string>
  readonly starts: ReadonlySet<string>
}

const firstOf = (members: readonly Anchored[]): number => members[0]?.anchor ?? 0
const lastOf = (members: readonly Anchored[]): number => members.at(-1)?.anchor ?? 0

/** What was together stays together unless it has moved too far apart; what is new is by itself. */
const unitsOf = (
  sorted: readonly Anchored[],
  { known, starts }: GroupsBefore,
  reach: number,
): readonly (readonly Anchored[])[] => {
  const units: Anchored[][] = []
  for (const one of sorted) {
    const unit = units.at(-1)
    const goesOn = known.has(one.key) && !starts.has(one.key)
    if (unit !== undefined && goesOn && one.anchor - firstOf(unit) < reach) unit.push(one)
    else units.push([one])
  }
  return units
}

/**
 * Does one of them stand further from its place than `alone` allows, or do they need more than there is until `next`,
 * where the group after them begins? Then what is drawn one by one would drift away from the text.
 */
const isDense = (members: readonly Anchored[], next: number, { room, alone }: Density): boolean => {
  if (alone === 0) return true
  const first = firstOf(members)
  if (members.length > 1 && members.length * room > next - first) return true
  let free = first
  return members.some(({ anchor }) => {
    const top = Math.max(anchor, free)
    free = top + room
    return top - anchor > (alone - 1) * room
  })
}

/**
 * Parts what stands in the margin, sorted by anchor, into groups of neighbours [UI501]. Every thing is in exactly one, in
 * order. Groups of the frame before join as a whole or not at all, so a group that comes or goes at the window's edge
 * changes its neighbour there and none further: what is in sight stays what it is.
 */
export const groupCards = (
  sorted: readonly Anchored[],
  before: GroupsBefore,
  density: Density,
): readonly Group[] => {
  const { band, slack } = density
  const groups: (readonly Anchored[])[] = []
  for (const unit of unitsOf(sorted, before, band + slack)) {
    const group = groups.at(-1)
    if (group !== undefined && lastOf(unit) - firstOf(group) < band)
      groups[groups.length - 1] = [...group, ...unit]
    else groups.push(unit)
  }
  return groups.map((members, index) => {
    const next = groups[index + 1]
    return { members, dense: isDense(members, next === undefined ? Infinity : firstOf(next), density) }
  })
}

/** What the next frame has to know of these groups. */
export const rememberGroups = (groups: readonly Group[]): GroupsBefore => ({
  known: new Set(groups.flatMap(({ members }) => members.map(({ key }) => key))),
  starts: new Set(groups.flatMap(({ members: [first] }) => (first === undefined ? [] : [first.key]))),
})

export const NO_GROUPS: GroupsBefore = { known: new Set(), starts: new Set() }
