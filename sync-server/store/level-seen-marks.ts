import { z } from 'zod'
import type { LevelDatabase, Operation } from '../log/level-database.ts'
import { keyAfter, nameRange, otherOf, pairKey } from '../log/level-keys.ts'
import { sealJson, unsealJson } from '../log/sealed-value.ts'
import { Serial } from '../log/serial.ts'
import { StoreDamagedError } from '../log/store-errors.ts'
import type { SeenMark, SeenMarks } from './seen-marks.ts'

const counted = z.object({
  changes: z.number(),
  turns: z.number(),
  comments: z.number(),
  mentions: z.number(),
})
const storedMark = z.object({ seq: z.number(), at: z.number(), others: counted.optional() })

/** Marks read at once: whoever lists ten thousand holds up nobody meanwhile. */
const CHUNK = 500

/** Seen marks in LevelDB, by document, and once more by member: a list of many documents is one walk. */
export class LevelSeenMarks implements SeenMarks {
  readonly #database: LevelDatabase
  readonly #serial = new Serial()

  constructor(database: LevelDatabase) {
    this.#database = database
  }

  async get(document: string, member: string): Promise<SeenMark | null> {
    const key = pairKey('seen', document, member)
    const value = await this.#database.view((view) => view.get(key))
    return value === null ? null : markOf(document, key, value)
  }

  of(member: string): Promise<ReadonlyMap<string, SeenMark>> {
    return this.#database.view(async (view) => {
      const marks = new Map<string, SeenMark>()
      for (let range = nameRange('seenBy', member); ;) {
        const records = await view.records(range, CHUNK)
        for (const [key, value] of records) {
          const document = otherOf('seenBy', member, key)
          marks.set(document, markOf(document, key, value))
        }
        const last = records.at(-1)
        if (last === undefined || records.length < CHUNK) return marks
        range = { ...range, gte: keyAfter(last[0]) }
      }
    })
  }

  put(document: string, member: string, mark: SeenMark): Promise<SeenMark> {
    return this.#serial.run(async () => {
      const before = await this.get(document, member)
      if (before !== null && before.seq >= mark.seq) return before
      const key = pairKey('seen', document, member)
      const index = pairKey('seenBy', member, document)
      await this.#database.write([
        { type: 'put', key, value: sealJson(key, mark) },
        { type: 'put', key: index, value: sealJson(index, mark) },
      ])
      return mark
    })
  }

  removeDocument(document: string): Promise<void> {
    return this.#forget('seen', document, (member) => pairKey('seenBy', member, document))
  }

  removeMember(member: string): Promise<void> {
    return this.#forget('seenBy', member, (document) => pairKey('seen', document, member))
  }

  /** Everything under a name, and what stands for it on the other side. */
  #forget(space: 'seen' | 'seenBy', name: string, opposite: (other: string) => Uint8Array): Promise<void> {
    return this.#serial.run(async () => {
      const keys = await this.#database.view((view) => view.keys(nameRange(space, name)))
      if (keys.length === 0) return
      await this.#database.write(
        keys.flatMap((key): Operation[] => [
          { type: 'del', key },
          { type: 'del', key: opposite(otherOf(space, name, key)) },
        ]),
      )
    })
  }
}

const markOf = (document: string, key: Uint8Array, value: Uint8Array): SeenMark => {
  const stored = storedMark.safeParse(unsealJson(key, value))
  if (!stored.success) throw new StoreDamagedError('a seen mark is unreadable', document)
  const { seq, at, others } = stored.data
  return { seq, at, ...(others === undefined ? {} : { others }) }
}
