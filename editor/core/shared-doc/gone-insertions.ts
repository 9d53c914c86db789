import * as Y from 'yjs'
import type { RawFormats } from '../schema/content.ts'
import { readSuggestion, suggestionsOn } from '../suggestions/suggestion.ts'
import type { SuggestionLedger } from './gate-authorship.ts'
import type { DecidedWork } from './late-ids.ts'
import type { Region } from './regions.ts'
import { GoneFormats, type GoneFormat } from './gone-formats.ts'
import { NO_WORK, readGone, type RememberedGone, type WorkRow } from './remembered-gone.ts'
import type { ItemRange } from './item-range.ts'
import type { WorkPart } from './suggested-items.ts'

/** So many stretches of deleted items are remembered. */
const MAX_RANGES = 8_192

interface Gone {
  /** Null: it stood in no insertion. */
  readonly work: DecidedWork | null
  readonly start: number
  readonly end: number
}

/**
 * Which insertion the deleted characters belonged to, of late, and where it began and ended: what is typed on in it by
 * who does not know of the deletion bears no mark of its own. Yjs collects what was deleted, so this outlives the gate:
 * whoever opens a document has it from the snapshot and the log behind it [GAT303].
 */
export class GoneInsertions {
  readonly #byClient = new Map<number, Gone[]>()
  #size = 0
  readonly #formats = new GoneFormats()

  note(regions: readonly Region[]): void {
    for (const { ops } of regions)
      for (const op of ops) {
        if (op.kind === 'delete') for (const range of op.items) this.#add(op.formats, range, 'items')
        else if (op.kind === 'delete-marker' && op.block.item !== null) {
          const { client, clock } = op.block.item.id
          this.#add(op.marker.formats, [client, clock, 1], 'markers')
        }
      }
  }

  /** The same of the formats that began or ended an insertion. Has to run before Yjs collects what was deleted. */
  noteFormats(transaction: Y.Transaction, ledger: SuggestionLedger): void {
    Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
      if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentFormat)) return
      const { key, value }: { key: string; value: unknown } = struct.content
      const suggestion = readSuggestion(key, value ?? ledger.valueOf(key))
      if (suggestion?.kind !== 'insertion') return
      const { id, by: author, at } = suggestion
      const begins = value !== null
      const work: DecidedWork = { id, author, at, part: begins ? 'items' : 'ends' }
      this.#formats.set(struct.id, { work, begins })
    })
  }

  /** What it was of an insertion, of which it was no beginning. Null when it is not known. */
  at(id: Y.ID): DecidedWork | null {
    const format = this.formatAt(id)
    if (format !== null) return format.begins ? null : format.work
    return this.#find(id)?.work ?? null
  }

  /** Did it stand in the text, and in no insertion, when it was deleted? */
  wasBase(id: Y.ID): boolean {
    return this.#find(id)?.work === null
  }

  /** Null when it was none, or is not known. */
  formatAt(id: Y.ID): GoneFormat | null {
    return this.#formats.get(id)
  }

  /** Those of a client among the clocks from `start` to before `end`, the last first. */
  formatsIn(client: number, start: number, end: number): readonly (readonly [clock: number, GoneFormat])[] {
    return this.#formats.within(client, start, end)
  }

  /** What to keep of it all: see {@link RememberedGone}. */
  remembered(): RememberedGone {
    const works = new Map<string, readonly [number, WorkRow]>()
    const numberOf = ({ id, author, at, part }: DecidedWork): number => {
      const row: WorkRow = [id, author, at, part]
      const key = JSON.stringify(row)
      const known = works.get(key) ?? ([works.size, row] as const)
      works.set(key, known)
      return known[0]
    }
    const ranges = [...this.#byClient].flatMap(([client, all]) =>
      all.map(({ work, start, end }) => [
        client,
        start,
        end - start,
        work === null ? NO_WORK : numberOf(work),
      ]),
    )
    const formats = this.#formats
      .all()
      .map(([client, clock, { work, begins }]) => [client, clock, numberOf(work), begins ? 1 : 0])
    return { works: [...works.values()].map(([, row]) => row), ranges, formats }
  }

  /** Takes note of what was kept. What is none of it is passed over. */
  remember(kept: unknown): void {
    const { works, ranges, formats } = readGone(kept)
    const workOf = (number: number): DecidedWork | null => {
      const row = works[number]
      return row === undefined ? null : { id: row[0], author: row[1], at: row[2], part: row[3] }
    }
    for (const [client = 0, start = 0, length = 0, number = NO_WORK] of ranges) {
      const work = workOf(number)
      if (work !== null || number === NO_WORK) this.#put(client, { work, start, end: start + length })
    }
    for (const [client = 0, clock = 0, number = NO_WORK, begins = 0] of formats) {
      const work = workOf(number)
      if (work !== null) this.#formats.set(Y.createID(client, clock), { work, begins: begins === 1 })
    }
  }

  #find({ client, clock }: Y.ID): Gone | null {
    return this.#byClient.get(client)?.findLast(({ start, end }) => start <= clock && clock < end) ?? null
  }

  #add(formats: RawFormats, [client, start, length]: ItemRange, part: WorkPart): void {
    const insertion = suggestionsOn(formats).findLast(({ kind }) => kind === 'insertion')
    const work =
      insertion === undefined ? null : { id: insertion.id, author: insertion.by, at: insertion.at, part }
    this.#put(client, { work, start, end: start + length })
  }

  #put(client: number, one: Gone): void {
    const gone = this.#byClient.get(client) ?? []
    this.#byClient.set(client, gone)
    const joined = joinedWith(gone.at(-1), one)
    if (joined !== null) {
      gone[gone.length - 1] = joined
      return
    }
    gone.push(one)
    if (++this.#size <= 2 * MAX_RANGES) return
    // Not at every one: halving walks through all of them.
    this.#size = 0
    for (const [key, ranges] of this.#byClient) {
      const kept = ranges.slice(-Math.ceil(ranges.length / 2))
      this.#byClient.set(key, kept)
      this.#size += kept.length
    }
  }
}

/** Both as one stretch, as when one letter after the other is deleted; null where they are not. */
const joinedWith = (last: Gone | undefined, one: Gone): Gone | null => {
  if (last === undefined) return null
  const [was, is] = [last.work, one.work]
  if (was?.id !== is?.id || was?.author !== is?.author || was?.at !== is?.at || was?.part !== is?.part)
    return null
  if (last.end === one.start) return { ...last, end: one.end }
  return one.end === last.start ? { ...last, start: one.start } : null
}
