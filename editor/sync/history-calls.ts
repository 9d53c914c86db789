import type {
  ApiAuthors,
  ApiDiff,
  ApiHistory,
  ApiNameVersion,
  ApiRestoredVersion,
  ApiRestoreVersion,
  ApiVersion,
  ApiVersions,
  ApiVersionText,
} from '#core/protocol/api-history.ts'
import type { ApiResult } from './api-result.ts'

/**
 * The calls about versions and history (docs/API.md). A moment is the id of a version or `seq-<number of the log>`. A
 * call that its signal ends fails as `unreachable`.
 */
export interface HistoryCalls {
  readonly versions: (document: string) => ApiResult<ApiVersions>
  readonly moments: (document: string) => ApiResult<ApiHistory>
  readonly nameVersion: (document: string, version: ApiNameVersion) => ApiResult<ApiVersion>
  readonly text: (document: string, moment: string, signal?: AbortSignal) => ApiResult<ApiVersionText>
  readonly diff: (document: string, from: string, to: string, signal?: AbortSignal) => ApiResult<ApiDiff>
  readonly authors: (document: string, moment: string, signal?: AbortSignal) => ApiResult<ApiAuthors>
  /** Writes the text of that moment as a new edit. Sent again with the same id it is carried out once. */
  readonly restore: (
    document: string,
    moment: string,
    command: ApiRestoreVersion,
  ) => ApiResult<ApiRestoredVersion>
}

type Call = <T>(method: 'GET' | 'POST', path: string, body?: unknown, signal?: AbortSignal) => ApiResult<T>

export const createHistoryCalls = (call: Call): HistoryCalls => {
  const of = (document: string): string => `/documents/${encodeURIComponent(document)}`
  const version = (document: string, moment: string): string =>
    `${of(document)}/versions/${encodeURIComponent(moment)}`
  return {
    versions: (document) => call('GET', `${of(document)}/versions`),
    moments: (document) => call('GET', `${of(document)}/history`),
    nameVersion: (document, named) => call('POST', `${of(document)}/versions`, named),
    text: (document, moment, signal) => call('GET', version(document, moment), undefined, signal),
    diff: (document, from, to, signal) =>
      call('GET', `${version(document, from)}/diff/${encodeURIComponent(to)}`, undefined, signal),
    authors: (document, moment, signal) =>
      call('GET', `${version(document, moment)}/authors`, undefined, signal),
    restore: (document, moment, command) => call('POST', `${version(document, moment)}/restore`, command),
  }
}
