import * as Y from 'yjs'
import { reapply, standsReapplied } from '#core/shared-doc/reapply.ts'
import type { LockedRange } from '#core/locks/section-lock.ts'
import type { HeldCopy } from './held-copy.ts'
import type { BroughtBack, NotPlaced, OfflineStore, SetAside, SetAsideReason } from './offline-store.ts'

/** Origin of the transactions that bring refused work back: own work, which undo does not know. */
export const BROUGHT_BACK = Symbol('refused work that is brought back')

/** In whose name and under what rules refused work comes back. */
export interface Return {
  /** Milliseconds since 1970, by the server's clock. */
  readonly at: number
  readonly locks: readonly LockedRange[]
}

/**
 * The work of one member on one document that could not go into the text as it was. It stays here and on the device
 * until its author lets it go, or until it is in the text again [UI81] [UI370].
 */
export interface WordsAside {
  /** Newest last. */
  readonly entries: () => readonly SetAside[]
  /** What the device has kept of them. */
  readonly load: (kept: readonly SetAside[]) => void
  /** What of ours no server has in `from`; takes the place of an entry of the same id. The caller stores it. */
  readonly keep: (from: HeldCopy, reason: SetAsideReason, late: string | null, id: string) => SetAside
  readonly letGo: (id: string) => void
  /** Brings everything refused that was not brought back yet into `copy` as suggestions. */
  readonly bringBack: (copy: HeldCopy, by: Return) => void
  /** What was brought back into the present copy is on the server. */
  readonly arrived: () => void
}

export interface WordsAsideOptions {
  readonly member: string
  readonly document: string
  readonly store: OfflineStore | null
  /** This device's clock, milliseconds since 1970. */
  readonly now: () => number
  readonly createId: () => string
}

export const createWordsAside = (options: WordsAsideOptions): WordsAside => {
  const { member, document, store } = options
  let entries: readonly SetAside[] = []
  /** Ids of entries that came back in the present copy, before the server has said anything of it. */
  let underWay: readonly string[] = []

  const put = (entry: SetAside): void => {
    entries = [...entries.filter(({ id }) => id !== entry.id), entry]
  }
  const letGo = (id: string): void => {
    entries = entries.filter((entry) => entry.id !== id)
    void store?.letGo(id)
  }

  /** What came back was refused again (or its history is gone): it is not tried a third time, all its words are shown. */
  const giveUp = (entry: SetAside): SetAside => {
    const before = entries.filter(({ id }) => underWay.includes(id))
    const unplaced = before.flatMap(({ back }) => back?.unplaced ?? [])
    for (const { id } of before) letGo(id)
    underWay = []
    return { ...entry, back: { suggestions: 0, unplaced: [...unplaced, ...allWords(entry, 'refused')] } }
  }

  const bringBackOne = (entry: SetAside, copy: HeldCopy, { at, locks }: Return): BroughtBack | null => {
    const by = { member, session: entry.late ?? entry.id, at, locks, newBid: options.createId }
    // A page that ended between the text and this entry, or a facilitator, has done it already.
    if (standsReapplied(copy.doc, by)) return { suggestions: 0, unplaced: allWords(entry, 'before') }
    try {
      const { suggestions, unplaced } = reapply(copy.doc, entry, by, BROUGHT_BACK)
      return { suggestions: suggestions.length, unplaced }
    } catch {
      // A state that cannot be read: the words are shown as they are.
      return null
    }
  }

  /** On the device the entry is told only after the text, which has its words. */
  const remember = async (entry: SetAside, copy: HeldCopy): Promise<void> => {
    await copy.writer.flush()
    if (copy.writer.state() === 'failed') return
    if (isEmpty(entry)) await store?.letGo(entry.id)
    // Let go meanwhile, by its author or by a second refusal.
    else if (entries.includes(entry)) await store?.setAside(entry)
  }

  return {
    entries: () => entries,
    load: (kept) => {
      entries = kept
    },
    keep: (from, reason, late, id) => {
      // A key that fell after the rest had come back: its words stand beside it.
      const isBack = entries.some((one) => one.id === id && one.back !== null)
      const kept: SetAside = {
        id: isBack ? options.createId() : id,
        member,
        document,
        at: options.now(),
        reason,
        late,
        text: from.unsentText(),
        state: Y.encodeStateAsUpdate(from.doc),
        base: from.unsentBase(),
        back: null,
      }
      const entry = isBack ? lateKeys(kept) : underWay.length > 0 ? giveUp(kept) : kept
      put(entry)
      return entry
    },
    letGo,
    bringBack: (copy, by) => {
      for (const entry of entries) {
        if (entry.reason !== 'refused' || entry.back !== null) continue
        const back = bringBackOne(entry, copy, by)
        if (back === null) continue
        const returned = { ...entry, back }
        underWay = [...underWay, entry.id]
        if (isEmpty(returned)) entries = entries.filter(({ id }) => id !== entry.id)
        else entries = entries.map((one) => (one.id === entry.id ? returned : one))
        void remember(returned, copy)
      }
    },
    arrived: () => {
      underWay = []
    },
  }
}

/** All words of an entry, as what is not in the text. */
const allWords = ({ text }: SetAside, why: NotPlaced['why']): readonly NotPlaced[] => [
  { why, words: text, gone: '' },
]

const lateKeys = (entry: SetAside): SetAside => ({
  ...entry,
  back: { suggestions: 0, unplaced: allWords(entry, 'before') },
})

/** Nothing came of it and nothing is left of it: the server has had it all. */
const isEmpty = ({ back }: SetAside): boolean =>
  back !== null && back.suggestions === 0 && back.unplaced.length === 0
