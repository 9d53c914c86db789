import type { FinalHistory } from '../room/final-history.ts'

/** A file that a final text was exported as. */
export interface ExportedFinal {
  /** Id of the certificate. */
  readonly final: string
  readonly format: string
  /** Of its bytes, hexadecimal. */
  readonly sha256: string
}

/** What is known of a document that was ever final, or is about to be. */
export interface KnownFinals {
  /** As far as its log was read. */
  readonly history: FinalHistory
  /** The log may say more than was read: a change of stage was begun. */
  readonly isBehind: boolean
  readonly exports: readonly ExportedFinal[]
}

/**
 * Port: final texts by document, so that a text is verified without reading a log. All but `exports` is in the logs
 * too. Durable when the promise resolves [LOG560].
 */
export interface FinalStore {
  /** Null until {@link markBuilt}: nobody has looked through the logs yet. What is unreadable is behind from its first entry. */
  all(): Promise<ReadonlyMap<string, KnownFinals> | null>
  /** Every log was looked through. */
  markBuilt(): Promise<void>
  write(document: string, finals: KnownFinals): Promise<void>
  remove(document: string): Promise<void>
}
