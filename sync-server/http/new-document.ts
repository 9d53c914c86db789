import type { DocumentMeta } from '../store/meta-store.ts'
import { inGroup, type Asker } from './asker.ts'
import { putDocument } from './document-list.ts'
import type { HttpPorts } from './http-ports.ts'
import { newId } from './secrets.ts'

export const newDocument = (
  { random, clock }: Pick<HttpPorts, 'random' | 'clock'>,
  group: string,
  title: string,
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
})

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
