/** Something with named parts of which nothing is known yet: parsed JSON, a value that a peer wrote. */
export type Fields = Readonly<Record<string, unknown>>

/** False for null and for lists, which are objects to JavaScript. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
