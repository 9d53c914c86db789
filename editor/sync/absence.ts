/**
 * Who was away for so long, in milliseconds, is told what others did meanwhile [UI931] [UI934]: cut off, or with the page out
 * of sight. Who looks something up on another page comes back sooner, and asks for no news.
 */
const AWAY_MS = { line: 180_000, sight: 300_000 } as const
/** The same for who wrote while cut off: their words meet those of others. Shorter is the stutter of a bad line. */
const AWAY_WRITING_MS = 30_000

/** Why a page that stays open is told nothing, or shows nobody what it is told. */
export type AwayFrom = 'line' | 'sight'

/** A moment on two clocks, milliseconds since 1970: this device's may stand while it sleeps, or be set. */
export interface Moment {
  readonly device: number
  readonly server: number
}

/** Whether the reader of a page that stayed open was away long enough to be told what they missed. */
export interface Absence {
  /** Up to `seq` of the document's log they were told everything. Of several times the first counts. */
  readonly left: (from: AwayFrom, seq: number, at: Moment) => void
  /**
   * They are back from one of the two. Answers the `seq` with which they left when they are back altogether and were away
   * from either long enough, else null.
   */
  readonly returned: (from: AwayFrom, at: Moment, hasWritten: boolean) => number | null
}

interface Leaving {
  readonly seq: number
  readonly at: Moment
}

export const createAbsence = (): Absence => {
  const leavings = new Map<AwayFrom, Leaving>()
  /** The least `seq` of absences that were long enough and are not told yet. */
  let missed: number | null = null
  return {
    left: (from, seq, at) => {
      if (!leavings.has(from)) leavings.set(from, { seq, at })
    },
    returned: (from, at, hasWritten) => {
      const leaving = leavings.get(from)
      leavings.delete(from)
      if (leaving !== undefined) {
        const { seq, at: before } = leaving
        const away = Math.max(at.device - before.device, at.server - before.server)
        const enough = from === 'line' && hasWritten ? AWAY_WRITING_MS : AWAY_MS[from]
        if (away >= enough) missed = Math.min(missed ?? seq, seq)
      }
      if (leavings.size > 0) return null
      const seq = missed
      missed = null
      return seq
    },
  }
}
