import type { BlockContent } from '#core/schema/content.ts'

/**
 * Where each heading that has words stands in the outline, from 1 without a gap, whatever levels were chosen: readers of
 * tagged files (PDF/UA) go by it. Null for every other block.
 */
export const outlineDepths = (blocks: readonly BlockContent[]): readonly (number | null)[] => {
  const open: number[] = []
  return blocks.map(({ attrs, runs }) => {
    if (attrs.kind !== 'heading' || runs.every(({ text }) => text === '')) return null
    const level = attrs.level ?? 1
    while ((open.at(-1) ?? 0) >= level) open.pop()
    return open.push(level)
  })
}
