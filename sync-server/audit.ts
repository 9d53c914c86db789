import type { Logger } from 'pino'
import { Auditor } from './audit/auditor.ts'
import { chainLines, findEntries } from './audit/find-entries.ts'
import type { AuditHost } from './http/audit-host.ts'
import type { Clock } from './room/clock.ts'
import { ROOM_LIMITS } from './room/limits.ts'
import type { EmbeddedStore } from './store/embedded.ts'

export interface Audit {
  readonly auditor: Auditor
  readonly host: AuditHost
  /**
   * `NUMBER:HASH` of a group's last entry, everything that was done before included, as `verify-audit` takes it: for a
   * certificate. Null for an empty chain.
   */
  readonly auditHead: (group: string) => Promise<string | null>
}

/** Puts the audit of a store together. */
export const openAudit = async (
  { audit: chain, meta }: Pick<EmbeddedStore, 'audit' | 'meta'>,
  clock: Clock,
  log: Logger,
): Promise<Audit> => {
  const failed = (error: unknown): void =>
    log.error(
      { failure: error instanceof Error ? error.message : String(error) },
      'the audit could not be kept',
    )
  const auditor = await Auditor.open({ chain, meta, clock, retry: ROOM_LIMITS.retry, failed })
  return {
    auditor,
    host: {
      record: (act) => auditor.record(act),
      settled: () => auditor.settled(),
      find: (group, query) => findEntries(chain, group, query),
      lines: (group) => chainLines(chain, group),
    },
    auditHead: async (group) => {
      await auditor.settled()
      const head = auditor.head(group)
      return head === null ? null : `${head.number}:${head.hash}`
    },
  }
}
