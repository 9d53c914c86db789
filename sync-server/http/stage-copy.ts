import type { Stage } from '#core/access/stages.ts'
import type { AuditedMeta } from '../audit/audited-meta.ts'
import { SERVER } from '../room/member.ts'
import type { DocumentMeta } from '../store/meta-store.ts'
import { putDocument } from './document-list.ts'

/**
 * Copies the stage of a document's log to the metadata, again if it was changed meanwhile: whoever of several is done
 * last has copied the last stage [ACC22]. Null when the document is not there any more.
 */
export const copyStage = async (
  id: string,
  stageOf: (document: string) => Promise<Stage>,
  meta: AuditedMeta,
): Promise<DocumentMeta | null> => {
  for (;;) {
    const stage = await stageOf(id)
    const copied = await meta.transact((known) => {
      const old = known.documents[id]
      if (old === undefined) return { meta: known, result: null }
      const next = { ...old, stage }
      return { meta: putDocument(known, next), result: next }
    }, SERVER)
    if (copied === null || (await stageOf(id)) === stage) return copied
  }
}
