import { BLOCK_ATTR_NAMES, DEFAULT_BLOCK_ATTRS, type BlockAttrs } from '#core/schema/block.ts'
import type { BlockContent, RawFormats } from '#core/schema/content.ts'
import { blocksToElements, elementsToBlocks } from '#core/suggestions/element.ts'
import { projectAccepted, projectOriginal } from '#core/suggestions/project.ts'
import type { ImportAs } from '../../../sync-server/import/docx/import-as.ts'
import type { Imported } from '../../../sync-server/import/imported.ts'
import { readImport } from '../../../sync-server/import/read-import.ts'

/** What of a block means something by its kind: the rest is kept for when the kind changes, and in no file. */
export const meaningOf = (attrs: BlockAttrs): BlockAttrs => {
  const { kind, level, list, numbering, indent, dir, align } = attrs
  const own = { ...DEFAULT_BLOCK_ATTRS, kind, indent, dir, align }
  if (kind === 'heading') return { ...own, level: level ?? 1 }
  if (kind !== 'item') return own
  return list === 'ordered' ? { ...own, list, numbering } : { ...own, list: 'bullet' }
}

const formatsOf = (formats: RawFormats): unknown =>
  Object.fromEntries([...formats].sort(([a], [b]) => (a < b ? -1 : 1)))

/** Blocks without their ids, as plain data with keys in one order. */
export const plain = (blocks: readonly BlockContent[]): unknown =>
  blocks.map(({ attrs, formats, runs }) => ({
    attrs: Object.fromEntries(
      BLOCK_ATTR_NAMES.map((name) => [name, name === 'bid' ? null : meaningOf(attrs)[name]]),
    ),
    formats: formatsOf(formats),
    runs: runs.map((run) => ({ text: run.text, formats: formatsOf(run.formats) })),
  }))

export const originalOf = (blocks: readonly BlockContent[]): BlockContent[] =>
  elementsToBlocks(projectOriginal(blocksToElements(blocks)))

export const acceptedOf = (blocks: readonly BlockContent[]): BlockContent[] =>
  elementsToBlocks(projectAccepted(blocksToElements(blocks)))

export const textsOf = (blocks: readonly BlockContent[]): string[] =>
  blocks.map(({ runs }) => runs.map(({ text }) => text).join(''))

export const NOW = Date.UTC(2026, 0, 1)

export const MEMBERS = [
  { id: 'm1', name: 'سلمى' },
  { id: 'm2', name: 'Karim' },
  { id: 'm3', name: 'ليلى' },
] as const

export const NAMES: ReadonlyMap<string, string> = new Map(MEMBERS.map(({ id, name }) => [id, name]))

export const AS: ImportAs = { importer: 'm1', members: MEMBERS, session: 's', now: NOW }

/** Reads a file that has to be readable. */
export const readBack = (bytes: Uint8Array, as: ImportAs = AS): Imported => {
  const read = readImport({ filename: 'a.docx', bytes }, as)
  if (!read.ok) throw new Error(JSON.stringify(read.error))
  return read.value
}
