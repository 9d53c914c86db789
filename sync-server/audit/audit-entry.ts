import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { AuditDetails } from '#core/protocol/api-audit.ts'
import { assert } from '#core/util/assert.ts'
import { fail, ok, type Result } from '#core/util/result.ts'
import type { AuditAct, AuditEntry, AuditHead } from './audit-chain.ts'

/** What the first entry of a chain names as the hash before it. */
export const NO_PREVIOUS = '0'.repeat(64)

/** So many characters of a reason are kept. */
const MAX_TEXT = 300

const hex = z.string().regex(/^[0-9a-f]{64}$/)
const storedEntry = z.strictObject({
  act: z.string(),
  at: z.int(),
  by: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.int(), z.null()])),
  document: z.string().nullable(),
  group: z.string(),
  hash: hex,
  number: z.int().positive(),
  previous: hex,
})

const sorted = (details: AuditDetails): AuditDetails =>
  Object.fromEntries(Object.entries(details).toSorted(([a], [b]) => (a < b ? -1 : 1)))

/** No hash of two programs would agree over unpaired surrogates, which have no UTF-8, and over controls, which jq escapes. */
const bounded = (value: string | number | null): string | number | null => {
  if (typeof value === 'number') assert(Number.isSafeInteger(value), 'the audit keeps whole numbers')
  if (typeof value !== 'string') return value
  const characters = Array.from(value.replace(/\p{Cc}+/gu, ' '))
  const cut =
    characters.length <= MAX_TEXT ? characters.join('') : `${characters.slice(0, MAX_TEXT).join('')}…`
  return Buffer.from(cut, 'utf8').toString('utf8')
}

/** An entry as RFC 8785 writes it: keys in order, no blanks. With `hash` left out it is what is hashed [AUD1]. */
const canonical = ({
  act,
  at,
  by,
  details,
  document,
  group,
  number,
  previous,
}: Omit<AuditEntry, 'hash'>) => ({
  act,
  at,
  by,
  details: sorted(details),
  document,
  group,
  number,
  previous,
})

const hashOf = (entry: Omit<AuditEntry, 'hash'>): string =>
  createHash('sha256')
    .update(JSON.stringify(canonical(entry)), 'utf8')
    .digest('hex')

/** The line of an entry: what is stored, and what a download holds. */
export const lineOf = (entry: AuditEntry): string => {
  const { act, at, by, details, document, group, number, previous } = canonical(entry)
  return JSON.stringify({ act, at, by, details, document, group, hash: entry.hash, number, previous })
}

/** The act as the entry that follows `head`. */
export const entryAfter = (head: AuditHead | null, act: AuditAct): AuditEntry => {
  const details = Object.entries(act.details).map(([key, value]) => [key, bounded(value)] as const)
  const content = {
    group: act.group,
    number: (head?.number ?? 0) + 1,
    at: act.at,
    by: act.by,
    act: act.act,
    document: act.document,
    details: Object.fromEntries(details),
    previous: head?.hash ?? NO_PREVIOUS,
  }
  return { ...content, hash: hashOf(content) }
}

/** `unreadable`: no line of ours. `changed`: it is not what its hash was taken of. */
export type LineDamage = 'unreadable' | 'changed'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Reads a line and checks it against its own hash. Only the one spelling that {@link lineOf} writes is taken, so that
 * no byte can be another one without being noticed [AUD2].
 */
export const readLine = (bytes: Uint8Array): Result<AuditEntry, LineDamage> => {
  try {
    const line = utf8.decode(bytes)
    const entry = storedEntry.safeParse(JSON.parse(line))
    if (!entry.success || lineOf(entry.data) !== line) return fail('unreadable')
    return hashOf(entry.data) === entry.data.hash ? ok(entry.data) : fail('changed')
  } catch {
    return fail('unreadable')
  }
}
