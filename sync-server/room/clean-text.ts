import type { BlockContent } from '#core/schema/content.ts'
import { blocksToElements, elementsToBlocks } from '#core/suggestions/element.ts'
import { projectOriginal } from '#core/suggestions/project.ts'

/** A text as viewers read it, every suggestion left out [DOC101]: worked out once for each number of the log. */
export class CleanText {
  readonly #content: () => readonly BlockContent[]
  #known: { readonly seq: number; readonly blocks: readonly BlockContent[] } | null = null

  /** @param content the text as it is, with its suggestions. */
  constructor(content: () => readonly BlockContent[]) {
    this.#content = content
  }

  at(seq: number): readonly BlockContent[] {
    if (this.#known?.seq !== seq) {
      const blocks = elementsToBlocks(projectOriginal(blocksToElements(this.#content())))
      this.#known = { seq, blocks }
    }
    return this.#known.blocks
  }
}
