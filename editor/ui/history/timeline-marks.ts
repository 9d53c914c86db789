import type { ApiVersion } from '#core/protocol/api-history.ts'
import type { Stop } from './stops.ts'

/** A line on the time line where versions stand. */
export interface TimelineMark {
  readonly index: number
  /** Of the weightiest version here. */
  readonly kind: ApiVersion['kind']
  readonly name: string | null
  /** Is there room for the name? */
  readonly isNamed: boolean
}

const WEIGHTS = [
  'pause',
  'stage',
  'restored',
  'named',
  'final',
] as const satisfies readonly ApiVersion['kind'][]
const weight = (kind: ApiVersion['kind']): number => WEIGHTS.indexOf(kind)

/** More lines than this cannot be told apart. */
const MOST = 240

/** Where a stop lies on the line: 0 at its beginning, 1 at its end, where the one stop of a new text is too. */
export const placeOf = (index: number, count: number): number => (count < 2 ? 1 : index / (count - 1))

/** The stop at this part of the line. */
export const indexAt = (part: number, count: number): number =>
  Math.round(Math.min(1, Math.max(0, part)) * Math.max(0, count - 1))

/** On which side of its place a word is written, so that it stays on the line. */
export type MarkSide = 'after' | 'middle' | 'before'

/** @param width of the word, as a part of the line. */
export const sideOf = (place: number, width: number): MarkSide =>
  place < width / 2 ? 'after' : place > 1 - width / 2 ? 'before' : 'middle'

/** Where a word begins, as a part of the line; it ends a `width` later. */
const beginOf = (place: number, width: number): number => {
  const side = sideOf(place, width)
  return side === 'after' ? place : side === 'before' ? place - width : place - width / 2
}

/**
 * The lines, oldest first; of those that would lie on each other the weightiest. Names are written from the newest
 * back, none over another.
 *
 * @param width of a name, as a part of the line; null where there is no room for any.
 */
export const marksOf = (stops: readonly Stop[], width: number | null): readonly TimelineMark[] => {
  const kept = new Map<number, { index: number; version: ApiVersion }>()
  stops.forEach(({ versions }, index) => {
    const slot = Math.round(placeOf(index, stops.length) * MOST)
    for (const version of versions) {
      const rival = kept.get(slot)
      if (rival === undefined || weight(version.kind) >= weight(rival.version.kind))
        kept.set(slot, { index, version })
    }
  })
  let free = Number.POSITIVE_INFINITY
  return [...kept.values()]
    .toSorted((one, two) => two.index - one.index)
    .map(({ index, version: { kind, name } }): TimelineMark => {
      const begin = beginOf(placeOf(index, stops.length), width ?? 1)
      const isNamed = kind === 'named' && name !== null && width !== null && begin + width <= free
      if (isNamed) free = begin
      return { index, kind, name, isNamed }
    })
    .toReversed()
}

export interface TimelineDay {
  readonly index: number
  readonly at: number
}

/**
 * The first stop of each day, where there is room to write it; the first day always.
 *
 * @param dayOf names the day of a time, in the reader's zone.
 * @param width of a day, as a part of the line.
 */
export const daysOf = (
  stops: readonly Stop[],
  dayOf: (at: number) => string,
  width: number,
): readonly TimelineDay[] => {
  const days: TimelineDay[] = []
  let [day, end] = ['', Number.NEGATIVE_INFINITY]
  stops.forEach(({ at }, index) => {
    const here = dayOf(at)
    if (here === day) return
    day = here
    const begin = beginOf(placeOf(index, stops.length), width)
    if (begin < end) return
    end = begin + width
    days.push({ index, at })
  })
  return days
}
