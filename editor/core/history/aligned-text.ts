import { diffWords } from '../text/word-diff.ts'

/** What of two versions of a text is the same, in order: `length` characters behind `before` in the one, behind `after` in the other. */
export interface SameStretch {
  readonly before: number
  readonly after: number
  readonly length: number
}

/**
 * The stretches that two versions of a text have in common, by words; of words that differ, their common beginning
 * and end. No character of two halves is cut.
 */
export const alignTexts = (before: string, after: string): readonly SameStretch[] => {
  const stretches: SameStretch[] = []
  let [at, newAt] = [0, 0]
  const pieces = diffWords(before, after)
  pieces.forEach(({ kind, text }, index) => {
    if (kind === 'same') {
      stretches.push({ before: at, after: newAt, length: text.length })
      at += text.length
      newAt += text.length
      return
    }
    const next = pieces[index + 1]
    if (kind === 'gone' && next?.kind === 'come') {
      const { start, end } = commonEnds(text, next.text)
      if (start > 0) stretches.push({ before: at, after: newAt, length: start })
      if (end > 0)
        stretches.push({ before: at + text.length - end, after: newAt + next.text.length - end, length: end })
    }
    if (kind === 'gone') at += text.length
    else newAt += text.length
  })
  return joined(stretches)
}

const commonEnds = (one: string, two: string): { readonly start: number; readonly end: number } => {
  const most = Math.min(one.length, two.length)
  let start = 0
  while (start < most && one[start] === two[start]) start++
  while (start > 0 && (isCut(one, start) || isCut(two, start))) start--
  let end = 0
  while (end < most - start && one.at(-1 - end) === two.at(-1 - end)) end++
  while (end > 0 && (isCut(one, one.length - end) || isCut(two, two.length - end))) end--
  return { start, end }
}

/** Is a character, or a letter with its marks, cut here? */
const isCut = (text: string, at: number): boolean =>
  /^[\uDC00-\uDFFF\p{M}\u200C\u200D]/u.test(text.slice(at, at + 2)) ||
  /[\uD800-\uDBFF]$/.test(text.slice(Math.max(0, at - 1), at))

const joined = (stretches: readonly SameStretch[]): readonly SameStretch[] => {
  const all: SameStretch[] = []
  for (const stretch of stretches) {
    const last = all[all.length - 1]
    const goesOn =
      last !== undefined &&
      last.before + last.length === stretch.before &&
      last.after + last.length === stretch.after
    if (goesOn) all[all.length - 1] = { ...last, length: last.length + stretch.length }
    else all.push(stretch)
  }
  return all
}
