import type { ApiReadFile } from '#core/protocol/api.ts'
import { decodeDocument, type BlockContent } from '#core/schema/content.ts'
import { parseSuggestionKey } from '#core/schema/formats.ts'
import { rebasedBlocks } from '#core/schema/rebased-blocks.ts'
import { schema } from '#core/schema/schema.ts'
import { blocksToElements, elementsToBlocks } from '#core/suggestions/element.ts'
import { projectAccepted } from '#core/suggestions/project.ts'
import { directionIn, type DocumentLanguage } from '#core/text/language.ts'
import type { ImportedFile } from './document-host.ts'

/** Ids of the suggestions in blocks. */
const suggestionsIn = (blocks: readonly BlockContent[]): number => {
  const ids = new Set<string>()
  for (const { formats, runs } of blocks)
    for (const keys of [formats, ...runs.map((run) => run.formats)])
      for (const key of keys.keys()) {
        const id = parseSuggestionKey(key)?.id
        if (id !== undefined) ids.add(id)
      }
  return ids.size
}

/**
 * What was read from a file, to be proposed in a text that is written ([DOC659]): its own tracked changes as if they
 * were accepted, since one proposal holds no others, and without its comments; both are told. Blocks get new ids, and
 * go the way that they went in the file, whatever the language of the text that they come into is ([DIR21]).
 */
export const readToPropose = (
  { blocks, language, threads, warnings }: ImportedFile,
  into: DocumentLanguage,
): ApiReadFile => {
  const changes = suggestionsIn(blocks)
  const accepted = elementsToBlocks(projectAccepted(blocksToElements(blocks)))
  const shown = rebasedBlocks(accepted, directionIn(language), directionIn(into))
  const fresh = shown.map((block) => ({ ...block, attrs: { ...block.attrs, bid: null } }))
  return {
    doc: decodeDocument(schema, fresh).toJSON(),
    warnings: [
      ...warnings,
      ...(changes === 0 ? [] : [{ code: 'changes-accepted', count: changes }]),
      ...(threads.length === 0 ? [] : [{ code: 'comments-left-out', count: threads.length }]),
    ],
  }
}
