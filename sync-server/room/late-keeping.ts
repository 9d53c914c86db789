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
    await this.#dropContained(entry)
    return (await this.#tray.add(entry)) ? entry : null
  }

  async #extend(entry: LateEntry, { update }: Omit<LateEntry, 'text'>): Promise<LateEntry | null> {
    const merged = Y.mergeUpdates([entry.update, update])
    const extended = { ...entry, update: merged, text: readableText(merged) }
    return (await this.#tray.replace(extended)) ? extended : null
  }

  /** Who comes back with the same work and more has it refused as a whole: the part is kept in it. */
  async #dropContained({ document, by, update }: LateEntry): Promise<void> {
    for (const earlier of await this.#tray.list(document))
      if (earlier.by === by && isContainedIn(earlier.update, update))
        await this.#tray.remove(document, earlier.id)
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
