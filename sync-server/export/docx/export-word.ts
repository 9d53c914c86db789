import type { DocumentDigits } from '#core/schema/numbering.ts'
import type { DocumentLanguage } from '#core/text/language.ts'
import type { FileCertificate } from '../certificate.ts'
import { exportedBlocks, type ExportSource } from '../export-source.ts'
import { writeDocx } from './write-docx.ts'

/** What a Word file is to be made of. Goes to a thread: plain data. */
export type WordRequest = ExportSource & {
  readonly title: string
  /** Names by member id; null: aliases. */
  readonly names: ReadonlyMap<string, string> | null
  readonly digits: DocumentDigits
  readonly language: DocumentLanguage
  /** Of a final text. */
  readonly certificate: FileCertificate | null
}

export const exportWord = ({
  title,
  names,
  digits,
  language,
  certificate,
  ...source
}: WordRequest): Uint8Array => {
  const { blocks, isMarked, discussions, numbers, comparison } = exportedBlocks(source)
  return writeDocx({
    title,
    blocks,
    marked: isMarked ? { discussions, names } : null,
    digits,
    language,
    certificate,
    comparison,
    numbers,
  })
}
