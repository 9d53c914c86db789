import type { Stage } from '../access/stages.ts'
import type { SectionLock } from '../locks/section-lock.ts'

/** The JSON of the final text, as both sides see it (docs/API.md). Times are milliseconds since 1970. */

/**
 * What stands in the way of `final`: beside `error` (code `not-ready`, 409) in the answer of `PUT …/stage`, and alone
 * in that of `GET …/final-check`. Nothing stands in the way when all are empty.
 */
export interface ApiFinalBlockers {
  /** Ids of open suggestions. */
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
  readonly title: string
  /** Hexadecimal, of the canonical text (docs/SPEC.md). */
  readonly sha256: string
  readonly finalAt: number
  /** The number of the log at which the text was final. */
  readonly version: number
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

/**
 * Answer of `POST /api/verify`. `document` is of the text that it is. A member of its group who asks with a session also
 * sees `superseded` and, where the text is not the agreed one of `closest`, where it differs.
 */
export interface ApiVerified {
  readonly agreed: boolean
  readonly document?: {
    readonly title: string
    readonly finalAt: number
    /** The text was final, and is not any more. */
    readonly superseded: boolean
  }
}
