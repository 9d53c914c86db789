import { CLOSE } from '#core/protocol/close-codes.ts'
import { assertNever } from '#core/util/assert.ts'

/** Is the work in this browser's own store? `keeping` while a transaction is under way. */
export type LocalCopy = 'kept' | 'keeping' | 'failed'

/** Why no server takes our work just now. All of them pass; the session keeps trying. */
export type OfflineReason =
  /** The connection closed and did not come back at once. */
  | 'closed'
  /** The browser says that there is no network. */
  | 'network'
  /** The connection looks open, but an edit waits for its ack too long. */
  | 'no-answer'
  /** The server answers and cannot store. */
  | 'storage'
  /** The server answers and cannot read this document: only who runs it can help. */
  | 'unreadable'

/** Why the session ended for good, after the close codes of docs/PROTOCOL.md. */
export type GoneReason = 'no-session' | 'no-access' | 'no-document' | 'malformed' | 'too-large' | 'refused'

/** The reason behind a close code of 4400–4499; one that this page does not know counts as `malformed`. */
export const goneReasonOf = (code: number): GoneReason => {
  switch (code) {
    case CLOSE.noSession:
      return 'no-session'
    case CLOSE.noAccess:
      return 'no-access'
    case CLOSE.noDocument:
      return 'no-document'
    case CLOSE.tooLarge:
      return 'too-large'
    case CLOSE.refused:
      return 'refused'
    default:
      return 'malformed'
  }
}

/**
 * What the person is told about their work [UI12]. `saved` is said only when the server has acked, as durable, every
 * edit of ours; `offline` with `local: 'kept'` is the promise that the work survives a reload.
 */
export type SavedState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  | {
      readonly kind: 'offline'
      readonly reason: OfflineReason
      readonly unsent: boolean
      readonly local: LocalCopy
    }
  /** The page is older than the server: it may read, and writes again after a reload. */
  | { readonly kind: 'read-only'; readonly reason: 'reload'; readonly unsent: boolean }
  | {
      readonly kind: 'gone'
      readonly reason: GoneReason
      readonly unsent: boolean
      readonly local: LocalCopy
    }

/** What the session knows, from which the state follows. */
export interface SavedFacts {
  /** `down` only after a short grace, so that a restart of the server does not flash. */
  readonly link: 'connecting' | 'open' | 'down'
  readonly networkOff: boolean
  /** An own edit has waited longer than {@link ACK_PATIENCE_MS}. */
  readonly unanswered: boolean
  readonly serverStores: boolean
  /** The last connection was closed because the document cannot be read. */
  readonly unreadable: boolean
  readonly outdated: boolean
  /** Own work that no ack covers. */
  readonly unsent: boolean
  /** Has a server said `hello` on the present connection and given what we lacked? */
  readonly synced: boolean
  readonly local: LocalCopy
  readonly gone: GoneReason | null
}

/** A closed connection is called offline after this long [UI13: ≤ 3 s]. */
export const CLOSE_GRACE_MS = 1_500
/** After this long without an ack the server is asked whether it is there [UI933]. Longer than a slow line takes. */
export const ACK_DOUBT_MS = 1_200
/** An edit without ack is called unanswered after this long [UI13: ≤ 3 s]. */
export const ACK_PATIENCE_MS = 2_500
/** With work unanswered and no frame at all for this long, the connection is replaced [UI13: ≤ 30 s]. */
export const SILENCE_MS = 10_000
/**
 * Without any frame for this long, though the server sends one every 20 s, the connection is replaced [UI803]. With the
 * time until that is looked at and the grace of a closed one the sign stands within 30 s of a silent drop [UI13].
 */
export const DEAD_MS = 26_000
export const LOOK_MS = 2_000

export const savedStateOf = (facts: SavedFacts): SavedState => {
  const { unsent, local } = facts
  if (facts.gone !== null) return { kind: 'gone', reason: facts.gone, unsent, local }
  if (facts.networkOff) return { kind: 'offline', reason: 'network', unsent, local }
  if (facts.unreadable) return { kind: 'offline', reason: 'unreadable', unsent, local }
  switch (facts.link) {
    case 'down':
      return { kind: 'offline', reason: 'closed', unsent, local }
    case 'connecting':
      return unsent ? { kind: 'saving' } : { kind: 'connecting' }
    case 'open':
      if (facts.outdated) return { kind: 'read-only', reason: 'reload', unsent }
      if (!facts.serverStores) return { kind: 'offline', reason: 'storage', unsent, local }
      if (facts.unanswered) return { kind: 'offline', reason: 'no-answer', unsent, local }
      if (unsent) return { kind: 'saving' }
      return facts.synced ? { kind: 'saved' } : { kind: 'connecting' }
    default:
      return assertNever(facts.link)
  }
}
