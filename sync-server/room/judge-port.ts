import type * as Y from 'yjs'
import type { LockedRange } from '#core/locks/section-lock.ts'
import type { SuggestionLedger } from '#core/shared-doc/gate-authorship.ts'
import type { Deeds } from '#core/shared-doc/deeds.ts'
import type { GoneInsertions } from '#core/shared-doc/gone-insertions.ts'
import type { DecidedIds } from '#core/shared-doc/late-ids.ts'
import type { DocumentState, Sender, Verdict } from '#core/shared-doc/judge.ts'
import type { ScannedUpdate } from '#core/shared-doc/scan-update.ts'
import type { Sequence } from '#core/shared-doc/sequence.ts'

/**
 * Port: the gate over a staging copy of one document. The copy is what the document will be when everything
 * admitted so far is durable.
 */
export interface Judge {
  /** Admitted: the copy already contains the update and the repairs. Otherwise the copy is as it was. */
  judge(update: Uint8Array, sender: Sender, document: DocumentState, scanned?: ScannedUpdate): Verdict
  /**
   * Writes to the copy as the server and returns the update; `locked`, and the copy is as it was, when it would change
   * anything under one of the locks.
   */
  writeAsServer(write: (text: Y.Text) => void, locks: readonly LockedRange[]): Uint8Array | 'locked'
  /** The same by way of the index of blocks: `edit` changes the text in one `editFromEnd` at the most. */
  editAsServer(edit: (sequence: Sequence) => void, locks: readonly LockedRange[]): Uint8Array | 'locked'
}

export interface JudgeOptions {
  /** The whole document as a Yjs update. */
  readonly state: Uint8Array
  /** The client id under which the server writes: used by nobody else, ever. */
  readonly serverClientId: number
  readonly newBid: () => string
  /** The document with everything admitted so far: asked for after a refusal, since Yjs takes nothing back. */
  readonly reload: () => Uint8Array
  /** The suggestions that the document has ever shown; the judge goes on noting in it. */
  readonly ledger: SuggestionLedger
  /** What was deleted, of late; the judge goes on noting in it. */
  readonly gone: GoneInsertions
  /** Who did what, of late; the judge goes on noting in it. */
  readonly deeds: Deeds
  /** What is decided; read at every verdict. */
  readonly decided: DecidedIds
  /** Whose client id it is, once something was written under it. */
  readonly ownerOf: (client: number) => string | undefined
}

export type NewJudge = (options: JudgeOptions) => Judge
