import { join } from 'node:path'
import { Router, static as serveStatic } from 'express'
import type { Request, RequestHandler } from 'express'
import { screenLinks } from './screen-files.ts'
import { smallerFiles, smallestForm } from './smaller-files.ts'

/** Does the asker want a page of the app, whichever its path? */
export const wantsPage = (req: Request): boolean =>
  (req.method === 'GET' || req.method === 'HEAD') &&
  !/^\/(api|sync|assets|@[^/]*)(\/|$)/.test(req.path) &&
  !/\.[a-z0-9]{1,5}$/i.test(req.path) &&
  req.accepts('html') !== false

/** The addresses of the interface, as `editor/ui/routing/route.ts` reads them: a test holds the two together. */
const PLACE =
  /^\/(join|verify|groups\/[^/]+(\/(members|audit))?|documents\/[^/]+(\/(history|certificate))?|read\/[^/]+)?\/*$/

/** The page at any other path says that there is nothing: with the status of that [UI885]. */
export const isPlace = (path: string): boolean => PLACE.test(path)

/**
 * The built files of the editor. Files under assets/ bear their hash in the name and never change; everything else
 * is asked for again each time, so that a new version is there at once. Each goes out in its smallest form, a page with
 * the names of what its screen begins with.
 */
export const builtPages = (dist: string): RequestHandler => {
  const router = Router()
  const links = screenLinks(dist)
  const assets = join(dist, 'assets')
  router.use(
    '/assets',
    smallerFiles(assets),
    serveStatic(assets, { immutable: true, maxAge: '1y', fallthrough: true, index: false }),
  )
  router.use(
    smallerFiles(dist),
    serveStatic(dist, {
      index: false,
      setHeaders: (res) => {
        res.setHeader('Cache-Control', 'no-cache')
      },
    }),
  )
  router.use(async (req, res, next) => {
    if (!wantsPage(req)) {
      next()
      return
    }
    const linked = links(req.path)
    if (linked.length > 0) res.setHeader('Link', linked.join(', '))
    const file = await smallestForm(dist, 'index.html', req, res)
    res
      .status(isPlace(req.path) ? 200 : 404)
      .sendFile(file, { root: dist, cacheControl: false, headers: { 'Cache-Control': 'no-cache' } }, next)
  })
  return router
}
