import type { Stage } from '../access/stages.ts'
import type { SectionLock } from '../locks/section-lock.ts'
import type { WordPiece } from '../text/word-diff.ts'

/** The JSON of the final text, as both sides see it (docs/API.md). Times are milliseconds since 1970. */

/**
 * What stands in the way of `final`: beside `error` (code `not-ready`, 409) in the answer of `PUT …/stage`, and alone
 * in that of `GET …/final-check`. Nothing stands in the way when all are empty.
 */
export interface ApiFinalBlockers {
  /** Ids of open suggestions, in the order of the text. */
  readonly suggestions: readonly string[]
  /** Disputed locks. */
  readonly locks: readonly SectionLock[]
  /** Open threads that were not acknowledged. They stay open. */
  readonly threads: readonly string[]
}

/** Body of `PUT …/stage`. */
export interface ApiSetStage {
  readonly stage: Stage
  /** Required to leave `final`. */
  readonly reason?: string
  /** For `final`: ids of open threads that the facilitator has read and leaves open. */
  readonly acknowledged?: readonly string[]
}

export interface ApiStageStep {
  readonly stage: Stage
  readonly at: number
  /** The number of the log. */
  readonly seq: number
  readonly reason: string | null
}

/** One certificate: which text was made final, and when. It names no member. */
export interface ApiCertificate {
  readonly id: string
  readonly document: string
  /** Name of the group. */
  readonly group: string
  readonly title: string
  /** Hexadecimal, of the canonical text (docs/SPEC.md). */
  readonly sha256: string
  readonly finalAt: number
  /** The number of the log at which the text was final. */
  readonly version: number
  /** Up to this certificate. */
  readonly stages: readonly ApiStageStep[]
  /** Head of the group's audit chain when the text was made final; null when there was none. */
  readonly auditHead: string | null
  /** When and why the text left `final`; null while it is final. */
  readonly superseded: { readonly at: number; readonly reason: string } | null
}

/** Answer of `GET …/certificate`: the newest first; 404 for a text that was never final. */
export interface ApiCertificates {
  readonly certificates: readonly ApiCertificate[]
}

/** What a certificate says to whoever holds it: answer of `GET /api/certificates/:id`, without a session. */
export interface ApiPublicCertificate {
  readonly id: string
  readonly title: string
  readonly sha256: string
  readonly finalAt: number
  readonly version: number
  /** When the text left `final`; null while it is final. Why is told to members only. */
  readonly supersededAt: number | null
}

/**
 * What was the same. `file`: the bytes of an exported file. `canonical`: every word, and what each block is. `wording`:
 * every word in its order; plain text does not tell headings, quotes and the ends of paragraphs.
 */
export type ApiVerifyMatch = 'file' | 'canonical' | 'wording'

/** Where a text differs from the nearest final text of the asker's groups. */
export interface ApiClosestText {
  readonly document: string
  readonly title: string
  /** From the final text to the one that was brought. */
  readonly pieces: readonly WordPiece[]
}

/** Answer of `POST /api/verify`. */
export type ApiVerified =
  | {
      readonly agreed: true
      readonly match: ApiVerifyMatch
      readonly certificate: ApiPublicCertificate
      /** Only to members of its group. */
      readonly document: string | null
    }
  | {
      readonly agreed: false
      /** Were words compared, or could the file only be compared byte by byte? */
      readonly compared: 'words' | 'bytes'
      /** Only with a session, and only where something is near. */
      readonly closest: ApiClosestText | null
    }
