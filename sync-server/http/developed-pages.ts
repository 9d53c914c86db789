import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Router } from 'express'
import type { RequestHandler } from 'express'
import type { ViteDevServer } from 'vite'
import { wantsPage } from './pages.ts'

/** The editor from its sources, by Vite, which is loaded with the first page that anybody asks for. */
export const developedPages = (root: string): RequestHandler => {
  let starting: Promise<ViteDevServer> | null = null
  const start = async (): Promise<ViteDevServer> => {
    const { createServer } = await import('vite')
    return createServer({
      configFile: join(root, 'vite.config.ts'),
      server: { middlewareMode: true },
      appType: 'custom',
    })
  }
  const router = Router()
  router.use(async (req, res, next) => {
    // A start that failed, perhaps for a half-written file, is tried again with the next page.
    starting ??= start().catch((error: unknown) => {
      starting = null
      throw error
    })
    const vite = await starting
    if (!wantsPage(req)) {
      vite.middlewares(req, res, next)
      return
    }
    const page = await readFile(join(root, 'editor', 'index.html'), 'utf8')
    res.type('html').send(await vite.transformIndexHtml(req.originalUrl, page))
  })
  return router
}
