import { z } from 'zod'
import type { TallyStore } from '../room/since/tally-store.ts'
import { EMPTY_TALLY, type Tally } from '../room/since/tally.ts'
import type { LevelDatabase, Operation } from './level-database.ts'
import { nameKey, nameOf, spaceRange } from './level-keys.ts'
import { sealJson, unsealJson } from './sealed-value.ts'

const counts = z.array(z.tuple([z.string(), z.number()]))
const storedTally = z.object({
  seq: z.number(),
  changes: counts,
  turns: counts,
  last: counts,
  comments: counts,
  mentions: counts,
})

/** Tallies in LevelDB. One that cannot be read counts as one of nothing: its document is counted from its first entry. */
export class LevelTallyStore implements TallyStore {
  readonly #database: LevelDatabase

  constructor(database: LevelDatabase) {
    this.#database = database
  }

  all(): Promise<ReadonlyMap<string, Tally>> {
    return this.#database.view(async (view) => {
      const records = await view.records(spaceRange('tally'))
      return new Map(records.map(([key, value]) => [nameOf('tally', key), tallyOf(key, value)]))
    })
  }

  async write(tallies: ReadonlyMap<string, Tally>): Promise<void> {
    const operations = [...tallies].map(([document, tally]): Operation => {
      const key = nameKey('tally', document)
      const stored = {
        seq: tally.seq,
        changes: [...tally.changes],
        turns: [...tally.turns],
        last: [...tally.last],
        comments: [...tally.comments],
        mentions: [...tally.mentions],
      }
      return { type: 'put', key, value: sealJson(key, stored) }
    })
    await this.#database.write(operations)
  }

  async remove(document: string): Promise<void> {
    await this.#database.write([{ type: 'del', key: nameKey('tally', document) }])
  }
}

const tallyOf = (key: Uint8Array, value: Uint8Array): Tally => {
  const stored = storedTally.safeParse(unsealJson(key, value))
  if (!stored.success) return EMPTY_TALLY
  const { seq, changes, turns, last, comments, mentions } = stored.data
  return {
    seq,
    changes: new Map(changes),
    turns: new Map(turns),
    last: new Map(last),
    comments: new Map(comments),
    mentions: new Map(mentions),
  }
}
