import { createHash } from 'node:crypto'

/**
 * A second program for the audit, written from docs/SPEC.md and from nothing of the server: JSON with sorted keys and no
 * blanks, hashed without its `hash`.
 */
const sortedJson = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${sortedJson(field)}`).join(',')}}`
}

export const hashOfLine = (line: string): string => {
  const { hash: _hash, ...content } = JSON.parse(line) as Record<string, unknown> // decode boundary
  return createHash('sha256').update(sortedJson(content), 'utf8').digest('hex')
}

/** Null when every line follows the one before it, else the number of the first that does not. */
export const firstWrongLine = (lines: readonly string[]): number | null => {
  let previous = '0'.repeat(64)
  for (const [index, line] of lines.entries()) {
    const entry = JSON.parse(line) as Record<string, unknown> // decode boundary
    if (entry['number'] !== index + 1 || entry['previous'] !== previous) return index + 1
    if (entry['hash'] !== hashOfLine(line)) return index + 1
    previous = String(entry['hash'])
  }
  return null
}

/** What somebody writes who changes an entry and knows the rule. */
export const rehashed = (line: string, change: Readonly<Record<string, unknown>>): string => {
  const content = { ...(JSON.parse(line) as Record<string, unknown>), ...change } // decode boundary
  const bare = sortedJson(content)
  return sortedJson({ ...content, hash: hashOfLine(bare) })
}
