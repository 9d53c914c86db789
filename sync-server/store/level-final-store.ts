import { z } from 'zod'
import { STAGES } from '#core/access/stages.ts'
import type { FinalStore, KnownFinals } from '../final/final-store.ts'
import type { LevelDatabase } from '../log/level-database.ts'
import { nameKey, nameOf, spaceRange } from '../log/level-keys.ts'
import { sealJson, unsealJson } from '../log/sealed-value.ts'
import { NO_HISTORY } from '../room/final-history.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const storedFinals = z.object({
  history: z.object({
    seq: z.number(),
    stages: z.array(
      z.object({ stage: z.enum(STAGES), at: z.number(), seq: z.number(), reason: z.string().nullable() }),
    ),
    finals: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        sha256: hash,
        wordings: z.array(hash),
        files: z.array(hash),
        auditHead: z.string().nullable(),
        finalAt: z.number(),
        version: z.number(),
        superseded: z.object({ at: z.number(), reason: z.string() }).nullable(),
      }),
    ),
  }),
  isBehind: z.boolean(),
  exports: z.array(z.object({ final: z.string(), format: z.string(), sha256: hash })),
})

const BUILT = nameKey('about', 'finals')

/** Final texts in LevelDB. One that cannot be read is read from its log again. */
export class LevelFinalStore implements FinalStore {
  readonly #database: LevelDatabase

  constructor(database: LevelDatabase) {
    this.#database = database
  }

  all(): Promise<ReadonlyMap<string, KnownFinals> | null> {
    return this.#database.view(async (view) => {
      if ((await view.get(BUILT)) === null) return null
      const records = await view.records(spaceRange('final'))
      return new Map(records.map(([key, value]) => [nameOf('final', key), finalsOf(key, value)]))
    })
  }

  markBuilt(): Promise<void> {
    return this.#database.write([{ type: 'put', key: BUILT, value: sealJson(BUILT, true) }])
  }

  async write(document: string, finals: KnownFinals): Promise<void> {
    const key = nameKey('final', document)
    await this.#database.write([{ type: 'put', key, value: sealJson(key, finals) }])
  }

  async remove(document: string): Promise<void> {
    await this.#database.write([{ type: 'del', key: nameKey('final', document) }])
  }
}

const finalsOf = (key: Uint8Array, value: Uint8Array): KnownFinals => {
  const stored = storedFinals.safeParse(unsealJson(key, value))
  return stored.success ? stored.data : { history: NO_HISTORY, isBehind: true, exports: [] }
}
