import { canonicalText } from '#core/final/canonical-text.ts'
import type { ApiCertificate, ApiPublicCertificate, ApiVerified } from '#core/protocol/api-final.ts'
import { fail } from '#core/util/result.ts'
import type { DocumentHost, ImportFile } from '../http/document-host.ts'
import { headOf, type DocumentHead } from '../http/document-list.ts'
import type { FinalHost } from '../http/final-host.ts'
import { HttpError } from '../http/http-error.ts'
import { isBlocked } from '../room/finals.ts'
import type { FinalHistory, FinalRecord } from '../room/final-history.ts'
import type { DocumentMeta, MetaStore } from '../store/meta-store.ts'
import { closestOf, type Candidate } from './closest-text.ts'
import { printsOf, sha256Of, type FileOf } from './final-prints.ts'
import type { FinalRegistry, FoundFinal } from './final-registry.ts'
import { verifyFile, verifyPlain } from './verify-text.ts'

export interface FinalTextPorts {
  readonly registry: FinalRegistry
  readonly documents: DocumentHost
  readonly meta: Pick<MetaStore, 'read'>
  readonly importFile: ImportFile
  readonly fileOf: FileOf
  /** Head of a group's audit chain; null where there is none. */
  readonly auditHead: (group: string) => Promise<string | null>
}

/** Of a document that went while its text was made final. */
const UNKNOWN: DocumentHead = { title: '', language: 'ar', digits: 'latn' }

/** Final texts that a text is compared with, for members: each may have to be loaded. */
const MOST_COMPARED = 20

/** Final texts, their certificates, and what is said of a text that somebody brings. */
export const finalTexts = (ports: FinalTextPorts): FinalHost => {
  const { registry, documents, meta, importFile, fileOf, auditHead } = ports
  const documentOf = (id: string): DocumentMeta | null => meta.read().documents[id] ?? null
  /** Of an erased document nothing is told, whatever the server had no time to forget. */
  const isKnown = ({ document }: FoundFinal): boolean => documentOf(document) !== null

  const finalise: FinalHost['setStage'] = async (document, member, { reason, acknowledged }) => {
    const { group = '' } = documentOf(document) ?? {}
    const wish = { reason, acknowledged, auditHead: await auditHead(group) }
    return documents.finalise(document, member, wish, (blocks) => {
      const known = documentOf(document)
      const head = known === null ? UNKNOWN : headOf(known)
      return { title: head.title, ...printsOf(fileOf, head, blocks) }
    })
  }

  /** The newest final texts that members of these groups may read. */
  const candidates = async (groups: ReadonlySet<string>): Promise<readonly Candidate[]> => {
    const near: Candidate[] = []
    for (const { document, final } of registry.current()) {
      const known = documentOf(document)
      if (near.length === MOST_COMPARED) break
      if (known === null || known.trashedAt !== null || !groups.has(known.group)) continue
      const { stage, blocks } = await documents.cleanText(document)
      if (stage === 'final') near.push({ document, title: final.title, blocks })
    }
    return near
  }

  return {
    setStage: async (document, member, wish) => {
      const before = await documents.stage(document)
      if (before !== 'final' && wish.stage !== 'final') {
        const set = await documents.setStage(document, member, wish.stage, wish.reason)
        // It may have been final for a moment.
        await registry.catchUp(document)
        return set
      }
      if (before !== 'final') {
        // Asked again in the tick in which it happens: but what is refused anyway need not be prepared.
        const blockers = await documents.finalBlockers(document, wish.acknowledged)
        if (isBlocked(blockers)) return fail(blockers)
      }
      return registry.around(document, () =>
        wish.stage === 'final'
          ? finalise(document, member, wish)
          : documents.setStage(document, member, wish.stage, wish.reason),
      )
    },
    blockers: (document) => documents.finalBlockers(document, []),
    certificates: async (document) => {
      const history = await registry.history(document)
      const group = meta.read().groups[documentOf(document)?.group ?? '']?.name ?? ''
      if (history === null) throw new HttpError('not-found')
      return history.finals.toReversed().map((final) => apiCertificate(document, group, final, history))
    },
    certificate: async (id) => {
      await registry.ready()
      const found = registry.byId(id)
      return found === null || !isKnown(found) ? null : apiPublic(found.final)
    },
    certificateOf: async (document, { stage, seq }) => {
      const history = stage === 'final' ? await registry.history(document) : null
      const final = history?.finals.findLast(({ version }) => version <= seq)
      return final === undefined ? null : apiPublic(final)
    },
    finalText: async (document) => {
      const { stage, blocks } = await documents.cleanText(document)
      return stage === 'final' ? canonicalText(blocks) : null
    },
    noteExport: async (document, { stage, seq }, format, body) => {
      if (stage === 'final') await registry.noteExport(document, seq, format, sha256Of(body))
    },
    verify: async (brought, groups): Promise<ApiVerified> => {
      await registry.ready()
      const reading = { registry, importFile, fileOf, isKnown }
      const { found, lines, isStructured } =
        'text' in brought
          ? verifyPlain(brought.text, reading)
          : await verifyFile(brought.filename, brought.bytes, reading)
      if (found !== null) {
        const { document, final } = found.final
        const isTheirs = groups.has(documentOf(document)?.group ?? '')
        return {
          agreed: true,
          match: found.match,
          certificate: apiPublic(final),
          document: isTheirs ? document : null,
        }
      }
      const closest =
        lines === null || groups.size === 0 ? null : closestOf(lines, isStructured, await candidates(groups))
      return { agreed: false, compared: lines === null ? 'bytes' : 'words', closest }
    },
    forget: (document) => registry.forget(document),
  }
}

const apiCertificate = (
  document: string,
  group: string,
  { id, title, sha256, finalAt, version, auditHead, superseded }: FinalRecord,
  { stages }: FinalHistory,
): ApiCertificate => ({
  id,
  document,
  group,
  title,
  sha256,
  finalAt,
  version,
  stages: stages.filter(({ seq }) => seq <= version),
  auditHead,
  superseded,
})

const apiPublic = ({
  id,
  title,
  sha256,
  finalAt,
  version,
  superseded,
}: FinalRecord): ApiPublicCertificate => ({
  id,
  title,
  sha256,
  finalAt,
  version,
  supersededAt: superseded?.at ?? null,
})
