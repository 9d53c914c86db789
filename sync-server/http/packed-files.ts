import { existsSync, readdirSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { extname, join, relative, sep } from 'node:path'
import type { RequestHandler } from 'express'

/** What the build writes beside a file, best first: the ending of the twin and the name of its encoding. */
const ENCODINGS: ReadonlyMap<string, string> = new Map([
  ['.br', 'br'],
  ['.gz', 'gzip'],
])

/** Paths, from the root with a slash, of all files under `folder`. */
const filesUnder = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => `/${relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')}`)
    : []

/**
 * Asks for the packed twin that the build wrote of a file (`main.js.br`, `main.js.gz`) in its place, where there is one
 * and the asker takes it [UI800]; what serves it says {@link describeFile}. Nothing is packed while somebody waits, and a
 * twin is never given under its own name. For use in a router.
 */
export const packedFiles = (dist: string): RequestHandler => {
  const files = new Set(filesUnder(dist))
  return (req, res, next) => {
    const { path } = req
    if (ENCODINGS.has(extname(path))) {
      next('router')
      return
    }
    const twins = [...ENCODINGS].filter(([ending]) => files.has(path + ending))
    if (twins.length > 0) {
      res.vary('Accept-Encoding')
      // Our order, not the asker's: browsers name the better one last.
      const twin = twins.find(([, encoding]) => req.acceptsEncodings(encoding) !== false)
      if (twin !== undefined) req.url = path + twin[0]
    }
    next()
  }
}

/** Sets the headers of a file before it is sent: a packed twin has the type of what it was made of. */
export const describeFile = (res: ServerResponse & { type(name: string): unknown }, path: string): void => {
  const ending = extname(path)
  const encoding = ENCODINGS.get(ending)
  if (encoding === undefined) return
  res.type(extname(path.slice(0, -ending.length)))
  res.setHeader('Content-Encoding', encoding)
}
