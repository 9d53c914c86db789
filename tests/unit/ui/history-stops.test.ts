import { describe, expect, it } from 'vitest'
import type { ApiMoment, ApiVersion } from '#core/protocol/api-history.ts'
import { addressOfStop, placeInView, shownMoments } from '../../../editor/ui/history/shown-moments.ts'
import {
  indexOfSeq,
  indexOfTime,
  seqOfAddress,
  stopsOf,
  versionBefore,
  versionBeyond,
} from '../../../editor/ui/history/stops.ts'
import { daysOf, indexAt, marksOf, placeOf } from '../../../editor/ui/history/timeline-marks.ts'
import { HISTORY_NOW, type HistoryPlace } from '../../../editor/ui/routing/history-place.ts'

const moment = (from: number, seq: number, by: string): ApiMoment => ({
  from,
  seq,
  startedAt: from * 1000,
  at: seq * 1000,
  by: [by],
})
const version = (seq: number, kind: ApiVersion['kind'], name: string | null = null): ApiVersion => ({
  id: kind === 'named' ? `v-${seq}` : `seq-${seq}`,
  kind,
  name,
  stage: kind === 'stage' ? 'suggesting' : null,
  seq,
  by: kind === 'pause' ? null : 'm1',
  at: seq * 1000 + 500,
})

const MOMENTS = [moment(1, 4, 'a'), moment(5, 9, 'b'), moment(10, 20, 'a')]
const VERSIONS = [version(4, 'pause'), version(7, 'named', 'أولى'), version(9, 'stage')]
const STOPS = stopsOf(MOMENTS, VERSIONS)

describe('the stops of a time line', () => {
  it('[UI681] are the ends of the stretches and the versions, each once, oldest first', () => {
    expect(STOPS.map(({ seq }) => seq)).toEqual([4, 7, 9, 20])
    expect(STOPS.map(({ by }) => by)).toEqual([['a'], ['b'], ['b'], ['a']])
    expect(STOPS.map(({ at }) => at)).toEqual([4000, 7500, 9000, 20_000])
    expect(STOPS.map(({ versions }) => versions.length)).toEqual([1, 1, 1, 0])
    expect(stopsOf([], [])).toEqual([])
    // Named long after: the text is of its own time, and time never runs back along the line.
    const late = stopsOf(MOMENTS, [{ ...version(7, 'named', 'متأخّرة'), at: 99_000 }])
    expect(late.map(({ at }) => at)).toEqual([4000, 9000, 9000, 20_000])
  })

  it('[UI680] a number inside a stretch that an address names is a stop of its own; one past the end is the last', () => {
    const stops = stopsOf(MOMENTS, VERSIONS, [12, 99, 0, -3, 1.5])
    expect(stops.map(({ seq }) => seq)).toEqual([4, 7, 9, 12, 20])
    expect(stops[3]).toEqual({ seq: 12, at: 10_000, by: ['a'], versions: [] })
    expect(indexOfSeq(stops, 99)).toBe(4)
  })

  it('[UI680] an address is the id of a version or a number of the log, nothing else', () => {
    expect(seqOfAddress('v-7', VERSIONS)).toBe(7)
    expect(seqOfAddress('seq-12', VERSIONS)).toBe(12)
    for (const wrong of ['', 'seq-', 'seq-now', 'seq--1', 'v-8', 'seq-1e3', `seq-${'9'.repeat(20)}`])
      expect(seqOfAddress(wrong, VERSIONS)).toBeNull()
  })

  it('[UI681] page keys go from version to version, and to the ends where there is none', () => {
    expect(versionBeyond(STOPS, 0, 1)).toBe(1)
    expect(versionBeyond(STOPS, 2, 1)).toBe(3)
    expect(versionBeyond(STOPS, 3, -1)).toBe(2)
    expect(versionBeyond(STOPS, 0, -1)).toBe(0)
  })

  it('[UI684] what changed is told since the version before; since the pause before where there is none', () => {
    expect([3, 2, 1, 0].map((index) => versionBefore(STOPS, index))).toEqual([2, 1, 0, null])
    expect(versionBefore(stopsOf(MOMENTS, []), 2)).toBe(1)
  })

  it('[UI686] a time of writing leads to the first stop that has it', () => {
    expect([0, 4000, 4001, 20_001].map((at) => indexOfTime(STOPS, at))).toEqual([0, 0, 1, 3])
  })
})

