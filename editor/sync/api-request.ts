import type { ApiErrorCode } from '#core/protocol/api.ts'
import { fail, ok, type Result } from '#core/util/result.ts'
import type { ApiFailure, ApiResult } from './api-result.ts'
import { filenameIn, type ExportedFile } from './exported-file.ts'
import type { Upload, UploadWatch } from './upload.ts'

export interface ApiRequestOptions {
  readonly fetch: typeof fetch
  /** Language of the server's sentences, read at each call. */
  readonly language: () => string
  /** Tells how much of a large file is sent; without it files go by `fetch`, which tells nothing. */
  readonly upload?: Upload
  /** Milliseconds to wait before a question is asked again that no answer came to; never by default. */
  readonly again?: readonly number[]
}

const ERROR_CODES = [
  'bad-request',
  'not-signed-in',
  'forbidden',
  'not-found',
  'invitation-gone',
  'name-taken',
  'last-facilitator',
  'not-empty',
  'too-large',
  'unreadable-file',
  'too-many-requests',
  'unavailable',
  'foreign-origin',
  'conflict',
  'locked',
  'built-on',
  'not-ready',
] as const satisfies readonly ApiErrorCode[]

const BY_STATUS: Readonly<Record<number, ApiErrorCode>> = {
  401: 'not-signed-in',
  403: 'forbidden',
  404: 'not-found',
  410: 'invitation-gone',
  413: 'too-large',
  429: 'too-many-requests',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const readFailure = (status: number, body: unknown): ApiFailure => {
  const error = isRecord(body) && isRecord(body['error']) ? body['error'] : null
  const code = ERROR_CODES.find((known) => known === error?.['code'])
  const message = typeof error?.['message'] === 'string' ? error['message'] : null
  return { code: code ?? BY_STATUS[status] ?? 'unexpected', status, message }
}

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** What is asked of the server. */
interface Asked {
  readonly method: Method
  readonly path: string
  readonly body?: unknown
  readonly signal?: AbortSignal | undefined
  /** A second time it does nothing: it may be asked again when no answer came. */
  readonly isRepeatable: boolean
}

/** The ways to ask the server of this page. None throws: what goes wrong is a value. */
export interface ApiRequest {
  /** What changes something is sent once, as nobody knows whether it arrived. */
  readonly call: <T>(method: Method, path: string, body?: unknown, signal?: AbortSignal) => ApiResult<T>
  /** Of what does nothing a second time: asked again when no answer came. */
  readonly callAgain: <T>(method: Method, path: string, body: unknown) => ApiResult<T>
  /** Where no answer is expected but that it is done. */
  readonly silent: (method: Method, path: string, body?: unknown) => ApiResult<void>
  /** A list, which the server wraps in an object under its name. */
  readonly list: <T>(path: string, name: string) => ApiResult<readonly T[]>
  readonly sendFile: <T>(path: string, content: Blob, watch: UploadWatch) => ApiResult<T>
  /** A file, under the name that the server gives it. */
  readonly file: (path: string) => ApiResult<ExportedFile>
}

export const createApiRequest = (options: ApiRequestOptions): ApiRequest => {
  const { again = [] } = options
  const send = async ({
    method,
    path,
    body,
    signal,
    isRepeatable,
  }: Asked): Promise<Result<unknown, ApiFailure>> => {
    const headers: Record<string, string> = {
      accept: 'application/json',
      'accept-language': options.language(),
    }
    const init: RequestInit = { method, headers, credentials: 'same-origin', cache: 'no-store' }
    if (signal !== undefined) init.signal = signal
    if (body instanceof Blob) {
      headers['content-type'] = 'application/octet-stream'
      init.body = body
    } else if (body !== undefined) {
      headers['content-type'] = 'application/json'
      init.body = JSON.stringify(body)
    }
    // What changes something is sent once, as nobody knows whether it arrived.
    for (const delay of [...(isRepeatable ? again : []), null]) {
      try {
        const response = await options.fetch(`/api${path}`, init)
        const text = await response.text()
        const parsed: unknown = text === '' ? null : parse(text)
        if (!response.ok) return fail(readFailure(response.status, parsed))
        if (parsed === undefined) return fail({ code: 'unexpected', status: response.status, message: null })
        return ok(parsed)
      } catch {
        if (delay === null || signal?.aborted === true) break
        await new Promise((resolve) => setTimeout(resolve, delay))
      }
    }
    return fail({ code: 'unreachable', status: 0, message: null })
  }

  /** The decode boundary: our own server's answers are typed, not checked again, but must be objects at all. */
  const answerTo = async <T>(asked: Asked): ApiResult<T> => {
    const result = await send(asked)
    if (!result.ok) return result
    if (!isRecord(result.value)) return fail({ code: 'unexpected', status: 200, message: null })
    return ok(result.value as T)
  }
  const call: ApiRequest['call'] = (method, path, body, signal) =>
    answerTo({ method, path, body, signal, isRepeatable: method === 'GET' })
  const callAgain: ApiRequest['callAgain'] = (method, path, body) =>
    answerTo({ method, path, body, isRepeatable: true })
  const silent = async (method: Method, path: string, body?: unknown): ApiResult<void> => {
    const result = await send({ method, path, body, isRepeatable: false })
    return result.ok ? ok(undefined) : result
  }
  const list = async <T>(path: string, name: string): ApiResult<readonly T[]> => {
    const result = await call<Readonly<Record<string, unknown>>>('GET', path)
    if (!result.ok) return result
    const items = result.value[name]
    if (!Array.isArray(items)) return fail({ code: 'unexpected', status: 200, message: null })
    return ok(items as readonly T[])
  }

  const sendFile = async <T>(path: string, content: Blob, watch: UploadWatch): ApiResult<T> => {
    if (options.upload === undefined) return call('POST', path, content, watch.signal)
    const headers = {
      accept: 'application/json',
      'accept-language': options.language(),
      'content-type': 'application/octet-stream',
    }
    const sent = await options.upload(`/api${path}`, content, headers, watch)
    if (sent === null) return fail({ code: 'unreachable', status: 0, message: null })
    const parsed = parse(sent.text)
    if (sent.status !== 200 && sent.status !== 201) return fail(readFailure(sent.status, parsed))
    if (!isRecord(parsed)) return fail({ code: 'unexpected', status: sent.status, message: null })
    return ok(parsed as T)
  }

  const file = async (path: string): ApiResult<ExportedFile> => {
    try {
      const headers = { 'accept-language': options.language() }
      const init: RequestInit = { headers, credentials: 'same-origin', cache: 'no-store' }
      const response = await options.fetch(`/api${path}`, init)
      if (!response.ok) return fail(readFailure(response.status, parse(await response.text())))
      const filename = filenameIn(response.headers.get('content-disposition'))
      if (filename === null) return fail({ code: 'unexpected', status: response.status, message: null })
      return ok({ content: await response.blob(), filename })
    } catch {
      return fail({ code: 'unreachable', status: 0, message: null })
    }
  }

  return { call, callAgain, silent, list, sendFile, file }
}

/** `undefined` for text that is no JSON. */
const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
