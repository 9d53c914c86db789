import type { ErrorRequestHandler, Request, Response } from 'express'
import type { Logger } from 'pino'
import { ZodError } from 'zod'
import type { ApiError } from '#core/protocol/api.ts'
import { HttpError } from './http-error.ts'
import { LANGUAGES, sentence } from './messages.ts'
import type { Language } from './messages.ts'

/** The asker's language by Accept-Language; Arabic when none of ours is asked for [ACC115]. */
export const languageOf = (req: Request): Language => {
  if (req.headers['accept-language'] === undefined) return 'ar'
  const best = req.acceptsLanguages([...LANGUAGES])
  return LANGUAGES.find((language) => language === best) ?? 'ar'
}

/** The statuses with which body-parser and the router of express report a bad request. */
const foreignStatus = (error: unknown): number | null => {
  if (typeof error !== 'object' || error === null || !('status' in error)) return null
  return typeof error.status === 'number' && error.status >= 400 && error.status < 500 ? error.status : null
}

const asHttpError = (error: unknown): HttpError | null => {
  if (error instanceof HttpError) return error
  if (error instanceof ZodError) {
    const [issue] = error.issues
    return new HttpError('bad-request', { detail: issue === undefined ? '' : issue.path.join('.') })
  }
  const status = foreignStatus(error)
  if (status === null) return null
  if (status === 413) return new HttpError('too-large')
  if (status === 404) return new HttpError('not-found')
  return new HttpError('bad-request', { key: 'bad-json' })
}

/** Sends `{error: {code, message}}` in the asker's language. */
const answerError = (req: Request, res: Response, error: HttpError): void => {
  const body: ApiError = { error: { code: error.code, message: sentence(languageOf(req), error.key) } }
  res
    .set(error.headers)
    .set('Cache-Control', 'no-store')
    .status(error.status)
    .json({ ...error.more, ...body })
}

/**
 * The one place where a failure becomes an answer. What is not the asker's fault is logged, without what they sent:
 * an answer never holds a stack, a path or a query.
 */
export const errorAnswer =
  (log: Logger, isStoreFailure: (error: unknown) => boolean): ErrorRequestHandler =>
  (error: unknown, req, res, _next) => {
    const known = isStoreFailure(error) ? new HttpError('unavailable') : asHttpError(error)
    if (known === null || known.code === 'unavailable') {
      const failure = error instanceof Error ? error : new Error(String(error))
      log.error({ failure: failure.name, stack: failure.stack }, 'request failed')
    }
    if (res.headersSent) {
      res.destroy()
      return
    }
    answerError(req, res, known ?? new HttpError('internal'))
  }
