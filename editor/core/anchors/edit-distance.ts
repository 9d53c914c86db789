/** A stretch of a text and how many letters of it differ from what was sought. */
export interface Alignment {
  readonly start: number
  readonly end: number
  readonly errors: number
}

/**
 * Letters that must be changed, put in or taken out (Levenshtein, UTF-16 units) to make a beginning of `text` out of
 * `pattern`: the beginning that fits best. At most `pattern.length`. Costs the product of both lengths.
 */
export const errorsAtStart = (pattern: string, text: string): number => {
  let before = Array.from({ length: text.length + 1 }, (_, index) => index)
  for (let row = 1; row <= pattern.length; row++) {
    const now = [row]
    for (let column = 1; column <= text.length; column++) {
      const same = pattern.charCodeAt(row - 1) === text.charCodeAt(column - 1)
      const diagonal = (before[column - 1] ?? 0) + (same ? 0 : 1)
      now.push(Math.min(diagonal, (before[column] ?? 0) + 1, (now[column - 1] ?? 0) + 1))
    }
    before = now
  }
  return Math.min(pattern.length, ...before)
}

/**
 * Where in `text` the whole of `pattern` fits best (P. H. Sellers, "The Theory and Computation of Evolutionary
 * Distances", 1980). Of equals the first that ends; null when nothing fits at all. Costs the product of both lengths.
 */
export const bestAlignment = (pattern: string, text: string): Alignment | null => {
  let errors = new Uint16Array(text.length + 1)
  let starts = Uint32Array.from({ length: text.length + 1 }, (_, index) => index)
  for (let row = 1; row <= pattern.length; row++) {
    const nextErrors = new Uint16Array(text.length + 1)
    const nextStarts = new Uint32Array(text.length + 1)
    nextErrors[0] = row
    const letter = pattern.charCodeAt(row - 1)
    for (let column = 1; column <= text.length; column++) {
      const change = (errors[column - 1] ?? 0) + (letter === text.charCodeAt(column - 1) ? 0 : 1)
      const missing = (errors[column] ?? 0) + 1
      const extra = (nextErrors[column - 1] ?? 0) + 1
      const least = Math.min(change, missing, extra)
      nextErrors[column] = least
      nextStarts[column] =
        least === change
          ? (starts[column - 1] ?? 0)
          : least === missing
            ? (starts[column] ?? 0)
            : (nextStarts[column - 1] ?? 0)
    }
    errors = nextErrors
    starts = nextStarts
  }
  let best: Alignment | null = null
  for (let end = 0; end <= text.length; end++) {
    const found = { start: starts[end] ?? 0, end, errors: errors[end] ?? 0 }
    if (found.end > found.start && (best === null || found.errors < best.errors)) best = found
  }
  return best
}