describe('the moments that are shown', () => {
  const place = (part: Partial<HistoryPlace>): HistoryPlace => ({ ...HISTORY_NOW, ...part })

  it('[UI680] are those of the address, and now without one', () => {
    expect(shownMoments(place({}), STOPS, VERSIONS)).toEqual({ index: 3, against: null })
    expect(shownMoments(place({ moment: 'v-7' }), STOPS, VERSIONS)).toEqual({ index: 1, against: null })
    expect(shownMoments(place({ moment: 'seq-5' }), STOPS, VERSIONS)).toEqual({ index: 1, against: null })
    expect(shownMoments(place({ view: 'changes', moment: 'v-7' }), STOPS, VERSIONS)).toEqual({
      index: 1,
      against: 0,
    })
    expect(shownMoments(place({ view: 'compare', against: 'seq-4' }), STOPS, VERSIONS)).toEqual({
      index: 3,
      against: 0,
    })
    expect(addressOfStop(STOPS, 1)).toBe('seq-7')
    expect(addressOfStop(STOPS, 3)).toBeNull()
  })

  it('[UI685] a comparison begins with the version that was shown against the text as it stands', () => {
    expect(placeInView(place({ moment: 'v-7' }), 'compare')).toEqual(
      place({ view: 'compare', against: 'v-7' }),
    )
    expect(shownMoments(placeInView(HISTORY_NOW, 'compare'), STOPS, VERSIONS)).toEqual({
      index: 3,
      against: 2,
    })
    expect(placeInView(place({ view: 'compare', moment: 'v-7', against: 'seq-4' }), 'authors')).toEqual(
      place({ view: 'authors', moment: 'v-7' }),
    )
  })
})

describe('the marks of a time line', () => {
  it('[UI681] the line is as long as the stops are many, and each place has one', () => {
    expect([0, 1, 2, 3].map((index) => placeOf(index, 4))).toEqual([0, 1 / 3, 2 / 3, 1])
    expect(placeOf(0, 1)).toBe(1)
    for (let index = 0; index < 4; index++) expect(indexAt(placeOf(index, 4), 4)).toBe(index)
    expect([-1, 0.49, 0.51, 2].map((part) => indexAt(part, 2))).toEqual([0, 0, 1, 1])
    expect(indexAt(0.3, 1)).toBe(0)
  })

  it('[UI681] of thousands of versions no more lines than can be told apart, the named ones first', () => {
    const moments = Array.from({ length: 5000 }, (_, index) => moment(index + 1, index + 1, 'a'))
    const versions = moments.flatMap(({ seq }) => [
      version(seq, 'pause'),
      ...(seq % 1000 === 500 ? [version(seq, 'named', `نسخة ${seq}`)] : []),
    ])
    const marks = marksOf(stopsOf(moments, versions), 0.1)
    expect(marks.length).toBeLessThan(300)
    expect(marks.filter(({ kind }) => kind === 'named').map(({ index }) => index)).toEqual([
      499, 1499, 2499, 3499, 4499,
    ])
    expect(marks.map(({ index }) => index)).toEqual(
      marks.map(({ index }) => index).toSorted((one, two) => one - two),
    )
  })

  it('[UI681] names are written where there is room, the newest first; days likewise, the first always', () => {
    const moments = [1, 2, 3, 4, 5].map((seq) => moment(seq, seq, 'a'))
    const versions = [1, 2, 3, 5].map((seq) => version(seq, 'named', `ن${seq}`))
    const stops = stopsOf(moments, versions)
    expect(
      marksOf(stops, 0.3)
        .filter(({ isNamed }) => isNamed)
        .map(({ name }) => name),
    ).toEqual(['ن1', 'ن3', 'ن5'])
    expect(marksOf(stops, null).some(({ isNamed }) => isNamed)).toBe(false)
    const dayOf = (at: number): string => String(Math.floor(at / 2000))
    expect(daysOf(stops, dayOf, 0.16).map(({ index }) => index)).toEqual([0, 1, 3])
    expect(daysOf(stops, dayOf, 0.2).map(({ index }) => index)).toEqual([0, 3])
    expect(daysOf(stops, dayOf, 0.6).map(({ index }) => index)).toEqual([0])
  })
})
