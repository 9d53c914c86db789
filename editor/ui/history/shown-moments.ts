import { addressOfSeq, indexOfSeq, seqOfAddress, versionBefore, type Stop } from './stops.ts'
import type { ApiVersion } from '#core/protocol/api-history.ts'
import type { HistoryPlace, HistoryView } from '../routing/history-place.ts'

/** Which stops are shown. */
export interface ShownMoments {
  readonly index: number
  /** What it is compared with: the version before it for what changed, the chosen one in a comparison; null for none. */
  readonly against: number | null
}

/** The stops that an address means; a comparison without a second moment is with the version before. */
export const shownMoments = (
  { view, moment, against }: HistoryPlace,
  stops: readonly Stop[],
  versions: readonly ApiVersion[],
): ShownMoments => {
  const indexOf = (address: string | null): number => {
    const seq = address === null ? null : seqOfAddress(address, versions)
    return seq === null ? stops.length - 1 : indexOfSeq(stops, seq)
  }
  const index = indexOf(moment)
  if (view === 'changes') return { index, against: versionBefore(stops, index) }
  if (view === 'compare')
    return { index, against: against === null ? (versionBefore(stops, index) ?? index) : indexOf(against) }
  return { index, against: null }
}

/** The address of a stop: the last one is the text as it stands, whatever it becomes. */
export const addressOfStop = (stops: readonly Stop[], index: number): string | null =>
  index >= stops.length - 1 ? null : addressOfSeq(stops[index]?.seq ?? 0)

/** The same moment looked at in another way; a comparison begins with it against the text as it stands. */
export const placeInView = (place: HistoryPlace, view: HistoryView): HistoryPlace => {
  if (view !== 'compare') return { ...place, view, against: null }
  return place.moment === null
    ? { ...place, view, block: null }
    : { view, moment: null, against: place.moment, block: null }
}
