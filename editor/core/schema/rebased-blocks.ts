import { rebasedDirection, type TextDirection } from '../text/direction.ts'
import type { BlockContent } from './content.ts'

/**
 * Blocks without suggestions of a document that is written one way, for one that is written another way: each goes on
 * showing as it did ([DIR21]).
 */
export const rebasedBlocks = (
  blocks: readonly BlockContent[],
  from: TextDirection,
  to: TextDirection,
): readonly BlockContent[] =>
  from === to
    ? blocks
    : blocks.map((block) => ({
        ...block,
        attrs: { ...block.attrs, dir: rebasedDirection(block.attrs.dir, from, to) },
      }))
