import type { ApiLocked, ApiLockSection, ApiUnlocked, ApiUnlockSection } from '#core/protocol/api-locks.ts'
import type { ApiResult } from './api-result.ts'

/** The calls by which a facilitator locks and unlocks sections (docs/API.md). */
export interface LockCalls {
  readonly lock: (document: string, wish: ApiLockSection) => ApiResult<ApiLocked>
  readonly unlock: (document: string, lock: string, why: ApiUnlockSection) => ApiResult<ApiUnlocked>
}

type Call = <T>(method: 'POST' | 'DELETE', path: string, body?: unknown) => ApiResult<T>

export const createLockCalls = (call: Call): LockCalls => {
  const document = (id: string): string => `/documents/${encodeURIComponent(id)}`
  return {
    lock: (id, wish) => call('POST', `${document(id)}/locks`, wish),
    unlock: (id, lock, why) => call('DELETE', `${document(id)}/locks/${encodeURIComponent(lock)}`, why),
  }
}
