import { z } from 'zod'
import { STAGES } from '#core/access/stages.ts'
import type { ChronicleStore } from '../room/versions/chronicle-store.ts'
import type { Chronicle } from '../room/versions/chronicle.ts'
import type { LevelDatabase } from './level-database.ts'
import { nameKey } from './level-keys.ts'
import { sealJson, unsealJson } from './sealed-value.ts'

const done = { seq: z.number(), by: z.string(), at: z.number() }
const storedChronicle = z.object({
  version: z.literal(1),
  seq: z.number(),
  /** Members of the moments, each once. */
  members: z.array(z.string()),
  /** From, seq, start, end, entries, then who: as indexes into `members`. */
  moments: z.array(z.tuple([z.number(), z.number(), z.number(), z.number(), z.number()]).rest(z.number())),
  marks: z.array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('named'), id: z.string(), name: z.string(), ...done }),
      z.object({ kind: z.literal('restored'), id: z.string(), of: z.number(), ...done }),
      z.object({ kind: z.literal('stage'), stage: z.enum(STAGES), ...done }),
    ]),
  ),
  pauses: z.array(z.tuple([z.number(), z.number(), z.number()])),
  cause: z.string().nullable(),
})

/** Chronicles in LevelDB. One that cannot be read is none: its document is told from its first entry. */
export class LevelChronicleStore implements ChronicleStore {
  readonly #database: LevelDatabase

  constructor(database: LevelDatabase) {
    this.#database = database
  }

  async get(document: string): Promise<Chronicle | null> {
    const key = nameKey('chronicle', document)
    const value = await this.#database.view((view) => view.get(key))
    const stored = value === null ? null : storedChronicle.safeParse(unsealJson(key, value))
    if (stored === null || !stored.success) return null
    const { seq, members, moments, marks, pauses, cause } = stored.data
    return {
      seq,
      moments: moments.map(([from, last, startedAt, at, entries, ...by]) => ({
        from,
        seq: last,
        startedAt,
        at,
        entries,
        by: by.flatMap((index) => members[index] ?? []),
      })),
      marks,
      pauses: pauses.map(([last, at, length]) => ({ seq: last, at, length })),
      cause,
    }
  }

  async put(document: string, chronicle: Chronicle): Promise<void> {
    const { seq, moments, marks, pauses, cause } = chronicle
    const members = new Map<string, number>()
    const indexOf = (member: string): number => {
      const index = members.get(member) ?? members.size
      members.set(member, index)
      return index
    }
    const key = nameKey('chronicle', document)
    const rows = moments.map(({ from, seq: last, startedAt, at, entries, by }) => [
      from,
      last,
      startedAt,
      at,
      entries,
      ...by.map(indexOf),
    ])
    const stored = {
      version: 1,
      seq,
      members: [...members.keys()],
      moments: rows,
      marks,
      pauses: pauses.map((pause) => [pause.seq, pause.at, pause.length]),
      cause,
    }
    await this.#database.write([{ type: 'put', key, value: sealJson(key, stored) }])
  }

  async remove(document: string): Promise<void> {
    await this.#database.write([{ type: 'del', key: nameKey('chronicle', document) }])
  }
}
