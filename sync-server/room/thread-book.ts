import { isFields } from '#core/util/fields.ts'
import { isTexts, readAnchor } from './thread-entries.ts'
import {
  charactersOf,
  foldThread,
  renamedThread,
  suggestionsOf,
  type Thread,
  type ThreadComment,
  type ThreadNote,
} from './thread.ts'

/**
 * Every discussion about a document, as the entries of its log make them, in the order in which they were begun
 * [THR1]. Threads are immutable; the book takes a new one in the place of the old.
 */
export class ThreadBook {
  readonly #threads = new Map<string, Thread>()
  /** Comment → its thread. */
  readonly #threadOf = new Map<string, string>()
  /** Suggestion → the threads about it. */
  readonly #onSuggestion = new Map<string, Set<string>>()
  #characters = 0

  get size(): number {
    return this.#threads.size
  }

  /** UTF-16 units of all bodies and quotes. */
  get characters(): number {
    return this.#characters
  }

  get(id: string): Thread | null {
    return this.#threads.get(id) ?? null
  }

  /** The thread that the comment of this id is in. */
  threadOfComment(id: string): string | null {
    return this.#threadOf.get(id) ?? null
  }

  /** Those that changed after the entry `seq`; all for 0. */
  since(seq: number): readonly Thread[] {
    const threads = [...this.#threads.values()]
    return seq === 0 ? threads : threads.filter((thread) => thread.seq > seq)
  }

  /** Takes note of an entry with the number `seq` (0: on its way). False when it changed nothing. */
  note(note: ThreadNote, seq: number): boolean {
    const thread = foldThread(this.get(note.entry.thread), note, seq)
    if (thread === null) return false
    this.#put(thread)
    return true
  }

  /** Late work under the decided suggestion `from` is pending under `to`; gives the threads that this concerns [THR6]. */
  noteRenamed(from: string, to: string, seq: number): readonly string[] {
    const concerned: string[] = []
    for (const id of this.#onSuggestion.get(from) ?? []) {
      const thread = this.#threads.get(id)
      const renamed = thread === undefined ? thread : renamedThread(thread, from, to, seq)
      if (renamed === undefined || renamed === thread) continue
      this.#put(renamed)
      concerned.push(id)
    }
    return concerned
  }

  /** Another book of the same threads. */
  copy(): ThreadBook {
    const copy = new ThreadBook()
    for (const thread of this.#threads.values()) copy.#put(thread)
    return copy
  }

  /** What a snapshot keeps: everything. */
  remembered(): readonly Thread[] {
    return this.since(0)
  }

  /** Takes note of what a snapshot kept: nothing in one of before there were threads. False when it cannot be read. */
  remember(kept: unknown): boolean {
    if (kept === undefined) return true
    if (!Array.isArray(kept)) return false
    const rows: readonly unknown[] = kept
    return rows.every((row) => {
      const thread = readThread(row)
      if (thread !== null) this.#put(thread)
      return thread !== null
    })
  }

  #put(thread: Thread): void {
    const before = this.#threads.get(thread.id)
    this.#characters += charactersOf(thread) - (before === undefined ? 0 : charactersOf(before))
    this.#threads.set(thread.id, thread)
    for (const { id } of thread.comments) this.#threadOf.set(id, thread.id)
    for (const suggestion of suggestionsOf(thread.anchor)) {
      const ids = this.#onSuggestion.get(suggestion)
      if (ids === undefined) this.#onSuggestion.set(suggestion, new Set([thread.id]))
      else ids.add(thread.id)
    }
  }
}

const readAct = (value: unknown): { readonly by: string; readonly at: number } | null => {
  if (!isFields(value)) return null
  const { by, at } = value
  return typeof by === 'string' && typeof at === 'number' ? { by, at } : null
}

const readHidden = (value: unknown): ThreadComment['hidden'] => {
  const act = readAct(value)
  if (act === null || !isFields(value)) return null
  return { ...act, reason: typeof value['reason'] === 'string' ? value['reason'] : '' }
}

const readComment = (value: unknown): ThreadComment | null => {
  const act = readAct(value)
  if (act === null || !isFields(value)) return null
  const { id, seq, body, mentions, editedAt, hidden, made } = value
  if (typeof id !== 'string' || typeof seq !== 'number' || typeof made !== 'string' || !isTexts(mentions))
    return null
  if (body !== null && typeof body !== 'string') return null
  if (editedAt !== null && typeof editedAt !== 'number') return null
  return { id, ...act, seq, body, mentions, editedAt, hidden: readHidden(hidden), made }
}

const readThread = (value: unknown): Thread | null => {
  if (!isFields(value)) return null
  const { id, comments, resolved, seq } = value
  const anchor = readAnchor(value['anchor'])
  if (typeof id !== 'string' || typeof seq !== 'number' || anchor === undefined) return null
  const rows: readonly unknown[] = Array.isArray(comments) ? comments : []
  const read = rows.map(readComment).filter((comment) => comment !== null)
  if (read.length === 0 || read.length !== rows.length) return null
  return { id, anchor, resolved: readAct(resolved), comments: read, seq }
}
