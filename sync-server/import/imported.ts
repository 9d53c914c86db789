import type { ApiImportWarning } from '#core/protocol/api.ts'
import { DEFAULT_BLOCK_ATTRS, type BlockAttrs } from '#core/schema/block.ts'
import { NO_FORMATS, type BlockContent, type Run } from '#core/schema/content.ts'
import type { DocumentLanguage } from '#core/text/language.ts'

/**
 * A block as it comes out of a file: only bold, italic, underline and safe links in the runs, no control character but
 * U+000A; suggestions only out of Word files, with ids and authors of this group. `bid` is null except from our own JSON and HTML, where it is unique in the file.
 */
export type ImportedBlock = BlockContent

/**
 * What was left out or had to be guessed, so that nothing is lost in silence:
 * `encoding` (detail: which, when it was not UTF-8) · `damaged-characters` (count) · `looks-like-damaged-pdf` ·
 * `lines-joined` (count) · `invisible-controls` (count: direction marks kept in the text) · `table`, `image`,
 * `script`, `form`, `embedded` (count) · `formatting` (detail: which) · `link` (count: unsafe or relative, text
 * kept) · `deleted-text` (count) · `code` (count: kept as plain paragraphs) · `suggestions` (count: left out, text as
 * before them) · `renumbered` (count: items whose number in the file no list here can have) · `unknown-content` (detail: which; text kept) · `nested-too-deep` (count: lists flattened) · of Word files: `author` (detail: a name that no member has; count of
 * their suggestions and comments, which are now by whoever imports) · `footnote` (count: notes appended to the text) ·
 * `text-box` (count: their text follows the paragraph) · `header-footer` (detail: which; left out) · `heading-number`
 * (count: numbers of headings left out) · `long-comment` (count: cut) · `too-many-comments` (count: left out).
 */
export type ImportWarning = ApiImportWarning

/** A place in the imported blocks; `offset` in UTF-16 units, what is proposed counted. */
export interface ImportedPlace {
  readonly block: number
  readonly offset: number
}

/** A discussion out of a file. Its authors are members of this group. */
export interface ImportedThread {
  /** What it is about: a place in the text (the whole block with `isBlock`), a suggestion in the blocks, or everything. */
  readonly anchor:
    | { readonly start: ImportedPlace; readonly end: ImportedPlace; readonly isBlock: boolean }
    | { readonly suggestion: string }
    | null
  readonly isResolved: boolean
  /** Never empty. Bodies as `commentBody` leaves them. */
  readonly comments: readonly { readonly by: string; readonly at: number; readonly body: string }[]
}

export interface Imported {
  /** Of the text: what its file says, or its letters and words ([DOC697]). A block's `dir` null is its direction. */
  readonly language: DocumentLanguage
  readonly blocks: readonly ImportedBlock[]
  readonly threads: readonly ImportedThread[]
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
  /** A Word file that is none, or is damaged. */
  | { readonly reason: 'damaged-docx'; readonly detail: string }
  /** It has a password. */
  | { readonly reason: 'protected' }
  | { readonly reason: 'macros' }
  /** Another archive is inside it. */
  | { readonly reason: 'nested-archive'; readonly detail: string }
  /** Word's format of before 2007. */
  | { readonly reason: 'old-word' }
  | { readonly reason: 'not-json'; readonly detail: string }
  | { readonly reason: 'not-our-json'; readonly detail: string }

/** Bytes of a file. */
export const MAX_IMPORT_BYTES = 10 * 1024 * 1024
export const MAX_IMPORT_BLOCKS = 20_000
/** Stretches of text of one format each, in all blocks together: a document of more is slow in every browser. */
export const MAX_IMPORT_RUNS = 200_000

/** What a document bears of discussions; what is beyond is left out and told. */
export const MAX_IMPORT_THREADS = 2_000
/** In one thread. */
export const MAX_IMPORT_COMMENTS = 500
/** UTF-16 units of all comments together. */
export const MAX_IMPORT_SAID = 3_000_000

/** Block with the attributes given, the rest default. */
export const importedBlock = (attrs: Partial<BlockAttrs>, runs: readonly Run[]): ImportedBlock => ({
  attrs: { ...DEFAULT_BLOCK_ATTRS, ...attrs },
  formats: NO_FORMATS,
  runs,
})

export const plainRuns = (text: string): readonly Run[] =>
  text === '' ? [] : [{ text, formats: NO_FORMATS }]
