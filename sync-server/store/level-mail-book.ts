import { z } from 'zod'
import { MAIL_EVERY } from '#core/protocol/api-inbox.ts'
import type { LevelDatabase, LevelView, Operation } from '../log/level-database.ts'
import { nameKey, nameRange, pairKey, spaceRange } from '../log/level-keys.ts'
import { sealJson, unsealJson } from '../log/sealed-value.ts'
import { Serial } from '../log/serial.ts'
import { StoreDamagedError } from '../log/store-errors.ts'
import type { MailBook, MailRecord } from '../mail/mail-book.ts'

const storedRecord = z.object({
  member: z.string(),
  address: z.string(),
  every: z.enum(MAIL_EVERY),
  language: z.enum(['ar', 'en', 'fr']),
  confirmedAt: z.number().nullable(),
  confirm: z.object({ hash: z.string(), until: z.number() }).nullable(),
  refused: z.boolean(),
  through: z.number(),
  digestAt: z.number(),
})

/** Who wants mail, in LevelDB. */
export class LevelMailBook implements MailBook {
  readonly #database: LevelDatabase
  readonly #serial = new Serial()

  constructor(database: LevelDatabase) {
    this.#database = database
  }

  get(member: string): Promise<MailRecord | null> {
    return this.#database.view((view) => readRecord(view, member))
  }

  all(): Promise<readonly MailRecord[]> {
    return this.#database.view(async (view) =>
      (await view.records(spaceRange('mail'))).map(([key, value]) => recordOf(key, value)),
    )
  }

  change(member: string, change: (now: MailRecord | null) => MailRecord | null): Promise<MailRecord | null> {
    return this.#serial.run(async () => {
      const now = await this.get(member)
      const next = change(now)
      const key = nameKey('mail', member)
      if (next !== null) await this.#database.write([put(key, next)])
      else if (now !== null) {
        const off = await this.#database.view((view) => view.keys(nameRange('mailOff', member)))
        await this.#database.write([key, ...off].map(del))
      }
      return next
    })
  }

  addOff(member: string, hash: string, at: number, keepFrom: number): Promise<void> {
    return this.#serial.run(async () => {
      const [record, kept] = await this.#database.view(async (view) => [
        await readRecord(view, member),
        await view.records(nameRange('mailOff', member)),
      ])
      if (record === null) return
      const old = kept.filter(([key, value]) => {
        const made = unsealJson(key, value)
        return typeof made !== 'number' || made < keepFrom
      })
      await this.#database.write([put(pairKey('mailOff', member, hash), at), ...old.map(([key]) => del(key))])
    })
  }

  hasOff(member: string, hash: string): Promise<boolean> {
    return this.#database.view(async (view) => (await view.get(pairKey('mailOff', member, hash))) !== null)
  }
}

const put = (key: Uint8Array, json: unknown): Operation => ({ type: 'put', key, value: sealJson(key, json) })
const del = (key: Uint8Array): Operation => ({ type: 'del', key })

const recordOf = (key: Uint8Array, value: Uint8Array): MailRecord => {
  const record = storedRecord.safeParse(unsealJson(key, value))
  if (!record.success) throw new StoreDamagedError('a mail setting is unreadable')
  return record.data
}

const readRecord = async (view: LevelView, member: string): Promise<MailRecord | null> => {
  const key = nameKey('mail', member)
  const value = await view.get(key)
  return value === null ? null : recordOf(key, value)
}
