import type { RawFormats } from '#core/schema/content.ts'
import type { ParagraphFormat } from './paragraph-format.ts'
import type { Revision } from './word-revision.ts'

/** A stretch of a paragraph with one set of properties. */
export interface TextPiece {
  readonly kind: 'text'
  readonly text: string
  /** As they are when every change is accepted. */
  readonly formats: RawFormats
  readonly inserted: Revision | null
  readonly deleted: Revision | null
  /** A tracked change of format, and what was before it. */
  readonly changed: { readonly revision: Revision; readonly before: RawFormats } | null
}

/** Where a comment begins or ends, or its sign stands: that is its place where it has no other. */
export interface EdgePiece {
  readonly kind: 'edge'
  readonly comment: string
  readonly side: 'start' | 'end' | 'reference'
}

export type Piece = TextPiece | EdgePiece

/** A paragraph as the file tells it, before anything of it is a block. The mark at its end has revisions of its own. */
export interface WordParagraph {
  readonly format: ParagraphFormat
  /** Number of an ordered item in the file. */
  readonly number: number | null
  /** A tracked change of its properties, and those before it. */
  readonly changed: { readonly revision: Revision; readonly before: ParagraphFormat } | null
  readonly markInserted: Revision | null
  readonly markDeleted: Revision | null
  readonly pieces: readonly Piece[]
}
