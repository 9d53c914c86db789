/** One signed-in device of a person. A session may belong to members of several groups. */
export interface Session {
  /** SHA-256 of the cookie's secret, hex. */
  readonly tokenHash: string
  readonly members: readonly string[]
  readonly createdAt: number
  readonly seenAt: number
}

/** Port: sessions, hashed at rest (LevelDB: they change often). */
export interface SessionStore {
  get(tokenHash: string): Promise<Session | null>
  put(session: Session): Promise<void>
  remove(tokenHash: string): Promise<void>
  /** Ends every session of a member (removal, re-issued device link). */
  removeMember(member: string): Promise<readonly string[]>
}
