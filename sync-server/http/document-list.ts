import type { DocumentDigits } from '#core/schema/numbering.ts'
import type { ApiDocument } from '#core/protocol/api.ts'
import { directionIn, type DocumentLanguage } from '#core/text/language.ts'
import type { DocumentMeta, Meta } from '../store/meta-store.ts'

/** Pure changes of the metadata about documents. */

export const putDocument = (meta: Meta, document: DocumentMeta): Meta => ({
  ...meta,
  documents: { ...meta.documents, [document.id]: document },
})

export const dropDocument = (meta: Meta, id: string): Meta => {
  const { [id]: _dropped, ...documents } = meta.documents
  return { ...meta, documents }
}

/** The last change of each text, for the documents that still exist. */
export const touchDocuments = (meta: Meta, changedAt: ReadonlyMap<string, number>): Meta => {
  const documents = { ...meta.documents }
  for (const [id, updatedAt] of changedAt) {
    const document = documents[id]
    if (document !== undefined)
      documents[id] = { ...document, updatedAt: Math.max(updatedAt, document.updatedAt) }
  }
  return { ...meta, documents }
}

/** What files, readers and open pages are told of a document beside its text. */
export interface DocumentHead {
  readonly title: string
  readonly language: DocumentLanguage
  /** In which its own numbers are shown: ١٢٣ only where letters are Arabic too, whatever was chosen [DOC694]. */
  readonly digits: DocumentDigits
}

export const headOf = ({ title, language = 'ar', digits = 'latn' }: DocumentMeta): DocumentHead => ({
  title,
  language,
  digits: directionIn(language) === 'rtl' ? digits : 'latn',
})

export const apiDocument = (document: DocumentMeta, changedAt: number | undefined): ApiDocument => ({
  id: document.id,
  group: document.group,
  ...headOf(document),
  stage: document.stage,
  createdAt: document.createdAt,
  updatedAt: Math.max(document.updatedAt, changedAt ?? 0),
  ...(document.trashedAt === null ? {} : { trashed: true as const }),
})
