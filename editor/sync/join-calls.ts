import type { ApiInvitationLook, ApiJoined } from '#core/protocol/api.ts'
import type { ApiResult } from './api-result.ts'
import type { JoinKey } from './join-key.ts'

/** The calls by which a device enters a group (docs/API.md). */
export interface JoinCalls {
  /** What a link is for; uses nothing up. */
  readonly lookAtInvitation: (token: string) => ApiResult<ApiInvitationLook>
  /** Without a name by a device link. Sent again it lets nobody in twice [ACC120]. */
  readonly join: (token: string, name: string | null) => ApiResult<ApiJoined>
}

/** A call that may be sent again when no answer came. */
type RepeatableCall = <T>(path: string, body: unknown) => ApiResult<T>

export const createJoinCalls = (call: RepeatableCall, key: JoinKey): JoinCalls => ({
  lookAtInvitation: (token) => {
    const kept = key.kept()
    return call('/join/look', kept === null ? { token } : { token, key: kept })
  },
  join: async (token, name) => {
    const asked = { token, key: key.need() }
    const joined = await call<ApiJoined>('/join', name === null ? asked : { ...asked, name })
    if (joined.ok) key.drop()
    return joined
  },
})
