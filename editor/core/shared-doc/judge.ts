import type { InsertedWork } from './suggested-items.ts'
import type { Clocks } from './sight.ts'
import type { Role } from '../access/roles.ts'
import type { Stage } from '../access/stages.ts'
import type { LockedRange } from '../locks/section-lock.ts'

/** As Yjs has it. */
interface ItemId {
  readonly client: number
  readonly clock: number
}

/** How far the author of an update had heard of what others did. */
export interface Heard {
  /** The number of the log up to which the text had come to them when they wrote an item; null of what they do not say. */
  readonly upTo: (item: ItemId) => number | null
  /**
   * Where their own clock stood when they deleted it themselves; null of what they do not name. Of an update of who is
   * there nothing says it but what the update names as deleted.
   */
  readonly deletedAt: ((item: ItemId) => number | null) | null
}

/** Who sends an update, as the room knows it at the tick of the verdict. */
export interface Sender {
  /** Member id: every suggestion of theirs carries it. */
  readonly member: string
  readonly role: Role
  /** Of an update that names all that they know to be deleted, as a step 2 does: the clocks that they knew. */
  readonly knows?: Clocks | null
  /** How far they had heard, where they say so. */
  readonly heard?: Heard | null
}

/** What the document is open for, at the tick of the verdict. */
export interface DocumentState {
  readonly stage: Stage
  readonly locks: readonly LockedRange[]
}

/** Why an update is not admitted. Literal, stable names: they go over the wire (docs/PROTOCOL.md). */
export type RefusalReason =
  | 'malformed'
  | 'too-large'
  | 'not-allowed-content'
  | 'foreign-client-id'
  | 'role'
  | 'stage'
  | 'locked'
  | 'base-or-foreign-changed'
  | 'foreign-suggestion-id'
  | 'changed-authorship'

/** What an admitted update meant for suggestions beside the text. */
export interface SuggestionNotes {
  /** Decided ids that came again, and under what they are pending now. */
  readonly renamed: readonly { readonly from: string; readonly to: string; readonly author: string }[]
  /** Other members' suggestions of which a direct writer left nothing. */
  readonly deleted: readonly {
    readonly id: string
    readonly author: string
    /** Of an insertion: what is typed on in it later is known by this [SUG404]. */
    readonly work?: InsertedWork
  }[]
  /** Deleted suggestions that who deleted them brought back. */
  readonly returned: readonly string[]
}

/** A block that two people moved at once, by its bid, and the client id under which the other copy was written. */
export interface DoubleMove {
  readonly bid: string
  readonly client: number
}

/**
 * - `admitted`: `update` is what to apply, store and broadcast: the sender's own update, followed by the server's
 *   repairs in `repairs` when the merge needed any. `notes`: what it meant for suggestions beside the text, where it meant anything.
 *   `doubleMoves`: blocks that it moved while somebody else did, where there are any.
 * - `contained`: nothing in it is new.
 * - `missing`: it builds on something we do not have; nothing was kept.
 * - `refused`: it breaks a rule; nothing was kept.
 */
export type Verdict =
  | {
      readonly kind: 'admitted'
      readonly repairs: Uint8Array | null
      readonly notes?: SuggestionNotes
      readonly doubleMoves?: readonly DoubleMove[]
    }
  | { readonly kind: 'contained' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly detail: string }
