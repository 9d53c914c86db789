import { createHash } from 'node:crypto'
import { z } from 'zod'
import { fail, ok, type Result } from '#core/util/result.ts'
import type { Meta } from './meta-store.ts'

/** The layout of the file, apart from what it says. A server reads its own and refuses a newer one. */
const FORMAT = 'siyagha-metadata'
const VERSION = 1

/** Why a metadata file cannot be read. */
export type MetaDamage =
  'missing' | 'empty' | 'not-metadata' | 'truncated' | 'checksum' | 'newer-version' | 'content'

const header = z.object({
  format: z.literal(FORMAT),
  version: z.number().int().positive(),
  bytes: z.number().int().nonnegative(),
  sha256: z.string(),
})

/** Each record bears its own key; the rest is guarded by the checksum: nobody but this server wrote it. */
const records = z
  .record(z.string(), z.looseObject({ id: z.string() }))
  .refine((byId) => Object.entries(byId).every(([id, record]) => record.id === id))

const content = z.looseObject({
  version: z.literal(1),
  groups: records,
  members: records,
  invitations: records,
  documents: records,
})

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** One line of JSON that describes what follows, then the metadata as JSON. */
export const encodeMeta = (meta: Meta): Uint8Array => {
  const body = Buffer.from(JSON.stringify(meta), 'utf8')
  const head = { format: FORMAT, version: VERSION, bytes: body.byteLength, sha256: sha256(body) }
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`, 'utf8'), body])
}

/** The inverse of {@link encodeMeta}; anything else is named, never taken for less metadata. [LOG14] */
export const decodeMeta = (file: Uint8Array): Result<Meta, MetaDamage> => {
  if (file.byteLength === 0) return fail('empty')
  const end = file.indexOf(0x0a)
  if (end === -1) return fail('not-metadata')
  const head = header.safeParse(parseJson(file.subarray(0, end)))
  if (!head.success) return fail('not-metadata')
  if (head.data.version > VERSION) return fail('newer-version')
  const body = file.subarray(end + 1)
  if (body.byteLength < head.data.bytes) return fail('truncated')
  if (body.byteLength > head.data.bytes || sha256(body) !== head.data.sha256) return fail('checksum')
  const json = parseJson(body)
  if (!content.safeParse(json).success) return fail('content')
  // Decode boundary: the checksum says that this server wrote it, the check above that it has this shape.
  return ok(json as Meta)
}

const parseJson = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    return undefined
  }
}
