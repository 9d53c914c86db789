import type { DecidedIds, DecidedWork } from '#core/shared-doc/late-ids.ts'
import type { ItemRange } from '#core/shared-doc/item-range.ts'
import type { WorkPart } from '#core/shared-doc/suggested-items.ts'
import { readDecisionEntry, type DecidedSuggestion, type DecisionEntry } from './decision-entries.ts'

/** An entry about decisions, as the log has it or will have it. */
export interface DecisionRecord {
  /** Without what it takes to undo a decision: that is read from the log when somebody asks. */
  readonly entry: DecisionEntry
  readonly by: string
  /** Receipt time, milliseconds since 1970. */
  readonly at: number
  /** Can it be undone, as long as nothing was built on it? */
  readonly isUndoable: boolean
  /** The number of its log entry; null while it is on its way. */
  seq: number | null
}

/** How a suggestion stands decided. */
export interface DecidedState {
  readonly suggestion: DecidedSuggestion
  readonly record: DecisionRecord
  readonly verdict: DecidedSuggestion['verdict']
  readonly reason: DecidedSuggestion['reason']
  readonly by: string
}

/** What a snapshot keeps of a record. */
export type RememberedDecision = readonly [
  entry: DecisionEntry,
  by: string,
  at: number,
  isUndoable: boolean,
  seq: number,
]

/** So many records a snapshot keeps, those made last: a bound on what it grows by. The log has them all. */
const MAX_RECORDS = 20_000

/** Longer ids leave no room for what tells a replacement from them. */
const MAX_ID = 190

/** What is read from the log when somebody asks: what it takes to undo it, and what the suggestions said. */
const withoutDetail = (entry: Extract<DecisionEntry, { type: 'decided' }>): DecisionEntry => ({
  ...entry,
  parts: null,
  suggestions: entry.suggestions.map(({ id, author, verdict, reason, work }) => ({
    id,
    author,
    verdict,
    reason,
    ...(work === undefined ? {} : { work }),
  })),
})

/**
 * Every decision about a document in the order of its log, and what follows from them: which suggestions are decided,
 * by whom, and under which id late work of them is pending [SUG402].
 */
export class DecisionBook implements DecidedIds {
  readonly #records: DecisionRecord[] = []
  readonly #decided = new Map<string, DecidedState>()
  readonly #commands = new Map<string, DecisionRecord>()
  /** Insertions that are or were decided, by the client id of their items. */
  readonly #works = new Map<number, (DecidedWork & { readonly start: number; readonly end: number })[]>()
  readonly #renamed = new Map<string, string>()

  get isEmpty(): boolean {
    return this.#decided.size === 0
  }

  /** Takes note of an entry: it counts at once, for whatever comes after it. */
  note(entry: DecisionEntry, by: string, at: number, seq: number | null): DecisionRecord {
    const isUndoable = entry.type === 'decided' && entry.parts !== null
    return this.#add({
      entry: entry.type === 'decided' ? withoutDetail(entry) : entry,
      by,
      at,
      isUndoable,
      seq,
    })
  }

  stateOf(id: string): DecidedState | null {
    return this.#decided.get(id) ?? null
  }

  workAt(client: number, clock: number): DecidedWork | null {
    const works = this.#works.get(client) ?? []
    // The latest says: an item that was pending again belongs to who decided last.
    for (let at = works.length - 1; at >= 0; at--) {
      const work = works[at]
      if (work !== undefined && clock >= work.start && clock < work.end) return work
    }
    return null
  }

  /** The first of `<id>.1`, `<id>.2` … that is not decided itself [SUG404]. */
  replacementOf(id: string): string {
    const base = id.replace(/\.\d+$/, '').slice(0, MAX_ID)
    for (let number = 1; ; number++) {
      const candidate = `${base}.${number}`
      if (candidate !== id && !this.#decided.has(candidate)) return candidate
    }
  }

  /** Is it known that late work of `from` is called `to`? */
  isRenamed(from: string, to: string): boolean {
    return this.#renamed.get(from) === to
  }

  /** What late work of `from` came to be called, the latest name last; none when it never came late. */
  renamesOf(from: string): readonly string[] {
    const names: string[] = []
    let name = this.#renamed.get(from)
    for (; name !== undefined && !names.includes(name); name = this.#renamed.get(name)) names.push(name)
    return names
  }

  /** What came of a command, by its id. */
  command(id: string): DecisionRecord | null {
    return this.#commands.get(id) ?? null
  }

  /** The durable records after `seq`, in order. */
  since(seq: number): readonly DecisionRecord[] {
    return this.#durable().filter((record) => record.seq !== null && record.seq > seq)
  }

  /** Durable decisions, newest first: `limit` of those before `seq`, of all without one. */
  page(before: number | null, limit: number): readonly DecisionRecord[] {
    return this.#durable()
      .filter(({ entry, seq }) => entry.type === 'decided' && (before === null || (seq ?? 0) < before))
      .reverse()
      .slice(0, limit)
  }

  /** What a snapshot keeps. */
  remembered(): readonly RememberedDecision[] {
    return this.#durable()
      .slice(-MAX_RECORDS)
      .map(({ entry, by, at, isUndoable, seq }): RememberedDecision => [entry, by, at, isUndoable, seq ?? 0])
  }

  /** Takes note of what a snapshot kept; what is no record is passed over. */
  remember(kept: unknown): void {
    const rows: readonly unknown[] = Array.isArray(kept) ? kept : []
    for (const row of rows) {
      if (!Array.isArray(row)) continue
      const [json, by, at, isUndoable, seq]: readonly unknown[] = row
      const entry = readDecisionEntry(json)
      if (entry === null || typeof by !== 'string' || typeof at !== 'number' || typeof seq !== 'number')
        continue
      this.#add({ entry, by, at, isUndoable: isUndoable === true, seq })
    }
  }

  #addWork({ id, author, work }: DecidedSuggestion): void {
    const add = (ranges: readonly ItemRange[] = [], part: WorkPart): void => {
      for (const [client, start, length] of ranges) {
        const works = this.#works.get(client) ?? []
        works.push({ id, author, at: work?.at ?? 0, part, start, end: start + length })
        this.#works.set(client, works)
      }
    }
    add(work?.items, 'items')
    add(work?.ends, 'ends')
    add(work?.markers, 'markers')
  }

  #durable(): DecisionRecord[] {
    return this.#records.filter(({ seq }) => seq !== null)
  }

  #add(record: DecisionRecord): DecisionRecord {
    const { entry, by } = record
    this.#records.push(record)
    if (entry.type === 'decided') {
      this.#commands.set(entry.id, record)
      for (const suggestion of entry.suggestions) {
        const { verdict, reason } = suggestion
        this.#decided.set(suggestion.id, { suggestion, record, verdict, reason, by })
        this.#addWork(suggestion)
      }
    } else if (entry.type === 'undone') {
      this.#commands.set(entry.id, record)
      for (const id of entry.suggestions) this.#decided.delete(id)
    } else this.#renamed.set(entry.from, entry.to)
    return record
  }
}
