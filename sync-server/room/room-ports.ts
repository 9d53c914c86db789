import type { Bus } from './bus.ts'
import type { Clock } from './clock.ts'
import type { Epoch } from './epoch.ts'
import type { GroupAppender } from './group-appender.ts'
import type { NewJudge } from './judge-port.ts'
import type { LateTray } from './late-tray.ts'
import type { RoomLimits } from './limits.ts'
import type { MemberDirectory } from './member.ts'
import type { Inbox } from './notices/inbox.ts'
import type { UpdateLog } from './update-log.ts'

/** What happened, for the operator's log and figures: never content, never names. */
export type RoomReport =
  | { readonly type: 'refused'; readonly document: string; readonly reason: string }
  | { readonly type: 'protocol-error'; readonly document: string; readonly reason: string }
  | { readonly type: 'append-failed'; readonly document: string; readonly error: unknown }
  | { readonly type: 'recovered'; readonly document: string }
  | { readonly type: 'load-failed'; readonly document: string; readonly error: unknown }
  | { readonly type: 'snapshot-failed'; readonly document: string; readonly error: unknown }
  /** Members were not told of something; it is tried again. */
  | { readonly type: 'feed-failed'; readonly document: string; readonly error: unknown }
  | { readonly type: 'tray-failed'; readonly document: string; readonly error: unknown }
  /** A bug of ours: what was under way was refused or loaded again. */
  | { readonly type: 'broken'; readonly document: string; readonly error: unknown }
  | { readonly type: 'durable'; readonly document: string; readonly entries: number }

/** Everything a room needs of the world. */
export interface RoomPorts {
  readonly log: UpdateLog
  readonly appender: GroupAppender
  readonly lateTray: LateTray
  readonly inbox: Inbox
  readonly clock: Clock
  readonly epoch: Epoch
  readonly bus: Bus
  readonly directory: MemberDirectory
  readonly newJudge: NewJudge
  /** Ids of late entries and blocks: characters of [A-Za-z0-9_-], never the same twice. */
  readonly newId: () => string
  /** A random Yjs client id, 32 bits. */
  readonly newClientId: () => number
  /** The server's schema, see `SCHEMA_HASH`. */
  readonly schema: string
  readonly limits: RoomLimits
  readonly report: (report: RoomReport) => void
}
