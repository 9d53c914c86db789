import { createHash } from 'node:crypto'
import { canonicalText } from '#core/final/canonical-text.ts'
import { wordingOf } from '#core/final/wording.ts'
import type { BlockContent } from '#core/schema/content.ts'
import type { DocumentHead } from '../http/document-list.ts'
import { PLAIN_FORMATS, type PlainFormat } from '../http/document-host.ts'
import type { FinalPrints } from '../room/final-entries.ts'

/** SHA-256, hexadecimal; of a text as UTF-8. */
export const sha256Of = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex')

/** Port: a text without suggestions as a file of a format. */
export type FileOf = (
  format: PlainFormat,
  document: DocumentHead,
  blocks: readonly BlockContent[],
) => string | Uint8Array

/** What a text is known by from the moment in which it is final. */
export const printsOf = (
  fileOf: FileOf,
  document: DocumentHead,
  blocks: readonly BlockContent[],
): FinalPrints => {
  const { marked, bare } = wordingOf(blocks)
  return {
    sha256: sha256Of(canonicalText(blocks)),
    wordings: [...new Set([marked, bare])].map(sha256Of),
    files: PLAIN_FORMATS.map((format) => sha256Of(fileOf(format, document, blocks))),
  }
}
