import type { Stage } from '#core/access/stages.ts'
import type { AuditedMeta } from './audit/audited-meta.ts'
import { copyStage } from './http/stage-copy.ts'
import { decodeLogBody, decodeSnapshot } from './room/log-body.ts'
import { NO_FACTS } from './room/facts.ts'
import type { UpdateLog } from './room/update-log.ts'

export interface StageCopies {
  readonly meta: AuditedMeta
  readonly log: Pick<UpdateLog, 'load'>
  /** Of the live document. */
  readonly stageOf: (document: string) => Promise<Stage>
  readonly failed: (error: unknown) => void
}

/**
 * Goes through the documents at the start, and copies the stage of those whose copy in the metadata a crash kept from
 * following the log [ACC22]. `close` resolves when it has ended, early if need be.
 */
export const mendStages = ({ meta, log, stageOf, failed }: StageCopies): { close(): Promise<void> } => {
  let isClosed = false
  const run = async (): Promise<void> => {
    for (const { id, stage } of Object.values(meta.read().documents)) {
      if (isClosed) return
      const inLog = await stageInLog(id, log)
      if (inLog !== null && inLog !== stage) await copyStage(id, stageOf, meta)
    }
  }
  const running = run().catch((error: unknown) => {
    if (!isClosed) failed(error)
  })
  return {
    close: async () => {
      isClosed = true
      await running
    },
  }
}

/** The stage that a log ends with, without making its text; null when it cannot be read. */
const stageInLog = async (document: string, log: Pick<UpdateLog, 'load'>): Promise<Stage | null> => {
  const { snapshot, tail } = await log.load(document)
  const start = snapshot === null ? null : decodeSnapshot(snapshot.body)
  if (start !== null && !start.ok) return null
  let { stage } = start?.value.facts ?? NO_FACTS
  for (const { body } of tail) {
    const decoded = decodeLogBody(body)
    if (decoded.ok && decoded.value.kind === 'control' && decoded.value.entry.type === 'stage')
      stage = decoded.value.entry.stage
  }
  return stage
}
