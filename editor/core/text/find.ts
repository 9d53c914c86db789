import { isDroppedMark } from './characters.ts'
import { fold, foldText } from './fold.ts'

/** A range of UTF-16 units, end excluded. */
export interface TextRange {
  readonly start: number
  readonly end: number
}

const findExact = (text: string, query: string): TextRange[] => {
  const found: TextRange[] = []
  for (let at = text.indexOf(query); at !== -1; at = text.indexOf(query, at + query.length))
    found.push({ start: at, end: at + query.length })
  return found
}

/** Takes in the marks that sit on the last letter of a hit. */
const endWithMarks = (text: string, end: number): number => {
  let index = end
  while (index < text.length) {
    const character = String.fromCodePoint(text.codePointAt(index) ?? 0)
    if (!isDroppedMark(character)) break
    index += character.length
  }
  return index
}

/**
 * Where `query` stands in `text`, as ranges in the original, in order and without overlaps ([DIR2]). Both are folded
 * unless `exact`. Marks after a hit belong to it; a hit never covers half of a ligature. A query that folds to
 * nothing is found nowhere.
 */
export const findText = (text: string, query: string, options?: { readonly exact: boolean }): TextRange[] => {
  if (query === '') return []
  if (options?.exact === true) return findExact(text, query)
  const needle = foldText(query)
  if (needle === '') return []
  const folded = fold(text)
  const found: TextRange[] = []
  for (
    let at = folded.text.indexOf(needle);
    at !== -1;
    at = folded.text.indexOf(needle, at + needle.length)
  ) {
    const start = folded.starts[at]
    const end = folded.ends[at + needle.length - 1]
    const before = found[found.length - 1]
    if (start === undefined || end === undefined) break
    // Two hits inside one ligature are one place in the original.
    if (before !== undefined && start < before.end) continue
    found.push({ start, end: endWithMarks(text, end) })
  }
  return found
}
