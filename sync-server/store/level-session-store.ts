import { z } from 'zod'
import type { LevelDatabase, LevelView, Operation } from '../log/level-database.ts'
import { nameKey, nameRange, otherOf, pairKey } from '../log/level-keys.ts'
import { sealJson, unsealJson } from '../log/sealed-value.ts'
import { Serial } from '../log/serial.ts'
import { StoreDamagedError } from '../log/store-errors.ts'
import { withMember, type Session, type SessionStore } from './session-store.ts'

const storedSession = z.object({
  tokenHash: z.string(),
  members: z.array(z.string()),
  createdAt: z.number(),
  seenAt: z.number(),
})

/** Sessions in LevelDB, with an index from member to session. */
export class LevelSessionStore implements SessionStore {
  readonly #database: LevelDatabase
  readonly #serial = new Serial()

  constructor(database: LevelDatabase) {
    this.#database = database
  }

  get(tokenHash: string): Promise<Session | null> {
    return this.#database.view((view) => readSession(view, tokenHash))
  }

  put(session: Session): Promise<void> {
    return this.#serial.run(async () => {
      const before = await this.get(session.tokenHash)
      await this.#database.write([...(before === null ? [] : forget(before)), ...keep(session)])
    })
  }

  addMember(tokenHash: string, member: string): Promise<boolean> {
    return this.#serial.run(async () => {
      const session = await this.get(tokenHash)
      if (session === null) return false
      if (!session.members.includes(member)) await this.#database.write(keep(withMember(session, member)))
      return true
    })
  }

  remove(tokenHash: string): Promise<void> {
    return this.#serial.run(async () => {
      const session = await this.get(tokenHash)
      if (session !== null) await this.#database.write(forget(session))
    })
  }

  removeMember(member: string): Promise<readonly string[]> {
    return this.#serial.run(async () => {
      const sessions = await this.#database.view(async (view) => {
        const keys = await view.keys(nameRange('member', member))
        return Promise.all(keys.map((key) => readSession(view, otherOf('member', member, key))))
      })
      const ended = sessions.filter((session) => session !== null)
      if (ended.length > 0) await this.#database.write(ended.flatMap(forget))
      return ended.map(({ tokenHash }) => tokenHash)
    })
  }
}

const readSession = async (view: LevelView, tokenHash: string): Promise<Session | null> => {
  if (tokenHash === '' || tokenHash.includes('\0')) return null
  const key = nameKey('session', tokenHash)
  const value = await view.get(key)
  if (value === null) return null
  const session = storedSession.safeParse(unsealJson(key, value))
  if (!session.success) throw new StoreDamagedError('a session is unreadable')
  return session.data
}

const keep = (session: Session): readonly Operation[] => {
  const key = nameKey('session', session.tokenHash)
  return [
    { type: 'put', key, value: sealJson(key, session) },
    ...session.members.map((member): Operation => {
      const index = pairKey('member', member, session.tokenHash)
      return { type: 'put', key: index, value: sealJson(index, null) }
    }),
  ]
}

const forget = (session: Session): readonly Operation[] => [
  { type: 'del', key: nameKey('session', session.tokenHash) },
  ...session.members.map((member): Operation => {
    return { type: 'del', key: pairKey('member', member, session.tokenHash) }
  }),
]
