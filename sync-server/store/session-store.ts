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
  /**
   * One more member for a session, whatever else changes it meanwhile. False when there is no such session (any
   * more): nothing is stored, so an ended session does not come back. A member it has already is no change.
   */
  addMember(tokenHash: string, member: string): Promise<boolean>
  remove(tokenHash: string): Promise<void>
  /** Ends every session of a member (removal, re-issued device link). */
  removeMember(member: string): Promise<readonly string[]>
}

export const withMember = (session: Session, member: string): Session => ({
  ...session,
  members: [...session.members, member],
})
