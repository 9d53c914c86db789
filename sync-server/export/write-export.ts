import { decodeDocument, type BlockContent } from '#core/schema/content.ts'
import type { DocumentDigits } from '#core/schema/numbering.ts'
import { schema } from '#core/schema/schema.ts'
import { writeHtml } from './write-html.ts'
import { writeMarkdown } from './write-markdown.ts'
import { writeText } from './write-text.ts'

export type ExportFormat = 'json' | 'txt' | 'md' | 'html'

export interface ExportedText {
  readonly title: string
  readonly blocks: readonly BlockContent[]
  /** `latn` when it is left out. */
  readonly digits?: DocumentDigits
}

export interface ExportedFile {
  readonly body: string
  readonly contentType: string
  readonly extension: ExportFormat
}

/**
 * A projection of a document as a file ([SCH24]): original and accepted come without suggestions, `marked` with them,
 * and each writer shows what it can. Names and ids of authors are in no file but the JSON of the marked view.
 */
export const writeExport = (format: ExportFormat, document: ExportedText): ExportedFile => {
  switch (format) {
    case 'json':
      return {
        body: JSON.stringify(decodeDocument(schema, document.blocks).toJSON()),
        contentType: 'application/json; charset=utf-8',
        extension: 'json',
      }
    case 'txt':
      return {
        body: writeText(document.blocks, document.digits),
        contentType: 'text/plain; charset=utf-8',
        extension: 'txt',
      }
    case 'md':
      return {
        body: writeMarkdown(document.blocks),
        contentType: 'text/markdown; charset=utf-8',
        extension: 'md',
      }
    case 'html':
      return { body: writeHtml(document), contentType: 'text/html; charset=utf-8', extension: 'html' }
  }
}
