import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import type { Bus } from '../room/bus.ts'
import type { Clock } from '../room/clock.ts'
import type { AuditedMeta } from '../audit/audited-meta.ts'
import type { SeenMarks } from '../store/seen-marks.ts'
import type { SessionStore } from '../store/session-store.ts'
import type { AuditHost } from './audit-host.ts'
import type {
  DocumentHost,
  ExportFile,
  ExportPdf,
  ExportWord,
  ImportFile,
  TemplateText,
  TextBlocks,
} from './document-host.ts'
import type { FinalHost } from './final-host.ts'
import type { HistoryHost } from './history-host.ts'
import type { InboxHost, MailHost } from './inbox-host.ts'
import type { LastChanges } from './last-changes.ts'
import type { MetricSource } from './metrics.ts'
import type { News } from './news.ts'
import type { Rates } from './rate-limits.ts'
import type { RandomBytes } from './secrets.ts'
import type { StageCopy } from './stage-copy.ts'

/** What the HTTP side of the server is told once, at the start. */
export interface HttpSettings {
  /** Where people reach the server; invitations are links to it. */
  readonly publicUrl: string
  /** What express calls `trust proxy`: whose `X-Forwarded-*` headers are believed. */
  readonly trustProxy: boolean | number | string
  /** Who knows this token may read /metrics from anywhere; without one only this machine may. */
  readonly metricsToken: string | null
}

/** Everything the HTTP side needs of the world. */
export interface HttpPorts {
  readonly settings: HttpSettings
  readonly rates: Rates
  readonly meta: AuditedMeta
  readonly audit: AuditHost
  readonly sessions: SessionStore
  readonly seenMarks: SeenMarks
  readonly news: News
  readonly documents: DocumentHost
  readonly history: HistoryHost
  readonly finals: FinalHost
  readonly stageCopy: StageCopy
  readonly inbox: InboxHost
  readonly mail: MailHost
  readonly lastChanges: LastChanges
  /** Ids of the members who have a document open now; opens none. */
  readonly membersHere: (document: string) => readonly string[]
  readonly importFile: ImportFile
  readonly exportFile: ExportFile
  readonly exportWord: ExportWord
  readonly exportPdf: ExportPdf
  readonly templateText: TemplateText
  readonly textBlocks: TextBlocks
  readonly bus: Bus
  readonly clock: Clock
  readonly random: RandomBytes
  readonly log: Logger
  /** Null while the server can serve and store, else why not. */
  readonly trouble: () => Promise<string | null>
  /** Is this an error of the store, which may go by? Answered 503 instead of 500. */
  readonly isStoreFailure: (error: unknown) => boolean
  readonly metrics: MetricSource
  /** The pages: built files, or Vite while developing. */
  readonly pages: readonly RequestHandler[]
  readonly isDevelopment: boolean
}
