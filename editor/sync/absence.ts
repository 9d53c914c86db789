/** Who was away for so long, in milliseconds, is told what others did meanwhile [UI931]. */
const AWAY_MS = 180_000
/** The same for who wrote meanwhile: their words meet those of others. Shorter is the stutter of a bad line. */
const AWAY_WRITING_MS = 30_000

/** A moment on two clocks, milliseconds since 1970: this device's may stand while it sleeps, or be set. */
export interface Moment {
  readonly device: number
  readonly server: number
}

/** Whether a page that stayed open was cut off long enough to be told what it missed. */
export interface Absence {
  /** It is cut off: up to `seq` of the document's log it was told everything. Of several times the first counts. */
  readonly left: (seq: number, at: Moment) => void
  /** It has caught up. Answers the `seq` with which it left when it was away long enough, else null. */
  readonly returned: (at: Moment, hasWritten: boolean) => number | null
}

export const createAbsence = (): Absence => {
  let since: { readonly seq: number; readonly at: Moment } | null = null
  return {
    left: (seq, at) => {
      since ??= { seq, at }
    },
    returned: (at, hasWritten) => {
      if (since === null) return null
      const { seq, at: before } = since
      since = null
      const away = Math.max(at.device - before.device, at.server - before.server)
      return away >= (hasWritten ? AWAY_WRITING_MS : AWAY_MS) ? seq : null
    },
  }
}
