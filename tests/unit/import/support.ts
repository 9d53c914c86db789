import type { ImportedBlock, ImportError, Imported } from '../../../sync-server/import/imported.ts'
import { readImport } from '../../../sync-server/import/read-import.ts'

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

export const imported = (filename: string, content: string | Uint8Array): Imported => {
  const read = readImport({ filename, bytes: typeof content === 'string' ? bytesOf(content) : content })
  if (!read.ok) throw new Error(JSON.stringify(read.error))
  return read.value
}

export const refused = (filename: string, content: string | Uint8Array): ImportError['reason'] => {
  const read = readImport({ filename, bytes: typeof content === 'string' ? bytesOf(content) : content })
  return read.ok ? failWith(`${filename} was read`) : read.error.reason
}

const failWith = (message: string): never => {
  throw new Error(message)
}

export const textOf = (block: ImportedBlock): string => block.runs.map((run) => run.text).join('')

/** `h1 …`, `p …`, `q …`, `1. …`, `- …`, one blank a level: blocks as short lines for comparing. */
export const outline = ({ blocks }: Imported): string[] =>
  blocks.map((block) => {
    const { kind, level, list, numbering, indent } = block.attrs
    const mark =
      kind === 'heading'
        ? `h${level ?? '?'}`
        : kind === 'item'
          ? `${list === 'ordered' ? '#' : '-'}${numbering === null ? '' : '…'}`
          : (kind[0] ?? '')
    return `${' '.repeat(indent)}${mark} ${textOf(block)}`
  })

export const codes = ({ warnings }: Imported): string[] => warnings.map((warning) => warning.code)
