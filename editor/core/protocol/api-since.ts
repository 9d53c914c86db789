import type { Stage } from '../access/stages.ts'
import type { WordPiece } from '../text/word-diff.ts'
import type { DecisionReason, DecisionVerdict } from './decision.ts'

/** The JSON of «what changed since I was here», as both sides see it (docs/API.md). Times are milliseconds since 1970. */

/** A piece of a block's text before and now: what stayed, what went, what came, at whole words. */
export type ApiTextPiece = WordPiece

/** A block whose text, kind or open suggestions are no longer what they were. */
export interface ApiBlockChange {
  readonly bid: string
  /** Of one that is both moved and changed: `moved`; `pieces` say the rest. */
  readonly change: 'added' | 'changed' | 'removed' | 'moved'
  /** The words of the text as it stands (all suggestions left out), before and now. */
  readonly pieces: readonly ApiTextPiece[]
  /** Its kind, level, list or the like is another. */
  readonly retyped: boolean
  /** Emphasis or a link is another on something that stayed. */
  readonly restyled: boolean
  /** Open suggestions in it that were not there, or say something else than before. */
  readonly suggestions: readonly string[]
  /** Who changed it, by member id, each once, in the order of their last change. */
  readonly by: readonly string[]
  /** Of the last change. */
  readonly at: number
}

export interface ApiStageChange {
  readonly stage: Stage
  readonly by: string
  readonly at: number
  readonly reason: string | null
}

export interface ApiSuggestionDecided {
  readonly suggestion: string
  /** Whose it was. */
  readonly author: string
  readonly verdict: DecisionVerdict
  readonly reason: DecisionReason
  readonly by: string
  readonly at: number
}

/** What is new in one thread. */
export interface ApiThreadNews {
  readonly thread: string
  readonly isNew: boolean
  /** Ids of comments that were added and stand. */
  readonly comments: readonly string[]
  /** Does one of them mention the asker? */
  readonly mentionsMe: boolean
  /** It was resolved or reopened, and stands so now. */
  readonly resolved: boolean | null
}

/**
 * Answer of `GET …/since[?from=<seq>]`: what others did after `from` (without it: after the asker's seen mark) up to
 * `seq`. The asker's own acts are left out, except where others changed the same block.
 */
export interface ApiSince {
  readonly from: number
  readonly seq: number
  /** When the asker was here last; null when never, or with `from`. */
  readonly seenAt: number | null
  /** In text order; what is removed stands where it stood. */
  readonly blocks: readonly ApiBlockChange[]
  /** More changed than are told. */
  readonly isCut: boolean
  readonly decided: readonly ApiSuggestionDecided[]
  readonly stages: readonly ApiStageChange[]
  readonly threads: readonly ApiThreadNews[]
}

/** Of one document, for a list: cheap to ask for. */
export interface ApiUnread {
  readonly document: string
  /** Log entries of others since the asker was here: 0 is nothing new. */
  readonly changes: number
  /** The same for people: what one of them did without a pause of a minute is one. At least 1 where there are changes. */
  readonly turns: number
  readonly comments: number
  readonly mentions: number
}
