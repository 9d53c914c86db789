import { withMember, type Session, type SessionStore } from './session-store.ts'

/** Sessions in memory, for tests: the whole contract but durability. */
export class MemorySessionStore implements SessionStore {
  readonly #sessions = new Map<string, Session>()

  async get(tokenHash: string): Promise<Session | null> {
    return this.#sessions.get(tokenHash) ?? null
  }

  async put(session: Session): Promise<void> {
    this.#sessions.set(session.tokenHash, { ...session, members: [...session.members] })
  }

  async addMember(tokenHash: string, member: string): Promise<boolean> {
    const session = this.#sessions.get(tokenHash)
    if (session === undefined) return false
    if (!session.members.includes(member)) await this.put(withMember(session, member))
    return true
  }

  async remove(tokenHash: string): Promise<void> {
    this.#sessions.delete(tokenHash)
  }

  async removeMember(member: string): Promise<readonly string[]> {
    const ended = [...this.#sessions.values()]
      .filter(({ members }) => members.includes(member))
      .map(({ tokenHash }) => tokenHash)
    for (const tokenHash of ended) this.#sessions.delete(tokenHash)
    return ended
  }
}
