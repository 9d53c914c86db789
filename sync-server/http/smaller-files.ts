import { stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { Request, RequestHandler, Response } from 'express'

/** What the build laid beside each file that gains by it (editor/build/smaller-forms.ts), the smallest first. */
const ENCODINGS = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
] as const

const SUFFIX = /\.(?:br|gz)$/

/** Is there such a file? Answers a directory with no. */
const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  )

/**
 * The name of the smallest form of a file of the build that the asker takes, with the headers that say so [UI850]. Said
 * in any case: whether a cache in between may give it to somebody else.
 */
export const smallestForm = async (
  root: string,
  file: string,
  req: Request,
  res: Response,
): Promise<string> => {
  const taken = req.acceptsEncodings()
  for (const { name, suffix } of ENCODINGS) {
    if (!(await isFile(join(root, file + suffix)))) continue
    res.vary('Accept-Encoding')
    if (!taken.includes(name)) continue
    res.setHeader('Content-Encoding', name)
    res.type(extname(file))
    return file + suffix
  }
  return file
}

/** Leads a request for a file to its smallest form. `root` holds the files that the router below serves. */
export const smallerFiles =
  (root: string): RequestHandler =>
  async (req, res, next) => {
    const { path } = req
    const plain =
      (req.method === 'GET' || req.method === 'HEAD') && /^\/(?:[\w-]+\/)*[\w-][\w.-]*\.\w+$/.test(path)
    if (plain && !SUFFIX.test(path)) req.url = await smallestForm(root, path, req, res)
    next()
  }
