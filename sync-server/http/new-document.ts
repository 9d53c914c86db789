import { permits } from '#core/access/permits.ts'
import type { BlockContent } from '#core/schema/content.ts'
import type { DocumentLanguage } from '#core/text/language.ts'
import type { SeedThread } from '../room/seed-threads.ts'
import type { DocumentMeta, Member, Meta } from '../store/meta-store.ts'
import { inGroup, type Asker } from './asker.ts'
import { putDocument } from './document-list.ts'
import { HttpError } from './http-error.ts'
import type { HttpPorts } from './http-ports.ts'
import { newId } from './secrets.ts'

/** The asker in the group, in which they may begin texts: 404 outside of it, 403 for who may not. */
export const makerIn = (known: Meta, asker: Asker, group: string): Member => {
  const { me } = inGroup(known, asker, group)
  if (!permits(me.role, 'drafting', 'write')) throw new HttpError('forbidden')
  return me
}

export const newDocument = (
  { random, clock }: Pick<HttpPorts, 'random' | 'clock'>,
  group: string,
  { title, language }: { readonly title: string; readonly language: DocumentLanguage },
  by: string,
): DocumentMeta => ({
  id: newId(random),
  group,
  title,
  stage: 'drafting',
  createdAt: clock.now(),
  updatedAt: clock.now(),
  createdBy: by,
  trashedAt: null,
  ...(language !== 'ar' && { language }),
})

/** Stores the text of a document that is not listed yet. */
export const fillNew = async (
  { documents }: Pick<HttpPorts, 'documents'>,
  document: DocumentMeta,
  blocks: readonly BlockContent[],
  threads: readonly SeedThread[] = [],
): Promise<void> => {
  const filled = await documents.fill(document.id, blocks, document.createdBy, threads)
  if (!filled.ok) throw new HttpError(filled.error)
}

/** Lists a document whose text is stored: a crash between the two leaves nothing that anybody sees. */
export const publishDocument = async (
  { meta, bus }: Pick<HttpPorts, 'meta' | 'bus'>,
  document: DocumentMeta,
  asker: Asker,
): Promise<DocumentMeta> => {
  const listed = await meta.transact((known) => {
    inGroup(known, asker, document.group)
    return { meta: putDocument(known, document), result: document }
  }, document.createdBy)
  bus.publish({ type: 'document', document: listed.id })
  return listed
}
