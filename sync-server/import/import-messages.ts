import type { ImportAs } from './docx/import-as.ts'
import type { Imported, ImportedBlock, ImportError } from './imported.ts'

/** What goes between the server and the thread that reads files. One file at a time. */

export type ToImportWorker =
  | { readonly type: 'read'; readonly filename: string; readonly bytes: Uint8Array; readonly as: ImportAs }
  /** Answers a part that is not the last: the next one may come. */
  | { readonly type: 'more' }

/**
 * What was read comes in parts, each only after the one before was taken: a large text at once would hold the server
 * while it is unpacked. What stands beside the blocks is in the last part, and null before.
 */
export type FromImportWorker =
  | {
      readonly type: 'part'
      readonly blocks: readonly ImportedBlock[]
      readonly rest: Omit<Imported, 'blocks'> | null
    }
  | { readonly type: 'failed'; readonly error: ImportError }

/** About so many stretches of text in a part: some milliseconds to unpack. */
const PART_RUNS = 2_000

/** The parts of what was read: at least one, in order, the last with the rest. */
export const partsOf = ({ blocks, ...rest }: Imported): readonly FromImportWorker[] => {
  const parts: ImportedBlock[][] = [[]]
  let runs = 0
  for (const block of blocks) {
    if (runs >= PART_RUNS) {
      parts.push([])
      runs = 0
    }
    parts[parts.length - 1]?.push(block)
    runs += 1 + block.runs.length
  }
  return parts.map((part, index) => ({
    type: 'part',
    blocks: part,
    rest: index === parts.length - 1 ? rest : null,
  }))
}
