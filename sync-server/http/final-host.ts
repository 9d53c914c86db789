import type { Stage } from '#core/access/stages.ts'
import type {
  ApiCertificate,
  ApiFinalBlockers,
  ApiPublicCertificate,
  ApiVerified,
} from '#core/protocol/api-final.ts'
import type { Result } from '#core/util/result.ts'
import type { StageFailure } from '../room/stage-changes.ts'
import type { DurableText, ExportFormat, Told } from './document-host.ts'

export interface StageWish {
  readonly stage: Stage
  readonly reason: string | null
  /** Open threads that are left open by a final text. */
  readonly acknowledged: readonly string[]
}

/** A text that somebody brings to be verified. */
export type Brought = { readonly text: string } | { readonly filename: string; readonly bytes: Uint8Array }

/** Port: final texts and their certificates as HTTP needs them. Rejects with `unavailable` when storing fails. */
export interface FinalHost {
  /** Changes the stage; answers a durable number of the log at which it is so. */
  setStage(
    document: string,
    member: string,
    wish: StageWish,
  ): Promise<Result<number, Told<StageFailure> | ApiFinalBlockers>>
  blockers(document: string): Promise<ApiFinalBlockers>
  /** The newest first. */
  certificates(document: string): Promise<readonly ApiCertificate[]>
  /** Null of one that never was, or whose document was erased. */
  certificate(id: string): Promise<ApiPublicCertificate | null>
  /** Of a text as it stood at an entry of its log; null when it was not final then, or never got one. */
  certificateOf(
    document: string,
    text: Pick<DurableText, 'stage' | 'seq'>,
  ): Promise<ApiPublicCertificate | null>
  /** The canonical text of a text that is final now; null of any other. */
  finalText(document: string): Promise<string | null>
  /** Notes the file that a final text was exported as. */
  noteExport(
    document: string,
    text: Pick<DurableText, 'stage' | 'seq'>,
    format: ExportFormat,
    body: string | Uint8Array,
  ): Promise<void>
  /** `groups`: those of the asker; for them it is told where the text differs. */
  verify(brought: Brought, groups: ReadonlySet<string>): Promise<ApiVerified>
  forget(document: string): Promise<void>
}
