import { DEFAULT_BLOCK_ATTRS, type BlockAttrs } from '#core/schema/block.ts'
import { NO_FORMATS, type BlockContent } from '#core/schema/content.ts'
import { pastedDirection } from '#core/text/direction.ts'
import type { RepairedKind } from '#core/text/pdf/repair-pdf-text.ts'
import { reviewedBlocks, reviewedWords, type Review } from '#core/text/pdf/review.ts'

const attrsOf = (kind: Exclude<RepairedKind, 'left-out'>): Partial<BlockAttrs> => {
  switch (kind) {
    case 'heading':
      return { kind: 'heading', level: 1 }
    case 'ordered':
    case 'bullet':
      return { kind: 'item', list: kind }
    case 'paragraph':
      return {}
  }
}

/** What a review came to, as blocks of an Arabic document [UI904]: other texts are not damaged in this way. */
export const reviewedContent = (review: Review): readonly BlockContent[] =>
  reviewedBlocks(review).flatMap((block) => {
    if (block.kind === 'left-out') return []
    const text = reviewedWords(block)
    return [
      {
        attrs: { ...DEFAULT_BLOCK_ATTRS, ...attrsOf(block.kind), dir: pastedDirection(text, 'rtl') },
        formats: NO_FORMATS,
        runs: [{ text, formats: NO_FORMATS }],
      },
    ]
  })
