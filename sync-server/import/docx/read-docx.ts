import { commentBody, MAX_COMMENT } from '#core/comments/comment-body.ts'
import { suggestionsOn } from '#core/suggestions/suggestion.ts'
import { directionIn, type DocumentLanguage } from '#core/text/language.ts'
import { fail, ok, type Result } from '#core/util/result.ts'
import {
  MAX_IMPORT_COMMENTS,
  MAX_IMPORT_SAID,
  MAX_IMPORT_THREADS,
  type ImportedBlock,
  type ImportedThread,
  type ImportError,
} from '../imported.ts'
import type { WarningList } from '../warning-list.ts'
import { UnreadableDocx } from './docx-errors.ts'
import type { ImportAs } from './import-as.ts'
import { ParagraphFormats } from './paragraph-format.ts'
import { BodyReader } from './read-body.ts'
import { SuggestionIds } from './suggestion-ids.ts'
import { WordAuthors } from './word-authors.ts'
import { WordBlockWriter, type BlockPlace, type WordBlocks } from './word-blocks.ts'
import { readWordComments, saysSomething, type WordThread } from './word-comments.ts'
import { wordLanguage } from './word-language.ts'
import { WordNumbering } from './word-numbering.ts'
import { WordPackage } from './word-package.ts'
import { WordStyles } from './word-styles.ts'
import { readXml } from './xml-tree.ts'
import { ZipParts } from './zip-parts.ts'

export interface ReadDocx {
  readonly language: DocumentLanguage
  readonly blocks: readonly ImportedBlock[]
  readonly threads: readonly ImportedThread[]
}

/**
 * A Word file as blocks, its tracked changes as suggestions and its comments as threads ([DOC600]–[DOC613]). Everything
 * else is told in `warnings`. Never throws for what is in the file.
 */
export const readDocx = (
  bytes: Uint8Array,
  as: ImportAs,
  warnings: WarningList,
): Result<ReadDocx, ImportError> => {
  try {
    return ok(read(new WordPackage(new ZipParts(bytes)), as, warnings))
  } catch (error) {
    if (error instanceof UnreadableDocx) return fail(error.failure)
    throw error
  }
}

const read = (pack: WordPackage, as: ImportAs, warnings: WarningList): ReadDocx => {
  const { isOwn } = pack
  const styles = new WordStyles(pack.part('styles'))
  const numbering = new WordNumbering(pack.part('numbering'))
  const formats = new ParagraphFormats(styles, numbering, warnings, isOwn)
  const body = new BodyReader({ pack, styles, numbering, formats, warnings, isOwn })
  readXml(pack.main, 2, (element, parent) => {
    if (parent === 'w:body') body.read(element)
  })
  body.readNotes()
  for (const type of ['header', 'footer'] as const)
    if (pack.parts(type).some(saysSomething)) warnings.add('header-footer', type)
  const authors = new WordAuthors(as, warnings)
  const ids = new SuggestionIds(as, authors)
  const language = wordLanguage(pack, styles, body.paragraphs)
  const written = new WordBlockWriter(ids, warnings, isOwn, directionIn(language)).write(body.paragraphs)
  const told = readWordComments(pack, warnings)
  const threads = bounded(told.threads, warnings).map((thread) =>
    importedThread(thread, written, ids, authors),
  )
  const said = isOwn || told.knowsAnswers ? threads : joined(threads)
  const notes = strangersNotes(written.blocks, ids).slice(0, Math.max(0, MAX_IMPORT_THREADS - said.length))
  return { blocks: written.blocks, language, threads: [...said, ...notes] }
}

