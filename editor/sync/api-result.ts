import type { ApiErrorCode } from '#core/protocol/api.ts'
import type { Result } from '#core/util/result.ts'

/**
 * An answer that is not what was asked for. `unreachable`: no answer came; `unexpected`: something answered that is
 * not this server (a proxy's page, a captive portal).
 */
export interface ApiFailure {
  readonly code: ApiErrorCode | 'unreachable' | 'unexpected'
  /** HTTP status, 0 without an answer. */
  readonly status: number
  /** The server's sentence, in the language asked for; null when there is none. */
  readonly message: string | null
}

export type ApiResult<T> = Promise<Result<T, ApiFailure>>
