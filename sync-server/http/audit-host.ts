import type { ApiAudit } from '#core/protocol/api-audit.ts'
import type { AuditAct } from '../audit/audit-chain.ts'
import type { AuditQuery } from '../audit/find-entries.ts'

/** Port: the audit as HTTP needs it. */
export interface AuditHost {
  /** Resolves when the act is durable in its group's chain; rejects when it cannot be stored now. */
  record(act: Omit<AuditAct, 'at'>): Promise<void>
  /** Resolves when everything that was done before is in the chains, as far as it can be stored. */
  settled(): Promise<void>
  find(group: string, query: AuditQuery): Promise<ApiAudit>
  /** A group's chain from its first entry, each as a line that can be checked elsewhere. */
  lines(group: string): AsyncIterable<string>
}
