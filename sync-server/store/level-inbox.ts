import { z } from 'zod'
import { STAGES } from '#core/access/stages.ts'
import type { LevelDatabase, LevelView, Operation } from '../log/level-database.ts'
import { nameKey, nameRange, otherOf, pairKey, seqKey, seqOf, seqRange } from '../log/level-keys.ts'
import { sealJson, unsealJson } from '../log/sealed-value.ts'
import { Serial } from '../log/serial.ts'
import { StoreDamagedError } from '../log/store-errors.ts'
import {
  INBOX_SIZE,
  type FeedMark,
  type Inbox,
  type MemberInbox,
  type NewNotice,
  type StoredNotice,
} from '../room/notices/inbox.ts'

const LAST = Number.MAX_SAFE_INTEGER

const inThread = { thread: z.string(), comment: z.string() }
const notice = z.discriminatedUnion('type', [
  z.object({ type: z.literal('mention'), ...inThread }),
  z.object({ type: z.literal('reply'), ...inThread }),
  z.object({
    type: z.literal('decided'),
    accepted: z.number(),
    rejected: z.number(),
    suggestion: z.string(),
  }),
  z.object({ type: z.literal('reopened'), suggestions: z.number(), suggestion: z.string() }),
  z.object({ type: z.literal('stage'), stage: z.enum(STAGES) }),
  z.object({ type: z.literal('locked'), suggestions: z.number(), suggestion: z.string() }),
])
const storedNotice = z.object({
  seq: z.number(),
  at: z.number(),
  by: z.string(),
  document: z.string(),
  notice,
})
/** Kinds of a newer version are passed over. */
const anyNotice = z.object({ notice: z.object({ type: z.string() }) })
const storedHead = z.object({ last: z.number(), read: z.number() })
const storedMark = z.object({
  seq: z.number(),
  locks: z.array(z.looseObject({ id: z.string(), from: z.string(), to: z.string() })),
})

type Head = z.infer<typeof storedHead>

const SINCE = nameKey('about', 'inbox')

/** Inboxes in LevelDB: notices by member and number, and for each document who was told something of it. */
export class LevelInbox implements Inbox {
  readonly since: number
  readonly #database: LevelDatabase
  readonly #serial = new Serial()

  private constructor(database: LevelDatabase, since: number) {
    this.#database = database
    this.since = since
  }

  /** @param now milliseconds since 1970; a store that never had inboxes begins to have them now. */
  static async open(database: LevelDatabase, now: number): Promise<LevelInbox> {
    const value = await database.view((view) => view.get(SINCE))
    const since = z.number().safeParse(value === null ? now : unsealJson(SINCE, value))
    if (!since.success) throw new StoreDamagedError('the beginning of the inboxes is unreadable')
    if (value === null) await database.write([put(SINCE, now)])
    return new LevelInbox(database, since.data)
  }

  mark(document: string): Promise<FeedMark | null> {
    return this.#database.view((view) => readMark(view, document))
  }

  deliver(document: string, mark: FeedMark, notices: readonly NewNotice[]): Promise<readonly string[]> {
    return this.#serial.run(async () => {
      const known = (await this.mark(document))?.seq ?? 0
      if (mark.seq <= known) return []
      const fresh = notices.filter(({ seq }) => seq > known)
      const members = [...new Set(fresh.map(({ member }) => member))]
      const heads = await this.#database.view((view) =>
        Promise.all(members.map(async (member) => [member, await readHead(view, member)] as const)),
      )
      const operations = heads.flatMap(([member, head]) =>
        addTo(
          member,
          head,
          document,
          fresh.filter((one) => one.member === member),
        ),
      )
      await this.#database.write([...operations, put(nameKey('fed', document), mark)])
      return members
    })
  }

  list(member: string, which: 'all' | 'unread' = 'all'): Promise<MemberInbox> {
    return this.#database.view(async (view) => {
      const { last, read } = await readHead(view, member)
      const from = Math.max(which === 'all' ? 0 : read, last - INBOX_SIZE) + 1
      const records = await view.records(seqRange('notice', member, from, LAST))
      const notices = records.flatMap(([key, value]) => noticeOf(key, value) ?? [])
      return { notices: notices.toReversed(), read, last }
    })
  }

  markRead(member: string, through: number): Promise<void> {
    return this.#serial.run(async () => {
      const { last, read } = await this.#database.view((view) => readHead(view, member))
      const next = Math.min(through, last)
      if (next > read) await this.#database.write([put(nameKey('inbox', member), { last, read: next })])
    })
  }

  forgetMember(member: string): Promise<void> {
    return this.#serial.run(async () => {
      const keys = await this.#database.view((view) => view.keys(nameRange('notice', member)))
      await this.#database.write([...keys, nameKey('inbox', member)].map(del))
    })
  }

  forgetDocument(document: string): Promise<void> {
    return this.#serial.run(async () => {
      const keys = await this.#database.view(async (view) => {
        const told = await view.keys(nameRange('told', document))
        const notices = await Promise.all(
          told.map((key) => view.records(nameRange('notice', otherOf('told', document, key)))),
        )
        const of = notices.flat().filter(([key, value]) => noticeOf(key, value)?.document === document)
        return [...told, ...of.map(([key]) => key)]
      })
      await this.#database.write([...keys, nameKey('fed', document)].map(del))
    })
  }
}

const put = (key: Uint8Array, json: unknown): Operation => ({ type: 'put', key, value: sealJson(key, json) })
const del = (key: Uint8Array): Operation => ({ type: 'del', key })

const readMark = async (view: LevelView, document: string): Promise<FeedMark | null> => {
  const key = nameKey('fed', document)
  const value = await view.get(key)
  if (value === null) return null
  const mark = storedMark.safeParse(unsealJson(key, value))
  if (!mark.success) throw new StoreDamagedError('how far it has been told is unreadable', document)
  return mark.data
}

const readHead = async (view: LevelView, member: string): Promise<Head> => {
  const key = nameKey('inbox', member)
  const value = await view.get(key)
  if (value === null) return { last: 0, read: 0 }
  const head = storedHead.safeParse(unsealJson(key, value))
  if (!head.success) throw new StoreDamagedError('an inbox is unreadable')
  return head.data
}

/** Null for a kind of notice that this version does not know. */
const noticeOf = (key: Uint8Array, value: Uint8Array): StoredNotice | null => {
  const json = unsealJson(key, value)
  const stored = storedNotice.safeParse(json)
  if (stored.success) return { ...stored.data, id: seqOf(key) }
  if (!anyNotice.safeParse(json).success) throw new StoreDamagedError('a notice is unreadable')
  return null
}

const addTo = (
  member: string,
  { last, read }: Head,
  document: string,
  notices: readonly NewNotice[],
): readonly Operation[] => {
  const next = last + notices.length
  // What no longer fits goes; between the last purge and this one there is nothing older.
  const gone = notices
    .map((_, index) => last + index + 1 - INBOX_SIZE)
    .filter((id) => id > 0)
    .map((id) => del(seqKey('notice', member, id)))
  return [
    ...notices.map(({ member: _member, ...rest }, index) =>
      put(seqKey('notice', member, last + index + 1), { ...rest, document }),
    ),
    ...gone,
    put(nameKey('inbox', member), { last: next, read }),
    put(pairKey('told', document, member), null),
  ]
}
