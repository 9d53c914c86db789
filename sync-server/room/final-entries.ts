import { isFields } from '#core/util/fields.ts'

/** What a final text is known by: SHA-256, hexadecimal, each of UTF-8. */
export interface FinalPrints {
  /** Of the canonical text [DOC561]. */
  readonly sha256: string
  /** Of its wordings, with the marks of its items and without [DOC562]. */
  readonly wordings: readonly string[]
  /** Of what it is as a file, in each format in which it is exported. */
  readonly files: readonly string[]
}

/** The text that stands at this entry is final. It comes right behind the entry of the stage. */
export interface FinalEntry extends FinalPrints {
  readonly type: 'finalised'
  /** Of the certificate: nobody can guess it. */
  readonly id: string
  readonly title: string
  /** Head of the group's audit chain; null when there was none. */
  readonly auditHead: string | null
}

const HASH = /^[0-9a-f]{64}$/

export const isHash = (value: unknown): value is string => typeof value === 'string' && HASH.test(value)

const hashes = (value: unknown): readonly string[] | null => {
  if (!Array.isArray(value)) return null
  const items: readonly unknown[] = value
  const found = items.filter(isHash)
  return found.length === items.length ? found : null
}

/** Takes the JSON of a log entry for one about a final text; null when it is none. */
export const readFinalEntry = (value: unknown): FinalEntry | null => {
  if (!isFields(value) || value['type'] !== 'finalised') return null
  const { id, title, sha256, auditHead } = value
  const [wordings, files] = [hashes(value['wordings']), hashes(value['files'])]
  if (typeof id !== 'string' || id === '' || typeof title !== 'string' || !isHash(sha256)) return null
  if (wordings === null || files === null) return null
  if (auditHead !== null && typeof auditHead !== 'string') return null
  return { type: 'finalised', id, title, sha256, wordings, files, auditHead }
}
