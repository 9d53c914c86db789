import { canonicalText } from '#core/final/canonical-text.ts'
import { wordingLines } from '#core/final/wording.ts'
import type { BlockContent } from '#core/schema/content.ts'
import { diffWords, type WordPiece } from '#core/text/word-diff.ts'

/** A final text that somebody may see. */
export interface Candidate {
  readonly document: string
  readonly title: string
  readonly blocks: readonly BlockContent[]
}

export interface Closest {
  readonly document: string
  readonly title: string
  /** From the final text to the one that was brought. */
  readonly pieces: readonly WordPiece[]
}

/** Characters: what is longer is told to differ, not where. */
const LONGEST = 400_000
/** Two texts with fewer words in common are two texts. */
const ALIKE = 0.3

const wordCounts = (text: string): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const word of text.split(/\s+/u)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** The part of the words of both that they have in common, 0–1. */
const likeness = (one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number => {
  let [common, all] = [0, 0]
  for (const [word, count] of one) {
    common += Math.min(count, other.get(word) ?? 0)
    all += count
  }
  for (const count of other.values()) all += count
  return all === 0 ? 0 : (2 * common) / all
}

/** The final text that a text is nearest to, and where they differ; null when it is like none of them. */
export const closestOf = (
  lines: readonly string[],
  isStructured: boolean,
  candidates: readonly Candidate[],
): Closest | null => {
  const brought = lines.join('\n')
  if (brought.length > LONGEST) return null
  const words = wordCounts(brought)
  let best: { readonly candidate: Candidate; readonly text: string; readonly likeness: number } | null = null
  for (const candidate of candidates) {
    const text = isStructured
      ? canonicalText(candidate.blocks).trimEnd()
      : wordingLines(candidate.blocks).join('\n')
    const like = text.length > LONGEST ? 0 : likeness(wordCounts(text), words)
    if (like >= ALIKE && like > (best?.likeness ?? 0)) best = { candidate, text, likeness: like }
  }
  if (best === null) return null
  const { document, title } = best.candidate
  return { document, title, pieces: diffWords(best.text, brought) }
}
