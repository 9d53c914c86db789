import type { AnswerKeep } from './kept-answers.ts'
import type { OfflineStore } from './offline-store.ts'

/** What a session of a document needs of the world, and whose it is. */
export interface SessionOptions {
  readonly document: string
  readonly member: string
  /** `ws(s)://host/sync` */
  readonly serverUrl: string
  readonly schema: string
  /** Null where the browser gives no store: work is then on the page only, and the state says so. */
  readonly store: OfflineStore | null
  /** Keeps what the server said last about member and document; null likewise. */
  readonly answers: AnswerKeep | null
  readonly socket: typeof WebSocket
  /** Tells when the browser gains or loses its network. */
  readonly network: EventTarget
  readonly isOnline: () => boolean
  /** Is the page in sight? */
  readonly isSeen: () => boolean
  /** True when our server answers, whatever it says; ends with the signal. Costs the server next to nothing. */
  readonly askServer: (signal: AbortSignal) => Promise<boolean>
  /** Ends what was asked of the server before this moment, milliseconds since 1970, and has no answer. */
  readonly endCalls: (moment: number) => void
  /** At least 0, less than 1. */
  readonly random: () => number
  readonly now: () => number
  readonly createId: () => string
}
