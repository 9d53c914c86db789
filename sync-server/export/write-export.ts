import { decodeDocument, type BlockContent } from '#core/schema/content.ts'
import type { DocumentDigits } from '#core/schema/numbering.ts'
import { schema } from '#core/schema/schema.ts'
import type { DocumentLanguage } from '#core/text/language.ts'
import { writeHtml } from './write-html.ts'
import { writeMarkdown } from './write-markdown.ts'
import { writeText } from './write-text.ts'

export type ExportFormat = 'json' | 'txt' | 'md' | 'html'

export interface ExportedText {
  readonly title: string
  readonly blocks: readonly BlockContent[]
  /** `latn` when it is left out. */
  readonly digits?: DocumentDigits
  /** Arabic when it is left out. */
  readonly language?: DocumentLanguage
}

export interface ExportedFile {
  readonly body: string
  readonly contentType: string
  readonly extension: ExportFormat
}

/** JSON of an Arabic text says nothing of it: such files are older than other languages, and are known by their bytes. */
const languageFields = ({ language = 'ar' }: ExportedText): { readonly language?: DocumentLanguage } =>
  language === 'ar' ? {} : { language }

const jsonOf = (blocks: readonly BlockContent[]): Readonly<Record<string, unknown>> =>
  decodeDocument(schema, blocks).toJSON()

/**
 * A projection of a document as a file ([SCH24]): original and accepted come without suggestions, `marked` with them,
 * and each writer shows what it can. Names and ids of authors are in no file but the JSON of the marked view.
 */
export const writeExport = (format: ExportFormat, document: ExportedText): ExportedFile => {
  switch (format) {
    case 'json':
      return {
        body: JSON.stringify({ ...languageFields(document), ...jsonOf(document.blocks) }),
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
