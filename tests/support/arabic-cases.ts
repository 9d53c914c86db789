import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** One case as data: what is given, and what is expected of us. */
export interface ArabicCase {
  readonly id: string
  readonly category: string
  readonly name: string
  readonly input: unknown
  readonly expected: unknown
  /** Direction of the paragraph, where that matters. */
  readonly base?: 'rtl' | 'ltr' | undefined
}

const caseShape = z.object({
  id: z.string(),
  category: z.string(),
  name: z.string(),
  input: z.unknown(),
  expected: z.unknown(),
  base: z.enum(['rtl', 'ltr']).optional(),
})

/**
 * The cases of a file that `ARABIC_CASES` names, for instance of a real report whose sentences stay outside; none
 * without it. Each suite takes those of the categories that it can answer, beside its own.
 */
export const casesOutside = (isOurs: (one: ArabicCase) => boolean): readonly ArabicCase[] => {
  const file = process.env['ARABIC_CASES']
  if (file === undefined) return []
  return z
    .array(caseShape)
    .parse(JSON.parse(readFileSync(file, 'utf8')))
    .filter(isOurs)
}
