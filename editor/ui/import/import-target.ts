import type { ApiImported } from '#core/protocol/api.ts'
import type { BlockContent } from '#core/schema/content.ts'
import { fail, ok, type Result } from '#core/util/result.ts'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import type { PutWhere } from '../../extensions/clipboard/put-in-text.ts'
import type { ApiClient } from '../../sync/api-client.ts'
import type { ApiFailure } from '../../sync/api-result.ts'
import type { UploadWatch } from '../../sync/upload.ts'
import { fileOfBlocks } from './import-source.ts'

/** Of a title, in characters: the server's limit. */
const LONGEST_TITLE = 200

/** Where an imported text goes. */
export type ImportTarget =
  /** A document of its own. */
  | { readonly kind: 'new'; readonly group: string }
  /** A document in which nobody has written, for who may write. */
  | { readonly kind: 'fill'; readonly document: string }
  /** A document in which it becomes one suggestion. */
  | { readonly kind: 'propose'; readonly document: string; readonly editor: Pick<DocumentEditor, 'propose'> }

export interface Import {
  /** The document that was made for it; null when it went into one that was there. */
  readonly document: string | null
  readonly imported: ApiImported
}

/** Why nothing was imported: the server's word, or that the text does not take it [UI907]. */
export type ImportFailure =
  | { readonly kind: 'server'; readonly failure: ApiFailure }
  | { readonly kind: 'text'; readonly reason: 'too-large' | 'locked' | 'closed' | 'not-ours' }

export interface ImportWish {
  readonly title: string
  readonly where: PutWhere
  readonly watch: UploadWatch
}

const ofServer = <T>(result: Result<T, ApiFailure>): Result<T, ImportFailure> =>
  result.ok ? result : fail({ kind: 'server', failure: result.error })

const proposed = (
  editor: Pick<DocumentEditor, 'propose'>,
  blocks: Parameters<DocumentEditor['propose']>[0],
  { where }: ImportWish,
  warnings: ApiImported['warnings'],
): Result<Import, ImportFailure> => {
  const done = editor.propose(blocks, where)
  return done.ok
    ? ok({ document: null, imported: { blocks: done.value, warnings } })
    : fail({ kind: 'text', reason: done.error })
}

/** A file as it is. */
export const importTo = async (
  api: ApiClient,
  target: ImportTarget,
  file: File,
  wish: ImportWish,
): Promise<Result<Import, ImportFailure>> => {
  switch (target.kind) {
    case 'new': {
      const made = await api.importDocument(
        target.group,
        wish.title.slice(0, LONGEST_TITLE),
        file,
        wish.watch,
      )
      return ofServer(made.ok ? ok({ document: made.value.document.id, imported: made.value }) : made)
    }
    case 'fill': {
      const filled = await api.importFile(target.document, file.name, file, wish.watch)
      return ofServer(filled.ok ? ok({ document: null, imported: filled.value }) : filled)
    }
    case 'propose': {
      const read = await api.readFile(target.document, file.name, file, wish.watch)
      if (!read.ok) return ofServer(read)
      return proposed(target.editor, { json: read.value.doc }, wish, read.value.warnings)
    }
  }
}

/** What a review came to. */
export const importReviewed = async (
  api: ApiClient,
  target: ImportTarget,
  blocks: readonly BlockContent[],
  wish: ImportWish,
): Promise<Result<Import, ImportFailure>> =>
  target.kind === 'propose'
    ? proposed(target.editor, blocks, wish, [])
    : importTo(api, target, fileOfBlocks(blocks), wish)
