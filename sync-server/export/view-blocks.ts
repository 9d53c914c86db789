import type { BlockContent } from '#core/schema/content.ts'
import { blocksToElements, elementsToBlocks } from '#core/suggestions/element.ts'
import { projectAccepted, projectMarked, projectOriginal } from '#core/suggestions/project.ts'
import { assertNever } from '#core/util/assert.ts'

export type ExportView = 'accepted' | 'original' | 'marked'

/** The projection of a text that a view shows. */
export const viewBlocks = (view: ExportView, blocks: readonly BlockContent[]): readonly BlockContent[] => {
  const elements = blocksToElements(blocks)
  switch (view) {
    case 'original':
      return elementsToBlocks(projectOriginal(elements))
    case 'accepted':
      return elementsToBlocks(projectAccepted(elements))
    case 'marked':
      return elementsToBlocks(projectMarked(elements))
    default:
      return assertNever(view)
  }
}
