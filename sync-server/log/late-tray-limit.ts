import type { LateEntry } from '../room/late-tray.ts'

/** How much of one author's refused work is kept for one document, in bytes of updates. */
export const LATE_TRAY_BYTES = 1_000_000

/** Is there room for one more entry beside those of the same author and document? */
export const fitsLateTray = (kept: readonly LateEntry[], entry: LateEntry): boolean =>
  kept
    .filter(({ by, id }) => by === entry.by && id !== entry.id)
    .reduce((bytes, { update }) => bytes + update.byteLength, entry.update.byteLength) <= LATE_TRAY_BYTES
