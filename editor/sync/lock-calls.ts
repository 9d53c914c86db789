import type { Stage } from '#core/access/stages.ts'
import type { ApiLocked, ApiLockSection, ApiUnlocked, ApiUnlockSection } from '#core/protocol/api-locks.ts'
import type { ApiDocument } from '#core/protocol/api.ts'
import type { ApiResult } from './api-client.ts'

/** The calls by which a facilitator says what a document is open for (docs/API.md). */
export interface LockCalls {
  readonly lock: (document: string, wish: ApiLockSection) => ApiResult<ApiLocked>
  readonly unlock: (document: string, lock: string, why: ApiUnlockSection) => ApiResult<ApiUnlocked>
  /** `reason` may be empty, but not to leave `final`. */
  readonly setStage: (document: string, stage: Stage, reason: string) => ApiResult<ApiDocument>
}

type Call = <T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) => ApiResult<T>

export const createLockCalls = (call: Call): LockCalls => {
  const document = (id: string): string => `/documents/${encodeURIComponent(id)}`
  return {
    lock: (id, wish) => call('POST', `${document(id)}/locks`, wish),
    unlock: (id, lock, why) => call('DELETE', `${document(id)}/locks/${encodeURIComponent(lock)}`, why),
    setStage: (id, stage, reason) => call('PUT', `${document(id)}/stage`, { stage, reason }),
  }
}
