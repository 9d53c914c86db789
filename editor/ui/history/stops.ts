import type { ApiMoment, ApiVersion } from '#core/protocol/api-history.ts'
import { firstWhere } from '#core/util/first-where.ts'

/** A place where the slider stops: the end of a stretch of writing, or where a version stands. */
export interface Stop {
  /** The text is as it was with this entry as its last. */
  readonly seq: number
  readonly at: number
  /** Who wrote in the stretch that it lies in. */
  readonly by: readonly string[]
  /** Oldest first. */
  readonly versions: readonly ApiVersion[]
}

/** Index of the first item that is not before what is sought; the length of the list when all are. */
const firstNotBefore = <T>(items: readonly T[], isBefore: (item: T) => boolean): number =>
  firstWhere(items.length, (index) => {
    const item = items[index]
    return item === undefined || !isBefore(item)
  })

const momentOf = (moments: readonly ApiMoment[], seq: number): ApiMoment | undefined =>
  moments[firstNotBefore(moments, (moment) => moment.seq < seq)]

/** When the text was as it is at a number inside a stretch: it may have been named long after. */
const timeInside = (moment: ApiMoment | undefined, version: ApiVersion | undefined): number =>
  moment === undefined
    ? (version?.at ?? 0)
    : Math.min(moment.at, Math.max(moment.startedAt, version?.at ?? 0))

/**
 * Every stop, oldest first, each number of the log once [UI681].
 *
 * @param moments oldest first, as the server gives them.
 * @param wanted further numbers that an address names: one inside a stretch is a stop of its own, of which the time is
 *   known to lie in the stretch, no more.
 */
export const stopsOf = (
  moments: readonly ApiMoment[],
  versions: readonly ApiVersion[],
  wanted: readonly number[] = [],
): readonly Stop[] => {
  const at = new Map<number, ApiVersion[]>()
  for (const version of versions) {
    const here = at.get(version.seq)
    if (here === undefined) at.set(version.seq, [version])
    else here.push(version)
  }
  const last = moments.at(-1)?.seq ?? 0
  const inside = wanted.filter((seq) => Number.isSafeInteger(seq) && seq > 0 && seq <= last)
  const numbers = new Set([...moments.map(({ seq }) => seq), ...at.keys(), ...inside])
  return [...numbers]
    .toSorted((one, two) => one - two)
    .map((seq) => {
      const moment = momentOf(moments, seq)
      const here = at.get(seq) ?? []
      const ended = moment?.seq === seq ? moment.at : undefined
      return {
        seq,
        at: ended ?? timeInside(moment, here[0]),
        by: moment?.by ?? [],
        versions: here,
      }
    })
}

/** The number of the log that an address means; null when it is none, or of a version that is not there. */
export const seqOfAddress = (address: string, versions: readonly ApiVersion[]): number | null => {
  const named = versions.find(({ id }) => id === address)
  if (named !== undefined) return named.seq
  const digits = /^seq-(\d{1,15})$/.exec(address)?.[1]
  return digits === undefined ? null : Number(digits)
}

export const addressOfSeq = (seq: number): string => `seq-${seq}`

/** The stop at this number, or the first after it; the last one when there is none. -1 without stops. */
export const indexOfSeq = (stops: readonly Stop[], seq: number): number => {
  return Math.min(
    stops.length - 1,
    firstNotBefore(stops, (stop) => stop.seq < seq),
  )
}

/** Where the version before this stop stands, or where the writing paused before it; null for the first. */
export const versionBefore = (stops: readonly Stop[], index: number): number | null => {
  for (let before = index - 1; before >= 0; before--)
    if ((stops[before]?.versions.length ?? 0) > 0) return before
  return index > 0 ? index - 1 : null
}

/** The next stop with a version in this direction; the first or the last stop when there is none. */
export const versionBeyond = (stops: readonly Stop[], index: number, by: 1 | -1): number => {
  for (let next = index + by; next >= 0 && next < stops.length; next += by)
    if ((stops[next]?.versions.length ?? 0) > 0) return next
  return by === 1 ? stops.length - 1 : 0
}

/** The first stop that stands no earlier than this time; the last one when there is none. */
export const indexOfTime = (stops: readonly Stop[], at: number): number => {
  return Math.min(
    stops.length - 1,
    firstNotBefore(stops, (stop) => stop.at < at),
  )
}
