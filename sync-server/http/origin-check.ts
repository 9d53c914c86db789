import type { IncomingHttpHeaders } from 'node:http'
import type { RequestHandler } from 'express'
import { HttpError } from './http-error.ts'

const originOf = (url: string): string | null => {
  try {
    return new URL(url).origin
  } catch {
    return null
  }
}

/**
 * Does a request come from a page of ours, or from no page at all (a program)? The origin is ours when it is that
 * of PUBLIC_URL or names the host that was asked (a server reached under several names). A program sends neither
 * `Origin` nor `Sec-Fetch-Site`; browsers send at least one of them with every request that changes something, and
 * one too old for both is still held by `SameSite=Lax` and by the JSON content type [ACC108].
 */
export const fromOurPage = (headers: IncomingHttpHeaders, publicUrl: string): boolean => {
  const { origin, host } = headers
  const site = headers['sec-fetch-site']
  if (origin === undefined) return site === undefined || site === 'same-origin' || site === 'none'
  const known = originOf(origin)
  if (known === null || known === 'null') return false
  if (site === 'cross-site') return false
  return known === originOf(publicUrl) || (host !== undefined && new URL(known).host === host)
}

const READS: readonly string[] = ['GET', 'HEAD', 'OPTIONS']

/** Refuses every request that changes something and comes from a page of another site. */
export const originCheck =
  (publicUrl: string): RequestHandler =>
  (req, _res, next) => {
    if (!READS.includes(req.method) && !fromOurPage(req.headers, publicUrl))
      throw new HttpError('foreign-origin')
    next()
  }
