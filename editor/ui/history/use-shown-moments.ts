import { useCallback, useMemo, useRef } from 'react'
import type { ApiVersion } from '#core/protocol/api-history.ts'
import type { HistoryPlace, HistoryView } from '../routing/history-place.ts'
import { useNavigation } from '../routing/navigation-provider.tsx'
import { addressOfStop, placeInView, shownMoments, type ShownMoments } from './shown-moments.ts'
import { addressOfSeq, indexOfTime, seqOfAddress, stopsOf, type Stop } from './stops.ts'
import type { HandleId } from './timeline.tsx'
import type { History } from './use-history.ts'
import { useMovedHandles } from './use-moved-handles.ts'

export interface ShownHistory extends ShownMoments {
  readonly stops: readonly Stop[]
  readonly isNow: boolean
  /** At once; the address follows when the handle rests. */
  readonly move: (handle: HandleId, index: number) => void
  /** Puts an end of the comparison at a stop, as an act of its own that Back takes back. */
  readonly choose: (handle: HandleId, index: number) => void
  readonly swap: () => void
  readonly chooseView: (view: HistoryView) => void
  /** Shows a version, or compares with it; null is the text as it stands. */
  readonly showVersion: (version: ApiVersion | null) => void
  /** Shows the moment at which something was written, and the block that it stands in. */
  readonly showTime: (at: number, block: string | null) => void
}

/** Which moments are shown, and how to go to others: the address says it, but for a handle that is being moved. */
export const useShownMoments = (
  document: string,
  place: HistoryPlace,
  { moments, versions }: History,
): ShownHistory => {
  const { go } = useNavigation()
  const { view } = place
  /** What was shown before comparing: leaving the comparison returns to it. */
  const compared = useRef<string | null | undefined>(undefined)
  const stops = useMemo(
    () =>
      stopsOf(
        moments,
        versions,
        [place.moment, place.against].flatMap((one) =>
          one === null ? [] : (seqOfAddress(one, versions) ?? []),
        ),
      ),
    [moments, place.against, place.moment, versions],
  )
  const addressed = shownMoments(place, stops, versions)
  const last = stops.length - 1
  const fixed = (index: number): string => addressOfSeq(stops[index]?.seq ?? 0)
  const goTo = useCallback(
    (at: HistoryPlace, how: 'push' | 'replace' = 'push') => {
      go({ name: 'history', document, at }, how)
    },
    [document, go],
  )
  const put = (ends: Readonly<Partial<Record<HandleId, number>>>, how: 'push' | 'replace'): void => {
    goTo(
      {
        view,
        moment: ends.moment === undefined ? place.moment : addressOfStop(stops, ends.moment),
        against: view === 'compare' ? fixed(ends.against ?? addressed.against ?? addressed.index) : null,
        block: null,
      },
      how,
    )
  }
  const { held, move, drop } = useMovedHandles((ends) => {
    put(ends, 'replace')
  })
  const index = Math.min(last, held.moment ?? addressed.index)
  const shown =
    held.moment === undefined ? addressed : shownMoments({ ...place, moment: fixed(index) }, stops, versions)

  return {
    stops,
    index,
    against: view === 'compare' ? (held.against ?? addressed.against) : shown.against,
    isNow: index === last,
    move,
    choose: (handle, chosen) => {
      drop()
      put({ [handle]: chosen }, 'push')
    },
    swap: () => {
      drop()
      put({ moment: addressed.against ?? addressed.index, against: addressed.index }, 'push')
    },
    chooseView: (next) => {
      drop()
      if (next === 'compare') compared.current = place.moment
      const isBack = view === 'compare' && compared.current !== undefined
      goTo(placeInView(isBack ? { ...place, moment: compared.current ?? null } : place, next))
    },
    showVersion: (version) => {
      drop()
      const address = version?.id ?? null
      if (view === 'compare') goTo({ ...place, against: address ?? fixed(last), block: null })
      else goTo({ ...place, moment: address, block: null })
    },
    showTime: (at, block) => {
      drop()
      goTo({ view: 'text', moment: addressOfStop(stops, indexOfTime(stops, at)), against: null, block })
    },
  }
}
