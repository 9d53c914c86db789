import { fail, ok, type Result } from '#core/util/result.ts'
import { keptControls } from '#core/text/clean.ts'
import { decodeBytes } from './decode-bytes.ts'
import { READ_BY_NOBODY, type ImportAs } from './docx/import-as.ts'
import { readDocx, type ReadDocx } from './docx/read-docx.ts'
import {
  MAX_IMPORT_BLOCKS,
  MAX_IMPORT_BYTES,
  MAX_IMPORT_RUNS,
  type Imported,
  type ImportError,
} from './imported.ts'
import { readHtml } from './read-html.ts'
import { readJson } from './read-json.ts'
import { readMarkdown } from './read-markdown.ts'
import { readText } from './read-text.ts'
import { inItsLanguage, type ReadText } from './text-language.ts'
import { WarningList } from './warning-list.ts'

type TextFormat = 'txt' | 'md' | 'html' | 'json'

const FORMATS: ReadonlyMap<string, TextFormat> = new Map([
  ['txt', 'txt'],
  ['text', 'txt'],
  ['md', 'md'],
  ['markdown', 'md'],
  ['html', 'html'],
  ['htm', 'html'],
  ['xhtml', 'html'],
  ['json', 'json'],
])

const extensionOf = (filename: string): string => /\.([A-Za-z0-9]{1,10})$/u.exec(filename.trim())?.[1] ?? ''

const readFormat = (
  format: TextFormat,
  text: string,
  warnings: WarningList,
): Result<ReadText, ImportError> => {
  switch (format) {
    case 'txt':
      return ok({ blocks: readText(text, warnings), language: { declared: null } })
    case 'md': {
      const read = readMarkdown(text, warnings)
      return read.ok ? ok({ blocks: read.value, language: { declared: null } }) : read
    }
    case 'html':
      return readHtml(text, warnings)
    case 'json':
      return readJson(text, warnings)
  }
}

/** Bytes of an archive (a Word file) and of the containers that Word kept its files in before, and keeps protected ones in. */
const isOle = (bytes: Uint8Array): boolean =>
  bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0

/** Files of Word by their extensions; null for anything else. */
const readWord = (
  extension: string,
  bytes: Uint8Array,
  as: ImportAs,
  warnings: WarningList,
): Result<ReadDocx, ImportError> | null => {
  switch (extension) {
    case 'docx':
      return isOle(bytes) ? fail({ reason: 'protected' }) : readDocx(bytes, as, warnings)
    case 'docm':
    case 'dotm':
      return fail({ reason: 'macros' })
    case 'doc':
    case 'dot':
      return fail({ reason: 'old-word' })
    default:
      return null
  }
}

const readTextFile = (
  format: TextFormat,
  bytes: Uint8Array,
  warnings: WarningList,
): Result<ReadDocx, ImportError> => {
  const decoded = decodeBytes(bytes)
  if (!decoded.ok) return decoded
  const { text, encoding } = decoded.value
  if (encoding !== 'utf-8') warnings.add('encoding', encoding)
  const damaged = text.match(/\ufffd/gu)?.length ?? 0
  if (damaged > 0) warnings.add('damaged-characters', null, damaged)
  const read = readFormat(format, text, warnings)
  return read.ok ? ok({ ...inItsLanguage(read.value), threads: [] }) : read
}

/**
 * A file as blocks of our schema, by the extension of its name ([SCH20]). Nothing else comes out: what the schema does
 * not hold is left out and told in `warnings`. A document that says nothing at all is `empty`. Never throws for what
 * is in the file, never runs longer than a second or two for 10 MB. `as` matters for Word files, which hold
 * suggestions and comments.
 */
export const readImport = (
  file: { readonly filename: string; readonly bytes: Uint8Array },
  as: ImportAs = READ_BY_NOBODY,
): Result<Imported, ImportError> => {
  const extension = extensionOf(file.filename).toLowerCase()
  if (file.bytes.length > MAX_IMPORT_BYTES) return fail({ reason: 'too-large', limit: MAX_IMPORT_BYTES })
  const warnings = new WarningList()
  const format = FORMATS.get(extension)
  const read =
    format === undefined
      ? readWord(extension, file.bytes, as, warnings)
      : readTextFile(format, file.bytes, warnings)
  if (read === null) return fail({ reason: 'unknown-format', extension })
  if (!read.ok) return read
  const { blocks, language, threads } = read.value
  if (blocks.length === 0) return fail({ reason: 'empty' })
  if (blocks.length > MAX_IMPORT_BLOCKS) return fail({ reason: 'too-many-blocks', limit: MAX_IMPORT_BLOCKS })
  if (blocks.reduce((sum, { runs }) => sum + runs.length, 0) > MAX_IMPORT_RUNS)
    return fail({ reason: 'too-complex', detail: 'too many changes of format' })
  let controls = 0
  for (const block of blocks) for (const run of block.runs) controls += keptControls(run.text).length
  if (controls > 0) warnings.add('invisible-controls', null, controls)
  return ok({ blocks, language, threads, warnings: warnings.toArray() })
}
