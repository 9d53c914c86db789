import * as Y from 'yjs'
import type { RawFormats } from '../schema/content.ts'
import { readSuggestion, suggestionsOn } from '../suggestions/suggestion.ts'
import type { SuggestionLedger } from './gate-authorship.ts'
import type { DecidedWork } from './late-ids.ts'
import type { Region } from './regions.ts'
import type { ItemRange, WorkPart } from './suggested-items.ts'

/** So many stretches of deleted items are remembered, and so many deleted formats. */
const MAX_RANGES = 8_192
const MAX_FORMATS = 16_384

interface Gone {
  /** Null: it stood in no insertion. */
  readonly work: DecidedWork | null
  readonly start: number
  readonly end: number
}

/** A format that began or ended an insertion. */
export interface GoneFormat {
  readonly work: DecidedWork
  readonly begins: boolean
}

/**
 * Which insertion the deleted characters belonged to, of late, and where it began and ended: what is typed on in it by
 * who does not know of the deletion bears no mark of its own. In memory alone: after a restart only what was decided is
 * known.
 */
export class GoneInsertions {
  #byClient = new Map<number, Gone[]>()
  #size = 0
  /** By client id and clock. */
  readonly #formats = new Map<string, GoneFormat>()

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
      this.#formats.set(nameOf(struct.id), { work, begins })
    })
    // Not at every one: it walks over half of them.
    if (this.#formats.size <= 2 * MAX_FORMATS) return
    for (const name of this.#formats.keys()) {
      if (this.#formats.size <= MAX_FORMATS) break
      this.#formats.delete(name)
    }
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
    return this.#formats.get(nameOf(id)) ?? null
  }

  #find({ client, clock }: Y.ID): Gone | null {
    return this.#byClient.get(client)?.findLast(({ start, end }) => start <= clock && clock < end) ?? null
  }

  #add(formats: RawFormats, [client, start, length]: ItemRange, part: WorkPart): void {
    const insertion = suggestionsOn(formats).findLast(({ kind }) => kind === 'insertion')
    const work =
      insertion === undefined ? null : { id: insertion.id, author: insertion.by, at: insertion.at, part }
    const gone = this.#byClient.get(client)
    const one = { work, start, end: start + length }
    if (gone === undefined) this.#byClient.set(client, [one])
    else gone.push(one)
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

const nameOf = ({ client, clock }: Y.ID): string => `${client}:${clock}`
