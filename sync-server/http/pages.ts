import { join } from 'node:path'
import { Router, static as serveStatic } from 'express'
import type { Request, RequestHandler } from 'express'
import { describeFile, packedFiles } from './packed-files.ts'

/** Does the asker want a page of the app, whichever its path? */
export const wantsPage = (req: Request): boolean =>
  (req.method === 'GET' || req.method === 'HEAD') &&
  !/^\/(api|sync|assets|@[^/]*)(\/|$)/.test(req.path) &&
  !/\.[a-z0-9]{1,5}$/i.test(req.path) &&
  req.accepts('html') !== false

/**
 * The built files of the editor, packed where the asker takes that. Files under assets/ bear their hash in the name and
 * never change; everything else is asked for again each time, so that a new version is there at once.
 */
export const builtPages = (dist: string): RequestHandler => {
  const router = Router()
  router.use((req, _res, next) => {
    if (wantsPage(req)) req.url = '/index.html'
    next()
  })
  router.use(packedFiles(dist))
  router.use(
    '/assets',
    serveStatic(join(dist, 'assets'), {
      immutable: true,
      maxAge: '1y',
      fallthrough: true,
      index: false,
      setHeaders: describeFile,
    }),
  )
  router.use(
    serveStatic(dist, {
      index: false,
      setHeaders: (res, path) => {
        res.setHeader('Cache-Control', 'no-cache')
        describeFile(res, path)
      },
    }),
  )
  return router
}
