import { decodeAttrs, NO_FORMATS, withFormat, type RawFormats, type Run } from '#core/schema/content.ts'
import { isSafeHref } from '#core/schema/link.ts'
import { blocksToElements, elementsToBlocks } from '#core/suggestions/element.ts'
import { projectOriginal } from '#core/suggestions/project.ts'
import { SUGGESTION_KINDS, suggestionKey } from '#core/schema/formats.ts'
import { documentLanguage } from '#core/text/language.ts'
import { fail, ok, type Result } from '#core/util/result.ts'
import { appendRun } from './content-builder.ts'
import { MAX_IMPORT_BLOCKS, type ImportedBlock, type ImportError } from './imported.ts'
import { admissibleText, uniqueBids } from './own-content.ts'
import type { ReadText } from './text-language.ts'
import type { WarningList } from './warning-list.ts'
import { type Fields, isFields } from '#core/util/fields.ts'

const recordsOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : [])

/** Formats out of the marks of a node; a suggestion keeps its kind, id and author, to be projected away. */
const formatsOf = (marks: unknown, warnings: WarningList): RawFormats => {
  let formats = NO_FORMATS
  for (const mark of recordsOf(marks)) {
    const type = String(mark['type'])
    const attrs = isFields(mark['attrs']) ? mark['attrs'] : {}
    const suggestion = SUGGESTION_KINDS.find((kind) => kind === type)
    if (suggestion !== undefined) {
      warnings.add('suggestions')
      const { id, by, at } = attrs
      if (typeof id === 'string' && id !== '' && typeof by === 'string' && typeof at === 'number')
        formats = withFormat(formats, suggestionKey(suggestion, id), { by, at })
    } else if (type === 'bold' || type === 'italic' || type === 'underline')
      formats = withFormat(formats, type, true)
    else if (type === 'link') {
      const href = attrs['href']
      if (isSafeHref(href)) formats = withFormat(formats, 'link', { href })
      else warnings.add('link')
    } else warnings.add('formatting', type)
  }
  return formats
}

/** Text nodes below `node`, in order, without recursion: a file may nest as deep as it likes. */
const textBelow = (node: Fields, warnings: WarningList): Run[] => {
  const runs: Run[] = []
  const waiting: Fields[] = [node]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next['text'] === 'string')
      appendRun(runs, admissibleText(next['text']), formatsOf(next['marks'], warnings))
    for (const child of recordsOf(next['content']).reverse()) waiting.push(child)
  }
  return runs
}

const blockOf = (node: Fields, warnings: WarningList): ImportedBlock => {
  const isOurs = node['type'] === 'block'
  if (!isOurs) warnings.add('unknown-content', String(node['type']))
  const attrs = isOurs && isFields(node['attrs']) ? node['attrs'] : {}
  return {
    attrs: decodeAttrs(new Map(Object.entries(attrs))),
    formats: isOurs ? formatsOf(node['marks'], warnings) : NO_FORMATS,
    runs: textBelow(node, warnings),
  }
}

/**
 * ProseMirror JSON of our schema as blocks ([SCH22]): attributes that are not admissible become their default, an
 * unknown node is a paragraph of its text. Suggestions are left out, the text is as before them: who proposed what is
 * not taken from a file. The language of the text stands beside its blocks, where it is not Arabic.
 */
export const readJson = (source: string, warnings: WarningList): Result<ReadText, ImportError> => {
  let document: unknown
  try {
    document = JSON.parse(source)
  } catch (error) {
    return fail({ reason: 'not-json', detail: error instanceof Error ? error.message.slice(0, 200) : '' })
  }
  if (!isFields(document) || document['type'] !== 'doc' || !Array.isArray(document['content']))
    return fail({ reason: 'not-our-json', detail: 'no {"type": "doc", "content": […]}' })
  const nodes = recordsOf(document['content'])
  if (nodes.length > MAX_IMPORT_BLOCKS) return fail({ reason: 'too-many-blocks', limit: MAX_IMPORT_BLOCKS })
  const blocks = nodes.map((node) => blockOf(node, warnings))
  return ok({
    blocks: uniqueBids(elementsToBlocks(projectOriginal(blocksToElements(blocks)))),
    language: { own: documentLanguage(document['language']) },
  })
}
