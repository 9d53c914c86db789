import type { Draft, ThreadKeep, ThreadsName } from './thread-keep.ts'

/** What a draft is for: one new thread in the text at a time, one on each suggestion, a reply, a change of a comment. */
export const NEW_THREAD = 'new'
export const newOn = (suggestion: string): string => `new ${suggestion}`
export const replyTo = (thread: string): string => `reply ${thread}`
export const changeOf = (comment: string): string => `edit ${comment}`

/**
 * Unsent words, by what they are for ([THR104]): whatever others do meanwhile, and whenever the page is closed, they
 * stay until they are sent or their author clears them. Each is written one version after the other, the newest last.
 */
export interface Drafts {
  readonly all: () => ReadonlyMap<string, Draft>
  readonly set: (key: string, draft: Draft | null) => void
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
  const dirty = new Set<string>()
  let writing: Promise<void> | null = null

  const write = async (store: ThreadKeep): Promise<void> => {
    for (const key of dirty) {
      dirty.delete(key)
      const result = await store.putDraft(name, key, drafts.get(key) ?? null)
      changed(result.ok)
    }
    writing = null
  }

  return {
    all: () => drafts,
    set: (key, draft) => {
      const isEmpty = draft === null || draft.text === ''
      const old = drafts.get(key)
      if (isEmpty ? old === undefined : old?.text === draft.text && old.anchor === draft.anchor) return
      const next = new Map(drafts)
      if (isEmpty) next.delete(key)
      else next.set(key, draft)
      drafts = next
      touched.add(key)
      if (keep === null) return
      dirty.add(key)
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
