/** Up to which number of its log a member has seen a document. */
export interface SeenMark {
  readonly seq: number
  /** When they had, milliseconds since 1970. */
  readonly at: number
}

/** Port: who has seen what of which document (LevelDB: it changes often). Durable when the promise resolves [LOG22]. */
export interface SeenMarks {
  get(document: string, member: string): Promise<SeenMark | null>
  /** Moves a mark forward, never back: of two devices the one that is behind changes nothing. Gives what stands. */
  put(document: string, member: string, mark: SeenMark): Promise<SeenMark>
  removeDocument(document: string): Promise<void>
  removeMember(member: string): Promise<void>
}
