import type { Unplaced } from '#core/shared-doc/reapply.ts'
import type { Result } from '#core/util/result.ts'

/**
 * Names one local copy of one document: whose it is, and of which history. Another member on the same device, or a
 * history that was replaced, never share a copy [UI14].
 */
export interface CopyName {
  readonly member: string
  readonly document: string
  readonly epoch: string
}

/** `full`: the browser's quota. `closed`: no store at all (private mode, an older page that blocks the upgrade). */
export type StoreFailure = 'full' | 'closed'

export interface StoredCopy {
  readonly name: CopyName
  /** In the order they were kept. */
  readonly updates: readonly Uint8Array[]
  /** Client ids that had work no server acked when it was kept. */
  readonly unsentClients: readonly number[]
  /** The text has as many restores of an earlier version in it, or more; 0 when that was never kept [UI541]. */
  readonly restores: number
}

/** Work that can no longer be merged: shown to its author until they let it go. Never thrown away silently. */
export interface SetAside {
  readonly id: string
  readonly member: string
  readonly document: string
  /** Milliseconds since 1970, this device's clock. */
  readonly at: number
  readonly reason: SetAsideReason
  /** Id in the server's late tray, null when the server has not kept it. */
  readonly late: string | null
  /** The words, readable. */
  readonly text: string
  /** The whole document as it was: what it is brought back from. */
  readonly state: Uint8Array
  /** The same before it heard what others did while it was away; null when it was not away. */
  readonly base: Uint8Array | null
  /** What became of it when it was brought back; null as long as it has not been. */
  readonly back: BroughtBack | null
}

/** Refused work that is in the text again as suggestions of its author, and what of it found no place there. */
export interface BroughtBack {
  /** Number of suggestions. */
  readonly suggestions: number
  readonly unplaced: readonly NotPlaced[]
}

/**
 * A piece of work that is not in the text. `refused`: it was refused as suggestions, too. `before`: an earlier page
 * brought the work back and did not say what it left; here are all its words.
 */
export interface NotPlaced extends Omit<Unplaced, 'why'> {
  readonly why: Unplaced['why'] | 'refused' | 'before'
}

/** Is something of it nowhere but here? */
export const holdsWords = ({ back }: SetAside): boolean => back === null || back.unplaced.length > 0

/** `refused` by the gate; `epoch`: the history was replaced; `gone`: the server ended the session over it. */
export type SetAsideReason = 'refused' | 'epoch' | 'gone'

/**
 * Port: what this browser keeps. Every promise settles only when the transaction has completed: «محفوظ على هذا الجهاز»
 * is said after that and not before. A failure is a value, and is shown.
 */
export interface OfflineStore {
  /** The newest copy of the document for this member, whatever its epoch; null when there is none. */
  readonly load: (member: string, document: string) => Promise<Result<StoredCopy | null, StoreFailure>>
  /** Appends updates; `unsentBy` is the client id whose work among them no server has yet. */
  readonly append: (
    name: CopyName,
    updates: readonly Uint8Array[],
    unsentBy: number | null,
  ) => Promise<Result<void, StoreFailure>>
  /** What was appended has as many restores in it. */
  readonly noteRestores: (name: CopyName, restores: number) => Promise<Result<void, StoreFailure>>
  /** The server has everything of these clients. */
  readonly settle: (name: CopyName, clients: readonly number[]) => Promise<Result<void, StoreFailure>>
  /** In one transaction: keeps `entry` (if any) and empties the copy, so that it is never merged again. */
  readonly replace: (name: CopyName, entry: SetAside | null) => Promise<Result<void, StoreFailure>>
  /** Keeps `entry`, in the place of one with the same id. */
  readonly setAside: (entry: SetAside) => Promise<Result<void, StoreFailure>>
  readonly setAsides: (member: string, document: string) => Promise<Result<readonly SetAside[], StoreFailure>>
  readonly letGo: (id: string) => Promise<Result<void, StoreFailure>>
  /** Documents with work or comments that no server has, drafts of comments, or words set aside. */
  readonly unsentDocuments: () => Promise<Result<readonly string[], StoreFailure>>
}
