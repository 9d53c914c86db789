import type { ApiTextBlock, ApiTextRun } from '#core/protocol/api.ts'
import type { BlockContent, Run } from '#core/schema/content.ts'
import { numberBlocks } from '#core/schema/numbering.ts'
import { viewFormats } from './run-view.ts'

const toApiRun = (run: Run): ApiTextRun => {
  const { bold, italic, underline, href } = viewFormats(run.formats)
  return {
    text: run.text,
    ...(bold && { bold: true as const }),
    ...(italic && { italic: true as const }),
    ...(underline && { underline: true as const }),
    ...(href !== null && { link: href }),
  }
}

/**
 * Blocks of a projection as the JSON of the clean text, numbers counted. Suggestions are not in it, so `blocks` must
 * be projected before. A block without an id (a passing state) has the empty one.
 */
export const toApiText = (blocks: readonly BlockContent[]): ApiTextBlock[] => {
  const numbers = numberBlocks(blocks.map((block) => block.attrs))
  return blocks.map(({ attrs, runs }, index) => ({
    bid: attrs.bid ?? '',
    kind: attrs.kind,
    level: attrs.level,
    list: attrs.list,
    number: numbers[index] ?? null,
    indent: attrs.indent,
    dir: attrs.dir,
    align: attrs.align,
    runs: runs.map(toApiRun),
  }))
}
