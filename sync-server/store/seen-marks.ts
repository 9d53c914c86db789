import type { Counted } from '../room/since/tally.ts'

/** Up to which number of its log a member has seen a document. */
export interface SeenMark {
  readonly seq: number
  /** When they had, milliseconds since 1970. */
  readonly at: number
  /** What others had done by that number: what is unread is counted from there. None: from nothing. */
  readonly others?: Counted
}

/** Port: who has seen what of which document (LevelDB: it changes often). Durable when the promise resolves [LOG22]. */
export interface SeenMarks {
  get(document: string, member: string): Promise<SeenMark | null>
  /** Moves a mark forward, never back: of two devices the one that is behind changes nothing. Gives what stands. */
  put(document: string, member: string, mark: SeenMark): Promise<SeenMark>
  /** All marks of a member, by document. */
  of(member: string): Promise<ReadonlyMap<string, SeenMark>>
  removeDocument(document: string): Promise<void>
  removeMember(member: string): Promise<void>
}
