import type { BlockContent } from '#core/schema/content.ts'
import type { KeptReview } from '../../sync/review-keep.ts'
import { importAgain } from '../routing/import-again.ts'
import { fileTitle } from './import-file.ts'

/** Where a text comes from that is to be imported. */
export type ImportSource =
  { readonly kind: 'file'; readonly file: File } | { readonly kind: 'pasted'; readonly text: string }

/** A damaged text that is looked through; `kept` when the device had it [UI962]. */
export interface ReviewBegun {
  readonly id: string
  readonly source: ImportSource
  readonly text: string
  readonly kept: Pick<KeptReview, 'review' | 'writing'> | null
}

const LONGEST_TITLE = 80

/** «الرسالة الختامية.txt» becomes «الرسالة الختامية»; a pasted text is called by its first line. */
export const titleOf = (source: ImportSource): string => {
  if (source.kind === 'file') return fileTitle(source.file.name)
  const [first = ''] = source.text.trim().split('\n', 1)
  return first.replace(/\s+/gu, ' ').slice(0, LONGEST_TITLE).trim()
}

/** By which a review is known to who comes back to it. */
export const sourceName = (source: ImportSource): string =>
  source.kind === 'file' ? source.file.name : titleOf(source)

/** As a file that the server reads. */
export const fileOf = (source: ImportSource): File =>
  source.kind === 'file' ? source.file : new File([source.text], 'pasted.txt', { type: 'text/plain' })

const isText = (name: string): boolean => /\.(?:txt|text)$/iu.test(name)

/** Valid UTF-8, or what a byte order mark says, or Windows-1256: as the server decides it. */
const decoded = (bytes: ArrayBuffer): string => {
  const [first, second] = new Uint8Array(bytes.slice(0, 2))
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1256').decode(bytes)
  }
}

/**
 * The text, when it is plain and looks as if a PDF reader had disordered it [UI903]; else null. Rejects when the rules
 * cannot be had.
 */
export const damagedTextOf = async (source: ImportSource): Promise<string | null> => {
  if (source.kind === 'file' && !isText(source.file.name)) return null
  const text = source.kind === 'pasted' ? source.text : decoded(await source.file.arrayBuffer())
  const { isDamagedPdfText } = await importAgain(() => import('#core/text/pdf/repair-pdf-text.ts'))
  return isDamagedPdfText(text) ? text : null
}

/** Blocks as a file of our own format, which the server reads to the letter. */
export const fileOfBlocks = (blocks: readonly BlockContent[]): File => {
  const content = blocks.map(({ attrs, runs }) => ({
    type: 'block',
    attrs,
    content: runs.map(({ text }) => ({ type: 'text', text })),
  }))
  return new File([JSON.stringify({ type: 'doc', content })], 'reviewed.json', { type: 'application/json' })
}

/** A review that the device kept, as it was. */
export const continued = ({ id, name, from, text, review, writing }: KeptReview): ReviewBegun => ({
  id,
  source: from === 'pasted' ? { kind: 'pasted', text } : { kind: 'file', file: new File([text], name) },
  text,
  kept: { review, writing },
})
