import type { Finding } from '../../extensions/text-check/finding.ts'
import { keptSets } from '../kept-sets.ts'

/** By document, of each the newest so many. */
const IGNORED = keptSets('siyagha.ignored.', 500)

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

/** What is ignored in a document on this device [UI776]; nothing where storage is closed to us. */
export const readIgnored = IGNORED.read

/** Keeps it for the next visit, or for this visit only when storage is closed to us. */
export const keepIgnored = IGNORED.keep

/** Forgets what was ignored in every document: it holds words of them, and the device is being left. */
export const forgetIgnored = IGNORED.forgetAll
