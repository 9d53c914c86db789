import type { Command } from '@tiptap/pm/state'

/** Something that the text asks of the page around it. */
export type Ask = 'link' | 'shortcuts' | 'view' | 'find' | 'comment' | 'lock' | 'palette' | 'outline'

/** What the text asks of whoever shows it, and who listens. */
export class Asks {
  readonly #listeners = new Map<Ask, Set<() => void>>()

  /** Calls `listener` when the text asks for it; answers how to stop. */
  on(ask: Ask, listener: () => void): () => void {
    const set = this.#listeners.get(ask) ?? new Set()
    this.#listeners.set(ask, set.add(listener))
    return () => set.delete(listener)
  }

  /** The command that asks. It takes its key also when nobody listens. */
  command(ask: Ask): Command {
    return () => {
      for (const listener of this.#listeners.get(ask) ?? []) listener()
      return true
    }
  }
}
