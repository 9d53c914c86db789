import type { BlockContent } from '#core/schema/content.ts'

/** A place in the blocks; `offset` in UTF-16 units, what is proposed counted. */
export interface TextPlace {
  readonly block: number
  readonly offset: number
}

/** A discussion as a file tells it. */
export interface Discussion {
  /** What it is shown at, and what it hangs on where that is something else. */
  readonly start: TextPlace
  readonly end: TextPlace
  readonly on: 'text' | 'block' | 'document' | { readonly suggestion: string }
  readonly isResolved: boolean
  /** Never empty. */
  readonly comments: readonly { readonly by: string; readonly at: number; readonly body: string }[]
}

/** The stretch of the text that bears a suggestion; null when none does. */
export const stretchOf = (
  blocks: readonly BlockContent[],
  suggestion: string,
): { readonly start: TextPlace; readonly end: TextPlace } | null => {
  const bears = (formats: ReadonlyMap<string, unknown>): boolean =>
    ['insertion', 'deletion', 'formatChange'].some((kind) => formats.has(`${kind}--${suggestion}`))
  let start: TextPlace | null = null
  let end: TextPlace | null = null
  blocks.forEach(({ formats, runs }, block) => {
    if (bears(formats)) end = start ??= { block, offset: 0 }
    let offset = 0
    for (const run of runs) {
      if (bears(run.formats)) {
        start ??= { block, offset }
        end = { block, offset: offset + run.text.length }
      }
      offset += run.text.length
    }
  })
  return start === null || end === null ? null : { start, end }
}
