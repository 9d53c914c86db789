import type { ApiImportWarning } from '#core/protocol/api.ts'
import { DEFAULT_BLOCK_ATTRS, type BlockAttrs } from '#core/schema/block.ts'
import { NO_FORMATS, type BlockContent, type Run } from '#core/schema/content.ts'

/**
 * A block as it comes out of a file: never a suggestion, only bold, italic, underline and safe links in the runs, no
 * control character but U+000A. `bid` is null except from our own JSON and HTML, where it is unique in the file.
 */
export type ImportedBlock = BlockContent

/**
 * What was left out or had to be guessed, so that nothing is lost in silence:
 * `encoding` (detail: which, when it was not UTF-8) · `damaged-characters` (count) · `looks-like-damaged-pdf` ·
 * `lines-joined` (count) · `invisible-controls` (count: direction marks kept in the text) · `table`, `image`,
 * `script`, `form`, `embedded` (count) · `formatting` (detail: which) · `link` (count: unsafe or relative, text
 * kept) · `deleted-text` (count) · `code` (count: kept as plain paragraphs) · `suggestions` (count: left out, text as
 * before them) · `renumbered` (count: items whose number in the file no list here can have) · `unknown-content` (detail: which; text kept) · `nested-too-deep` (count: lists flattened).
 */
export type ImportWarning = ApiImportWarning

export interface Imported {
  readonly blocks: readonly ImportedBlock[]
  readonly warnings: readonly ImportWarning[]
}

/** Why a file was not read at all; nothing of it was used. */
export type ImportError =
  | { readonly reason: 'empty' }
  | { readonly reason: 'binary' }
  | { readonly reason: 'too-large'; readonly limit: number }
  | { readonly reason: 'too-many-blocks'; readonly limit: number }
  | { readonly reason: 'too-complex'; readonly detail: string }
  | { readonly reason: 'unknown-format'; readonly extension: string }
  | { readonly reason: 'not-json'; readonly detail: string }
  | { readonly reason: 'not-our-json'; readonly detail: string }

/** Bytes of a file. */
export const MAX_IMPORT_BYTES = 10 * 1024 * 1024
export const MAX_IMPORT_BLOCKS = 20_000
/** Stretches of text of one format each, in all blocks together: a document of more is slow in every browser. */
export const MAX_IMPORT_RUNS = 200_000

/** Block with the attributes given, the rest default. */
export const importedBlock = (attrs: Partial<BlockAttrs>, runs: readonly Run[]): ImportedBlock => ({
  attrs: { ...DEFAULT_BLOCK_ATTRS, ...attrs },
  formats: NO_FORMATS,
  runs,
})

export const plainRuns = (text: string): readonly Run[] =>
  text === '' ? [] : [{ text, formats: NO_FORMATS }]
