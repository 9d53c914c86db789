import type { ApiLateEntry } from '#core/protocol/api.ts'
import { fail, type Result } from '#core/util/result.ts'
import type { LateFailure, LateItem } from '../room/late-returns.ts'
import type { LateProblem } from './document-host.ts'
import { HttpError } from './http-error.ts'

/** An entry of the late tray, for the wire: without its bytes. */
export const apiLate = ({ id, by, at, reason, text, isReturned }: LateItem): ApiLateEntry => ({
  id,
  by,
  at,
  reason,
  text,
  returned: isReturned,
})

/** What a room answered, for the wire. What could not be stored is `unavailable`, thrown. */
export const lateAnswer = <T>(result: Result<T, LateFailure>): Result<T, LateProblem> => {
  if (result.ok) return result
  if (result.error === 'unavailable') throw new HttpError('unavailable')
  return fail(result.error === 'returned' ? 'conflict' : result.error)
}
