import type { Draft, ThreadKeep, ThreadsName } from './thread-keep.ts'

/** What a draft is for: one new thread in the text at a time, one on each suggestion, a reply, a change of a comment. */
export const NEW_THREAD = 'new'
export const newOn = (suggestion: string): string => `new ${suggestion}`
export const replyTo = (thread: string): string => `reply ${thread}`
export const changeOf = (comment: string): string => `edit ${comment}`

/**
 * Unsent words, by what they are for ([THR104]): whatever others do meanwhile, and whenever the page is closed, they
 * stay until they are sent or their author clears them. Each is noted within the key [UI930], and written one version
 * after the other, the newest last: a slow disk is told of the last letter, not of every one.
 */
export interface Drafts {
  readonly all: () => ReadonlyMap<string, Draft>
  /** @param after the device's words are touched only when this has settled. */
  readonly set: (key: string, draft: Draft | null, after?: Promise<void>) => void
  /** Takes in what the device has; what was written here meanwhile is newer. */
  readonly load: (kept: ReadonlyMap<string, Draft>) => void
  /** Waits until everything is on the device. */
  readonly flush: () => Promise<void>
}

export const createDrafts = (
  keep: ThreadKeep | null,
  name: ThreadsName,
  changed: (isKept: boolean) => void,
): Drafts => {
  let drafts: ReadonlyMap<string, Draft> = new Map()
  const touched = new Set<string>()
  const dirty = new Map<string, Promise<void> | undefined>()
  let writing: Promise<void> | null = null

  const write = async (store: ThreadKeep): Promise<void> => {
    for (const [key, after] of dirty) {
      dirty.delete(key)
      await after
      const result = await store.putDraft(name, key, drafts.get(key) ?? null)
      changed(result.ok)
    }
    writing = null
  }

  return {
    all: () => drafts,
    set: (key, given, after) => {
      const draft = given?.text === '' ? null : given
      const old = drafts.get(key)
      if (old?.text === draft?.text && old?.anchor === draft?.anchor) return
      const next = new Map(drafts)
      if (draft === null) next.delete(key)
      else next.set(key, draft)
      drafts = next
      touched.add(key)
      if (keep === null) return
      // A slip stays for what is cleared, until the database has heard of it: words are there too long, never too short.
      if (draft !== null) keep.noteDraft(name, key, draft)
      dirty.set(key, after)
      writing ??= write(keep)
    },
    load: (kept) => {
      const next = new Map(drafts)
      for (const [key, draft] of kept) if (!touched.has(key)) next.set(key, draft)
      drafts = next
    },
    flush: async () => {
      while (writing !== null) await writing
    },
  }
}
