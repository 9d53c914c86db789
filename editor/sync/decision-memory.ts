import type { Control } from '#core/protocol/control.ts'

/** What the server says of decisions. */
export type DecisionControl = Extract<Control, { type: 'decided' | 'undone' | 'renamed' }>

/**
 * What this page knows of decisions about one history of a document, and up to which number of its log it has been
 * told of all of them. Outlives the copies that a session holds one after the other [UI350].
 */
export interface DecisionMemory {
  /** Everything decided up to this number is known; null while nothing is. Asked for with `seq` on coming back. */
  readonly seq: () => number | null
  /** All up to `seq` has been told. */
  readonly reached: (seq: number) => void
  /** Takes it in; false when it was told before, on an earlier connection. */
  readonly hear: (control: DecisionControl) => boolean
  /** Is this suggestion decided, and not pending again since? */
  readonly isDecided: (id: string) => boolean
  /** The history was replaced: nothing of it is true any more. */
  readonly forget: () => void
}

export const createDecisionMemory = (): DecisionMemory => {
  let known: number | null = null
  const decided = new Set<string>()
  /** Messages above `known`, which may come again, with their numbers. */
  const heard = new Map<string, number>()

  const reached = (seq: number): void => {
    if (known !== null && seq <= known) return
    known = seq
    for (const [key, at] of heard) if (at <= seq) heard.delete(key)
  }

  return {
    seq: () => known,
    reached,
    hear: (control) => {
      if (control.type === 'renamed') {
        // Late work of it: whatever this page missed, the old id is decided.
        decided.add(control.from)
        return true
      }
      const { type, seq, suggestions } = control
      const key = `${seq} ${type} ${suggestions.join(' ')}`
      if (heard.has(key)) return false
      // One act may come in several messages under one number: until the next one, not all of it need have come.
      reached(seq - 1)
      heard.set(key, seq)
      for (const id of suggestions)
        if (type === 'decided') decided.add(id)
        else decided.delete(id)
      return true
    },
    isDecided: (id) => decided.has(id),
    forget: () => {
      known = null
      decided.clear()
      heard.clear()
    },
  }
}
