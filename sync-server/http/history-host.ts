import type {
  ApiAuthors,
  ApiDiff,
  ApiHistory,
  ApiNameVersion,
  ApiRestoredVersion,
  ApiVersion,
  ApiVersions,
} from '#core/protocol/api-history.ts'
import type { ApiErrorCode } from '#core/protocol/api.ts'
import type { Result } from '#core/util/result.ts'
import type { DurableText } from './document-host.ts'

/** A point of a document's history, as an address names it: a version's id, a number of the log, or the present. */
export type VersionAddress = { readonly id: string } | { readonly seq: number } | 'now'

/** The text with the entry `seq` as its last, all suggestions left out. */
export interface TextThen extends DurableText {
  /** The time of that entry, milliseconds since 1970. */
  readonly at: number
}

/**
 * Port: what a document was. Rejects with `not-found` for a version or a number that there is not, and with
 * `unavailable` when the log cannot be read or it takes too long.
 */
export interface HistoryHost {
  versions(document: string): Promise<ApiVersions>
  /** Stretches of writing that have an entry from `from` to `to`. */
  history(document: string, from: number, to: number): Promise<ApiHistory>
  /** Durable when it resolves; fails with `conflict` when the id is another version's. */
  name(
    document: string,
    member: string,
    naming: ApiNameVersion,
  ): Promise<Result<{ readonly version: ApiVersion; readonly isNew: boolean }, 'conflict'>>
  text(document: string, version: VersionAddress): Promise<TextThen>
  diff(document: string, from: VersionAddress, to: VersionAddress): Promise<ApiDiff>
  authors(document: string, version: VersionAddress): Promise<ApiAuthors>
  /** Lets the text read as it did; durable when it resolves. */
  restore(
    document: string,
    member: string,
    version: VersionAddress,
    id: string,
  ): Promise<Result<ApiRestoredVersion, RestoreProblem>>
}

export type RestoreProblem = Extract<ApiErrorCode, 'forbidden' | 'conflict' | 'locked'>
