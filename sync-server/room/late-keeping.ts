import * as Y from 'yjs'
import type { LateEntry, LateTray } from './late-tray.ts'
import { readableText } from './readable-text.ts'

/** What one socket had refused: all of it is one entry, since what comes later builds on what came first [PRO441]. */
export class LateKeeping {
  readonly #tray: LateTray
  /** The entry as it is kept; null before anything is, or when it could not be. */
  #kept: Promise<LateEntry | null> = Promise.resolve(null)

  constructor(tray: LateTray) {
    this.#tray = tray
  }

  /** Keeps one more refused update; resolves to the id of the entry, null when it could not be kept. */
  keep(refused: Omit<LateEntry, 'text'>): Promise<string | null> {
    const before = this.#kept.catch(() => null)
    const kept = before.then((entry) =>
      entry === null ? this.#begin(refused) : this.#extend(entry, refused),
    )
    this.#kept = kept.then((entry) => entry ?? before)
    return kept.then((entry) => entry?.id ?? null)
  }

  async #begin(refused: Omit<LateEntry, 'text'>): Promise<LateEntry | null> {
    const entry = { ...refused, text: readableText(refused.update) }
    const own = (await this.#tray.list(entry.document)).filter(({ by }) => by === entry.by)
    // What hung in a line that was cut may come after the same work on the next line.
    const whole = own.find((earlier) => isContainedIn(entry.update, earlier.update))
    if (whole !== undefined) return whole
    // Who comes back with the same work and more has it refused as a whole: the part is kept in it.
    const contained = own.filter((earlier) => isContainedIn(earlier.update, entry.update))
    if (await this.#tray.add(entry)) {
      for (const { document, id } of contained) await this.#tray.remove(document, id)
      return entry
    }
    // Too much beside what it holds: in the place of that, or not at all.
    for (const { document, id } of contained) await this.#tray.remove(document, id)
    if (await this.#tray.add(entry)) return entry
    for (const earlier of contained) await this.#tray.add(earlier)
    return null
  }

  /** What was brought back or let go meanwhile is kept once more with what builds on it, which is nothing without it. */
  async #extend(entry: LateEntry, refused: Omit<LateEntry, 'text'>): Promise<LateEntry | null> {
    const merged = Y.mergeUpdates([entry.update, refused.update])
    const extended = { ...entry, update: merged, text: readableText(merged) }
    if (await this.#tray.replace(extended)) return extended
    const isThere = (await this.#tray.list(entry.document)).some(({ id }) => id === entry.id)
    return isThere ? null : this.#begin({ ...refused, update: merged })
  }
}

/** Has `whole` everything that `part` writes and deletes? */
export const isContainedIn = (part: Uint8Array, whole: Uint8Array): boolean => {
  const [few, many] = [Y.parseUpdateMeta(part), Y.parseUpdateMeta(whole)]
  for (const [client, end] of few.to) {
    if ((many.to.get(client) ?? 0) < end) return false
    if ((many.from.get(client) ?? Number.POSITIVE_INFINITY) > (few.from.get(client) ?? 0)) return false
  }
  const deleted = Y.decodeUpdate(whole).ds.clients
  for (const [client, ranges] of Y.decodeUpdate(part).ds.clients)
    for (const { clock, len } of ranges)
      if (
        !(deleted.get(client) ?? []).some((one) => one.clock <= clock && one.clock + one.len >= clock + len)
      )
        return false
  return true
}
