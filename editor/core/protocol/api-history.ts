import type { Stage } from '../access/stages.ts'
import type { ApiTextBlock } from './api.ts'
import type { ApiBlockChange, ApiTextPiece } from './api-since.ts'

/** The JSON of versions and history, as both sides see it (docs/API.md). Times are milliseconds since 1970. */

/**
 * A point in a document's history. In addresses (`:v`, `:a`, `:b`) a version stands by its id; any other moment by
 * `seq-<number of the log>`; `seq-now` is the text as it stands.
 */
export interface ApiVersion {
  readonly id: string
  /**
   * `named`: somebody named it. `stage`: the stage changed here. `pause`: nobody had written for a while after it.
   * `restored`: an earlier version was restored here. `final`: the text was made final here.
   */
  readonly kind: 'named' | 'stage' | 'pause' | 'restored' | 'final'
  /** Of a named one. */
  readonly name: string | null
  /** Of one at a change of stage: the stage from here on. */
  readonly stage: Stage | null
  /** Of a restored one: the entry whose text came back. */
  readonly of?: number
  /** The text is as it was with this entry as its last. */
  readonly seq: number
  /** Who named it, changed the stage or restored; null for a pause. */
  readonly by: string | null
  readonly at: number
}

/** Answer of `GET …/versions`: oldest first. */
export interface ApiVersions {
  readonly versions: readonly ApiVersion[]
  readonly seq: number
}

/** Body of `POST …/versions` (201, for a repeat 200; answers {@link ApiVersion}). */
export interface ApiNameVersion {
  /** The client's: a repeat is a no-op. */
  readonly id: string
  readonly name: string
  /** Which moment; as the text stands when it is left out. */
  readonly seq?: number
}

/** What one stretch of writing did: entries of the log that belong together, without a long pause between. */
export interface ApiMoment {
  /** First and last entry. */
  readonly from: number
  readonly seq: number
  /** Time of the first and the last entry. */
  readonly startedAt: number
  readonly at: number
  /** Members who wrote or decided in it. */
  readonly by: readonly string[]
}

/** Answer of `GET …/history?from&to` (numbers of the log, all without them): oldest first, at most some thousand moments. */
export interface ApiHistory {
  readonly moments: readonly ApiMoment[]
  readonly seq: number
}

/** Answer of `GET …/versions/:v` (format json): the text at that moment, all suggestions left out. */
export interface ApiVersionText {
  readonly seq: number
  readonly at: number
  readonly stage: Stage
  readonly blocks: readonly ApiTextBlock[]
}

/** A block of a comparison, in the order of the later text; what is gone stands where it stood. */
export interface ApiDiffBlock {
  readonly change: 'same' | ApiBlockChange['change']
  readonly retyped: boolean
  readonly restyled: boolean
  readonly pieces: readonly ApiTextPiece[]
  /** As it stands in the one and the other; null where it is not. */
  readonly before: ApiTextBlock | null
  readonly after: ApiTextBlock | null
}

/** Answer of `GET …/versions/:a/diff/:b`: from `a` to `b`, whichever is older. */
export interface ApiDiff {
  readonly from: number
  readonly to: number
  readonly blocks: readonly ApiDiffBlock[]
}

/** A stretch of a block's text with who brought it. */
export interface ApiAuthoredRun {
  readonly text: string
  /** Null for what nobody wrote: a template, an import is by who did it. */
  readonly by: string | null
  readonly at: number
}

/** Answer of `GET …/versions/:v/authors`: who wrote what of the text at that moment; the runs of a block are its text. */
export interface ApiAuthors {
  readonly seq: number
  readonly blocks: readonly { readonly bid: string; readonly runs: readonly ApiAuthoredRun[] }[]
}

/** Body of `POST …/versions/:v/restore`. */
export interface ApiRestoreVersion {
  /** The client's: a repeat is a no-op. */
  readonly id: string
}

/** Answer of `POST …/versions/:v/restore`: durable; the text reads as it did then. */
export interface ApiRestoredVersion {
  readonly seq: number
}
