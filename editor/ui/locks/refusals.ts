import type { LockRefusal } from '../../extensions/locks/section-locks.ts'

/** What is answered to keys that a lock held back. */
export interface Answer {
  /** Grows with each key: every one is answered. */
  readonly count: number
  readonly lock: string
  readonly how: LockRefusal['how']
  /** Letters that were not written, before the word that is being composed. */
  readonly settled: string
  readonly composed: string
  readonly composition: number | null
}

/** All letters that would have been written since the answer began. */
export const wordsOf = ({ settled, composed }: Answer): string => settled + composed

/**
 * The answer after one more refusal. Letters at the same lock are kept together, in order: they are nowhere else. What an
 * input method composes comes again and again as it grows, and counts once. A paste is still in the clipboard.
 */
export const afterRefusal = (before: Answer | null, refusal: LockRefusal): Answer => {
  const { lock, how, composition } = refusal
  const isSame = before !== null && before.lock === lock
  const count = (before?.count ?? 0) + 1
  const words = how === 'write' ? refusal.words : ''
  if (!isSame) return { count, lock, how, ...begun(words, composition) }
  const goesOn = composition !== null && before.composition === composition
  if (goesOn) return { ...before, count, how, composed: words }
  return { ...before, count, how, ...begun(words, composition, wordsOf(before)) }
}

const begun = (words: string, composition: number | null, kept = '') =>
  composition === null
    ? { settled: kept + words, composed: '', composition }
    : { settled: kept, composed: words, composition }
