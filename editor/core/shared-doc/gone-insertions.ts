import * as Y from 'yjs'
import type { RawFormats } from '../schema/content.ts'
import { suggestionsOn } from '../suggestions/suggestion.ts'
import type { SuggestionLedger } from './gate-authorship.ts'
import type { DecidedWork } from './late-ids.ts'
import type { Region } from './regions.ts'
import type { ItemRange, WorkPart } from './suggested-items.ts'

/** So many stretches of deleted items are remembered. */
const MAX_RANGES = 8_192

interface Gone extends Omit<DecidedWork, 'part'> {
  readonly part: WorkPart | 'starts'
  readonly start: number
  readonly end: number
}

/**
 * Which insertion the deleted characters belonged to, of late: what is typed on in them by who does not know of the
 * deletion bears no mark of its own. In memory alone: after a restart only what was decided is known.
 */
export class GoneInsertions {
  #byClient = new Map<number, Gone[]>()
  #size = 0

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
      const known = value ?? ledger.valueOf(key)
      if (known === null) return
      const { client, clock } = struct.id
      this.#add(new Map([[key, known]]), [client, clock, 1], value === null ? 'ends' : 'starts')
    })
  }

  /** What it was part of: characters, ends and markers. Null when it is not known. */
  at(id: Y.ID): DecidedWork | null {
    const gone = this.#find(id)
    return gone === null || gone.part === 'starts' ? null : { ...gone, part: gone.part }
  }

  /** The insertion that began with this format; what stands right behind it stands in that. Null when none is known. */
  beganAt(id: Y.ID): DecidedWork | null {
    const gone = this.#find(id)
    return gone?.part === 'starts' ? { ...gone, part: 'items' } : null
  }

  #find({ client, clock }: Y.ID): Gone | null {
    return this.#byClient.get(client)?.findLast(({ start, end }) => start <= clock && clock < end) ?? null
  }

  #add(formats: RawFormats, [client, start, length]: ItemRange, part: Gone['part']): void {
    const insertion = suggestionsOn(formats).findLast(({ kind }) => kind === 'insertion')
    if (insertion === undefined) return
    const { id, by: author, at } = insertion
    const gone = this.#byClient.get(client)
    const one = { id, author, at, part, start, end: start + length }
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
