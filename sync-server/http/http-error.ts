import type { ApiErrorCode } from '#core/protocol/api.ts'
import type { MessageKey } from './messages.ts'

const STATUS: Readonly<Record<ApiErrorCode, number>> = {
  'bad-request': 400,
  'not-signed-in': 401,
  forbidden: 403,
  'foreign-origin': 403,
  'not-found': 404,
  'name-taken': 409,
  'last-facilitator': 409,
  'not-empty': 409,
  conflict: 409,
  locked: 409,
  'built-on': 409,
  'not-ready': 409,
  'invitation-gone': 410,
  'too-large': 413,
  'unreadable-file': 422,
  'too-many-requests': 429,
  internal: 500,
  unavailable: 503,
}

/** A request that cannot be granted: thrown anywhere below a route, answered once, at the edge (error-answer.ts). */
export class HttpError extends Error {
  override readonly name = 'HttpError'
  readonly code: ApiErrorCode
  readonly status: number
  /** Which sentence the asker reads. */
  readonly key: MessageKey
  readonly detail: string
  readonly headers: Readonly<Record<string, string>>
  /** What the answer says beside the error. */
  readonly more: object

  constructor(
    code: ApiErrorCode,
    options: {
      readonly key?: MessageKey
      readonly detail?: string
      readonly headers?: Readonly<Record<string, string>>
      readonly more?: object
    } = {},
  ) {
    super(options.detail === undefined ? code : `${code}: ${options.detail}`)
    this.code = code
    this.status = STATUS[code]
    this.key = options.key ?? code
    this.detail = options.detail ?? ''
    this.headers = options.headers ?? {}
    this.more = options.more ?? {}
  }
}
