import type { Finding } from '../../extensions/text-check/finding.ts'

const PREFIX = 'siyagha.ignored.'
/** So many are kept for each document, the newest. */
const MOST = 500

/** The word that a remark on spelling is about, without what stands at its sides; null for other remarks. */
export const wordOf = ({ kind, before }: Pick<Finding, 'kind' | 'before'>): string | null =>
  kind === 'spelling' ? before.replaceAll(/^[^\p{L}]+|[^\p{L}\p{M}]+$/gu, '') : null

const ofWord = (word: string): string => `word ${word}`

export const isIgnored = (finding: Finding, ignored: ReadonlySet<string>): boolean => {
  const word = wordOf(finding)
  return ignored.has(finding.key) || (word !== null && ignored.has(ofWord(word)))
}

/** What is kept of a remark that is ignored: itself, or its word wherever it stands in the document. */
export const ignoring = (finding: Finding, what: 'one' | 'word'): string => {
  const word = wordOf(finding)
  return what === 'word' && word !== null ? ofWord(word) : finding.key
}

const isText = (value: unknown): value is string => typeof value === 'string'

/** What is ignored in a document on this device [UI776]; nothing where storage is closed to us. */
export const readIgnored = (document: string): ReadonlySet<string> => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(PREFIX + document) ?? '[]')
    return new Set(Array.isArray(kept) ? kept.filter(isText) : [])
  } catch {
    return new Set()
  }
}

/** Keeps it for the next visit, or for this visit only when storage is closed to us. */
export const keepIgnored = (document: string, ignored: ReadonlySet<string>): void => {
  try {
    if (ignored.size === 0) localStorage.removeItem(PREFIX + document)
    else localStorage.setItem(PREFIX + document, JSON.stringify([...ignored].slice(-MOST)))
  } catch {
    return
  }
}

/** Forgets what was ignored in every document: it holds words of them, and the device is being left. */
export const forgetIgnored = (): void => {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name)
  } catch {
    return
  }
}
