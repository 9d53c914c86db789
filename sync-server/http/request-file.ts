import { raw } from 'express'
import type { Request, Response } from 'express'
import { HttpError } from './http-error.ts'

const MAX_FILE = 10 * 1024 * 1024

const readBody = raw({ type: () => true, limit: MAX_FILE })

const isTooLarge = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'status' in error && error.status === 413

/** The body's bytes. One that is too large has a sentence of its own: it says what to do. */
export const fileOf = async (req: Request, res: Response): Promise<Uint8Array> => {
  await new Promise<void>((resolve, reject) => {
    readBody(req, res, (error: unknown) => {
      if (error === undefined) resolve()
      else reject(isTooLarge(error) ? new HttpError('too-large', { key: 'file-too-large' }) : error)
    })
  })
  const bytes: unknown = req.body
  if (!Buffer.isBuffer(bytes) || bytes.length === 0)
    throw new HttpError('unreadable-file', { key: 'empty-file' })
  return bytes
}
