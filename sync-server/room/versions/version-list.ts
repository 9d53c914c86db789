import type { ApiHistory, ApiMoment, ApiVersion, ApiVersions } from '#core/protocol/api-history.ts'
import { VERSION_PAUSE, type Chronicle, type Mark, type Moment, type Pause } from './chronicle.ts'

/** What has no name of its own is called by its number of the log. */
const numbered = (seq: number): string => `seq-${seq}`

const ofMark = (mark: Mark): ApiVersion => {
  const { seq, by, at } = mark
  switch (mark.kind) {
    case 'named':
      return { id: mark.id, kind: 'named', name: mark.name, stage: null, seq, by, at }
    case 'restored':
      return { id: mark.id, kind: 'restored', name: null, stage: null, of: mark.of, seq, by, at }
    case 'stage': {
      const { stage } = mark
      return {
        id: numbered(seq),
        kind: stage === 'final' ? 'final' : 'stage',
        name: null,
        stage,
        seq,
        by,
        at,
      }
    }
  }
}

const ofPause = ({ seq, at }: Pause): ApiVersion => {
  return { id: numbered(seq), kind: 'pause', name: null, stage: null, seq, by: null, at }
}

/** Every version at the time `now` [DOC520]: also the one of a pause that is going on. Oldest text first. */
export const versionsIn = ({ marks, pauses, moments, seq }: Chronicle, now: number): ApiVersions => {
  const last = moments.at(-1)
  const rests = last !== undefined && now - last.at >= VERSION_PAUSE
  const versions = [
    ...marks.map(ofMark),
    ...pauses.map(ofPause),
    ...(rests ? [ofPause({ seq: last.seq, at: last.at, length: now - last.at })] : []),
  ]
  return { versions: versions.sort((one, other) => one.seq - other.seq || one.at - other.at), seq }
}

/** The version of this id among those that have one of their own. */
export const markOf = ({ marks }: Chronicle, id: string): Exclude<Mark, { kind: 'stage' }> | null =>
  marks.find((mark): mark is Exclude<Mark, { kind: 'stage' }> => mark.kind !== 'stage' && mark.id === id) ??
  null

export const namedVersion = (mark: Mark): ApiVersion => ofMark(mark)

const apiMoment = ({ from, seq, startedAt, at, by }: Moment): ApiMoment => ({ from, seq, startedAt, at, by })

/** The moments with an entry from `from` to `to` [DOC525]. */
export const historyIn = ({ moments, seq }: Chronicle, from: number, to: number): ApiHistory => ({
  moments: moments.filter((moment) => moment.seq >= from && moment.from <= to).map(apiMoment),
  seq,
})