/** On each suggestion that is not a member's, a note whose it is by the file: in the name of the importer it stands only. */
const strangersNotes = (blocks: readonly ImportedBlock[], ids: SuggestionIds): readonly ImportedThread[] => {
  const notes = new Map<string, ImportedThread>()
  for (const { formats, runs } of blocks)
    for (const on of [formats, ...runs.map((run) => run.formats)])
      for (const { id, by, at } of suggestionsOn(on)) {
        const stranger = notes.has(id) ? null : ids.strangerOf(id)
        const body = stranger === null ? null : commentBody(`Word: ${stranger}`)
        if (body !== null)
          notes.set(id, { anchor: { suggestion: id }, isResolved: false, comments: [{ by, at, body }] })
      }
  return [...notes.values()]
}

/**
 * Where a file does not say what answers what, comments on one and the same stretch are one discussion: an answer is
 * always on the stretch of what it answers.
 */
const joined = (threads: readonly ImportedThread[]): readonly ImportedThread[] => {
  const byPlace = new Map<string, ImportedThread>()
  for (const thread of threads) {
    const place = JSON.stringify(thread.anchor)
    const before = byPlace.get(place)
    const comments = [...(before?.comments ?? []), ...thread.comments]
    const isAlone = before === undefined || thread.anchor === null || comments.length > MAX_IMPORT_COMMENTS
    if (isAlone) byPlace.set(before === undefined ? place : `${place} ${byPlace.size}`, thread)
    else byPlace.set(place, { ...before, comments })
  }
  return [...byPlace.values()]
}

/** As much as a document bears; the rest is told. */
const bounded = (threads: readonly WordThread[], warnings: WarningList): readonly WordThread[] => {
  let said = 0
  const kept: WordThread[] = []
  for (const thread of threads) {
    const [first, ...replies] = thread.comments
    const answers = replies.slice(0, MAX_IMPORT_COMMENTS - 1)
    const length = [first, ...answers].reduce((sum, { body }) => sum + body.length, 0)
    const isTooMuch = kept.length >= MAX_IMPORT_THREADS || said + length > MAX_IMPORT_SAID
    const left = isTooMuch ? thread.comments.length : replies.length - answers.length
    if (left > 0) warnings.add('too-many-comments', null, left)
    if (isTooMuch) continue
    said += length
    kept.push({ ...thread, comments: [first, ...answers] })
  }
  return kept
}

const importedThread = (
  { comments, isResolved, on }: WordThread,
  written: WordBlocks,
  ids: SuggestionIds,
  authors: WordAuthors,
): ImportedThread => ({
  anchor: anchorOf(comments[0].id, on, written, ids),
  isResolved,
  comments: comments.map(({ author, at, body }) => {
    const { by, stranger } = authors.of(author)
    // Whoever imports stands for people whom the group does not know: their names are part of what is said.
    const said = stranger === null ? body : Array.from(`${stranger}: ${body}`).slice(0, MAX_COMMENT).join('')
    return { by, at: authors.timeOf(at), body: said }
  }),
})

const anchorOf = (
  comment: string,
  on: WordThread['on'],
  { blocks, ranges }: WordBlocks,
  ids: SuggestionIds,
): ImportedThread['anchor'] => {
  const suggestion = typeof on === 'object' && on !== null ? ids.ofGroup(on.group) : null
  if (suggestion !== null) return { suggestion }
  const range = ranges.get(comment)
  if (on === 'document' || range === undefined || blocks.length === 0) return null
  const start = range.start ?? range.end
  const end = range.end ?? range.start
  if (start === null || end === null) return null
  const [from, to] = [within(start, blocks), within(end, blocks)]
  return { start: from, end: to, isBlock: on === 'block' }
}

/** Paragraphs that were left out at the end have no block. */
const within = ({ block, offset }: BlockPlace, blocks: readonly ImportedBlock[]): BlockPlace => {
  const last = blocks.length - 1
  return block <= last ? { block, offset } : { block: last, offset: lengthOf(blocks[last]) }
}

const lengthOf = (block: ImportedBlock | undefined): number =>
  (block?.runs ?? []).reduce((length, { text }) => length + text.length, 0)
