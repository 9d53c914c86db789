import type {
  ApiCertificates,
  ApiFinalBlockers,
  ApiPublicCertificate,
  ApiSetStage,
  ApiVerified,
} from '#core/protocol/api-final.ts'
import type { ApiDocument } from '#core/protocol/api.ts'
import type { ApiResult } from './api-result.ts'

/** The calls about final texts (docs/API.md). */
export interface FinalCalls {
  /** What stands in the way of a final text. */
  readonly check: (document: string) => ApiResult<ApiFinalBlockers>
  /** `not-ready` when something stands in the way: {@link check} says what. */
  readonly setStage: (document: string, wish: ApiSetStage) => ApiResult<ApiDocument>
  readonly certificates: (document: string) => ApiResult<ApiCertificates>
  /** What a certificate says to whoever holds it. */
  readonly certificate: (id: string) => ApiResult<ApiPublicCertificate>
  /** A file, or without its name a text that was pasted. */
  readonly verify: (content: Blob, filename: string | null) => ApiResult<ApiVerified>
}

type Call = <T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) => ApiResult<T>

export const createFinalCalls = (call: Call): FinalCalls => {
  const document = (id: string): string => `/documents/${encodeURIComponent(id)}`
  return {
    check: (id) => call('GET', `${document(id)}/final-check`),
    setStage: (id, wish) => call('PUT', `${document(id)}/stage`, wish),
    certificates: (id) => call('GET', `${document(id)}/certificate`),
    certificate: (id) => call('GET', `/certificates/${encodeURIComponent(id)}`),
    verify: (content, filename) =>
      call('POST', `/verify${filename === null ? '' : `?filename=${encodeURIComponent(filename)}`}`, content),
  }
}
