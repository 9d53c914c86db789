import { assertNever } from '../util/assert.ts'
import type { BlockAttrs } from './block.ts'

/** Content of the generator tag in exported pages, by which an import knows that their blocks carry all attributes. */
export const OWN_GENERATOR = 'Siyagha 1'

/**
 * The program that a Word file of ours says it is from; whatever else saves the file puts its own name there. By it an
 * import knows that the text is to be taken letter by letter.
 */
export const OWN_WORD_APPLICATION = 'Siyagha'

/** The style of paragraphs behind a final text in a Word file of ours: they are no part of it ([DOC701]). */
export const WORD_CERTIFICATE_STYLE = 'Certificate'

/**
 * The HTML element of a block in a text that leaves the program: a copy, an exported page. Headings 1–3 are h1–h3,
 * as other programs expect; on our own pages the title is the h1, and they are h2–h4.
 */
export type PortableTag = 'h1' | 'h2' | 'h3' | 'blockquote' | 'li' | 'p'

/** An item is an `li`: the list around it is the caller's. A heading without a level counts as level 1. */
export const portableTagOf = (attrs: Pick<BlockAttrs, 'kind' | 'level'>): PortableTag => {
  switch (attrs.kind) {
    case 'heading':
      return `h${attrs.level ?? 1}`
    case 'quote':
      return 'blockquote'
    case 'item':
      return 'li'
    case 'paragraph':
      return 'p'
    default:
      return assertNever(attrs.kind)
  }
}
