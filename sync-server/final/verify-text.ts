import { canonicalText } from '#core/final/canonical-text.ts'
import { plainWordings, saysTitle } from '#core/final/wording.ts'
import { shownLines } from '#core/final/shown-line.ts'
import { DOCUMENT_DIGITS } from '#core/schema/numbering.ts'
import type { BlockContent } from '#core/schema/content.ts'
import type { PlainFormat, ImportFile } from '../http/document-host.ts'
import { decodeBytes } from '../import/decode-bytes.ts'
import { sha256Of, type FileOf } from './final-prints.ts'
import type { FinalRegistry, FoundFinal } from './final-registry.ts'

/** `file`: byte for byte as exported. `canonical`: words and structure. `wording`: the words; plain text tells no more. */
export type Match = 'file' | 'canonical' | 'wording'

export interface Verification {
  readonly found: { readonly final: FoundFinal; readonly match: Match } | null
  /** The lines that were compared, for whoever may see where they differ; null when the file was compared as bytes. */
  readonly lines: readonly string[] | null
  /** Are they those of a canonical text, with what each block is? */
  readonly isStructured: boolean
}

export interface VerifyPorts {
  readonly registry: Pick<FinalRegistry, 'find'>
  readonly importFile: ImportFile
  readonly fileOf: FileOf
  /** May it be told of? Not of an erased document. */
  readonly isKnown: (found: FoundFinal) => boolean
}

/** Formats of ours whose files say what each block is, by the ending of their names. */
const STRUCTURED: ReadonlyMap<string, PlainFormat> = new Map([
  ['md', 'md'],
  ['markdown', 'md'],
  ['html', 'html'],
  ['htm', 'html'],
  ['json', 'json'],
  ['docx', 'docx'],
])

const endingOf = (filename: string): string =>
  /\.([A-Za-z0-9]{1,10})$/u.exec(filename)?.[1]?.toLowerCase() ?? ''

const NOT_FOUND = { found: null, lines: null, isStructured: false } as const

/** Characters of a text that is compared by its words: this is done between two keys of people who write. */
const LONGEST = 1_000_000

/** The mark of a paragraph begins a line only in a canonical text, as it was or with a change. */
const CANONICAL = /^¶ /mu

/** A pasted text, or one in a plain file: is it a canonical text, or are its words those of a final text? [DOC566] */
export const verifyPlain = (text: string, { registry, isKnown }: VerifyPorts): Verification => {
  const lines = `${text.replace(/\r\n?/gu, '\n').trimEnd()}\n`
  const same = registry.find('canonical', sha256Of(lines)).find(isKnown)
  if (same !== undefined)
    return { found: { final: same, match: 'canonical' }, lines: null, isStructured: true }
  for (const { words, title } of plainWordings(text)) {
    const final = registry
      .find('wording', sha256Of(words))
      .find((one) => isKnown(one) && (title === null || saysTitle(title, one.final.title)))
    if (final !== undefined) return { found: { final, match: 'wording' }, lines: null, isStructured: false }
  }
  const isStructured = CANONICAL.test(lines)
  return { found: null, lines: isStructured ? lines.trimEnd().split('\n') : shownLines(text), isStructured }
}

/**
 * A file: is it, or does it hold, a final text? Of a format that says what each block is, the canonical text decides,
 * and the file must be what an export of what was read from it would be: a page may show other words than those that
 * its reader takes. Of any other file only the bytes are compared, unless it is plain text [DOC566].
 */
export const verifyFile = async (
  filename: string,
  bytes: Uint8Array,
  ports: VerifyPorts,
): Promise<Verification> => {
  const { registry, isKnown } = ports
  const same = registry.find('file', sha256Of(bytes)).find(isKnown)
  if (same !== undefined) return { found: { final: same, match: 'file' }, lines: null, isStructured: false }
  const format = STRUCTURED.get(endingOf(filename))
  if (format === undefined) {
    const decoded = decodeBytes(bytes)
    return decoded.ok ? verifyPlain(decoded.value.text, ports) : NOT_FOUND
  }
  const isSame = sameAs(format, bytes)
  const read = isSame === null ? null : await ports.importFile(filename, bytes)
  return isSame !== null && read?.ok === true
    ? verifyBlocks(format, isSame, read.value.blocks, ports)
    : NOT_FOUND
}

/**
 * Does what was written show a reader of such a file what `bytes` shows? Null for bytes that are no such file. A Word
 * file shows much that is no text, so it is the same byte for byte or not at all.
 */
const sameAs = (
  format: PlainFormat,
  bytes: Uint8Array,
): ((written: string | Uint8Array) => boolean) | null => {
  if (format === 'docx') {
    const own = sha256Of(bytes)
    return (written) => sha256Of(written) === own
  }
  const decoded = decodeBytes(bytes)
  if (!decoded.ok) return null
  const own = asRead(decoded.value.text)
  return (written) => typeof written === 'string' && asRead(written) === own
}

const verifyBlocks = (
  format: PlainFormat,
  isSame: (written: string | Uint8Array) => boolean,
  blocks: readonly BlockContent[],
  { registry, isKnown, fileOf }: VerifyPorts,
): Verification => {
  const length = blocks.reduce((sum, { runs }) => runs.reduce((all, run) => all + run.text.length, sum), 0)
  if (length > LONGEST) return NOT_FOUND
  const canonical = canonicalText(blocks)
  const final = registry.find('canonical', sha256Of(canonical)).find(
    (one) =>
      isKnown(one) &&
      // Which digits its lists were written in stands in no certificate: numbers are the same in either.
      DOCUMENT_DIGITS.some((digits) => isSame(fileOf(format, { title: one.final.title, digits }, blocks))),
  )
  if (final !== undefined) return { found: { final, match: 'canonical' }, lines: null, isStructured: true }
  return { found: null, lines: canonical.split('\n').filter((line) => line !== ''), isStructured: true }
}

/** Without what no reader of such a file sees: which line ends, blank lines at its end, how many blanks between words. */
const asRead = (text: string): string =>
  text
    .replace(/\r\n?/gu, '\n')
    .replace(/(?<=\S)[^\S\n]+/gu, ' ')
    .trimEnd()
