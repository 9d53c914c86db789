/** The q-quantile (0–1) of unsorted values, nearest rank; NaN for none. */
export const quantile = (values: readonly number[], q: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN
}

export const round = (value: number, digits = 1): number => Number(value.toFixed(digits))

/** A Markdown table; the first row is the head. */
export const table = (rows: readonly (readonly (string | number)[])[]): string =>
  rows
    .map((row) => `| ${row.join(' | ')} |`)
    .flatMap((line, i) => (i === 0 ? [line, `|${'---|'.repeat(rows[0]?.length ?? 0)}`] : [line]))
    .join('\n')
