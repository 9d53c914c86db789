import type { Role } from '#core/access/roles.ts'

/** A member as the room shows them to others and judges them. */
export interface RoomMember {
  readonly id: string
  readonly name: string
  readonly role: Role
  /** 0–11, see `ApiMember`. */
  readonly color: number
}

/** Port: who somebody is **now**. Asked at every update, so that no verdict rests on what was true at the start. */
export interface MemberDirectory {
  lookup(document: string, member: string): RoomMember | 'no-access' | 'no-document'
  /** Ids of everybody that `lookup` finds for the document, who was in its group at `at`. */
  members(document: string, at: number): readonly string[]
}

/** The author of what the server itself writes: repairs, seeds. No member has this id. */
export const SERVER = 'server'
