import type { Stage } from '#core/access/stages.ts'
import { NO_FACTS } from './facts.ts'
import { decodeLogBody, decodeSnapshot } from './log-body.ts'
import type { UpdateLog } from './update-log.ts'

/** The stage that a log ends with, without making its text; null when its snapshot cannot be read. Rejects as {@link UpdateLog.load} does. */
export const stageInLog = async (document: string, log: Pick<UpdateLog, 'load'>): Promise<Stage | null> => {
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
