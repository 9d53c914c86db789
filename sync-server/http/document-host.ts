import type { Stage } from '#core/access/stages.ts'
import type {
  ApiDecide,
  ApiDecided,
  ApiDecisions,
  ApiErrorCode,
  ApiImportWarning,
  ApiLate,
  ApiRestored,
  ApiTextBlock,
  ApiUndoDecision,
  ApiUndone,
} from '#core/protocol/api.ts'
import type { ApiFinalBlockers } from '#core/protocol/api-final.ts'
import type { ApiLocked, ApiLocks, ApiLockSection } from '#core/protocol/api-locks.ts'
import type { ApiThread, ApiThreadAnswer, ApiThreads } from '#core/protocol/api-threads.ts'
import type { RedlineSource } from '#core/history/redline.ts'
import type { BlockContent } from '#core/schema/content.ts'
import type { DocumentDigits } from '#core/schema/numbering.ts'
import type { Result } from '#core/util/result.ts'
import type { FillFailure } from '../room/filling.ts'
import type { FinalFailure, FinalText, FinalWish } from '../room/finals.ts'
import type { LockFailure } from '../room/section-locks.ts'
import type { StageFailure } from '../room/stage-changes.ts'
import type { SeedThread } from '../room/seed-threads.ts'
import type { ThreadCommand } from '../room/thread-commands.ts'
import type { MessageKey } from './messages.ts'
import type { ThreadReader } from './threads.ts'

/** A document at one durable sequence number. */
export interface DurableText {
  readonly seq: number
  readonly stage: Stage
  readonly blocks: readonly BlockContent[]
}

/** Port: the live documents as HTTP needs them. Each promise rejects with `unavailable` when reading or storing fails. */
export interface DocumentHost {
  /** The last durable sequence number. A document without a log is created with one empty paragraph. */
  seq(document: string): Promise<number>
  stage(document: string): Promise<Stage>
  /** All suggestions rejected, no names: what viewers may read. */
  cleanText(document: string): Promise<DurableText>
  /** With every suggestion in it. */
  content(document: string): Promise<DurableText>
  /** The durable document as a Yjs update, with every suggestion in it. */
  state(document: string): Promise<Omit<DurableText, 'blocks'> & { readonly update: Uint8Array }>
  /** Puts a text, and the discussions that come with it, into a document that is not listed yet; one durable batch. */
  fill(
    document: string,
    blocks: readonly BlockContent[],
    by: string,
    threads?: readonly SeedThread[],
  ): Promise<Result<number, Told<FillFailure>>>
  /** Puts a text into a document in which nobody has written, for a member who may write in it now. */
  importInto(
    document: string,
    member: string,
    blocks: readonly BlockContent[],
    threads: readonly SeedThread[],
  ): Promise<Result<number, Told<FillFailure>>>
  /** One durable log entry: what comes after it in the log is judged by the new stage. Answers its number. */
  setStage(
    document: string,
    member: string,
    stage: Stage,
    reason: string | null,
  ): Promise<Result<number, Told<StageFailure>>>
  /** What stands in the way of a final text, but for threads that are acknowledged. */
  finalBlockers(document: string, acknowledged: readonly string[]): Promise<ApiFinalBlockers>
  /** Two durable log entries in one, see `Finals`. */
  finalise(
    document: string,
    member: string,
    wish: FinalWish,
    print: (blocks: readonly BlockContent[]) => FinalText,
  ): Promise<Result<number, Exclude<FinalFailure, 'unavailable'>>>
  /** The section locks that hold. */
  locks(document: string): Promise<ApiLocks>
  /** One durable log entry, as above; for a command that came before, none. */
  lock(
    document: string,
    member: string,
    wish: ApiLockSection,
  ): Promise<Result<ApiLocked & { readonly isNew: boolean }, Told<LockFailure>>>
  unlock(
    document: string,
    member: string,
    id: string,
    reason: string | null,
  ): Promise<Result<number, Told<LockFailure>>>
  /** Gives the text as it was with an entry as its last a name; answers the number of the durable record. */
  nameVersion(
    document: string,
    by: string,
    version: { readonly id: string; readonly name: string; readonly of: number },
  ): Promise<number>
  /** Lets the text read as it did with the entry `of` as its last; durable when it resolves. */
  restoreVersion(
    document: string,
    member: string,
    version: { readonly id: string; readonly of: number; readonly blocks: readonly BlockContent[] },
  ): Promise<Result<{ readonly seq: number }, 'forbidden' | 'locked'>>
  /** Decides about suggestions; durable when it resolves. */
  decide(document: string, member: string, command: ApiDecide): Promise<Result<ApiDecided, DecisionProblem>>
  /** Takes a decision back, or a part of it, as long as nothing was built on it. */
  undoDecision(
    document: string,
    member: string,
    decision: string,
    command: ApiUndoDecision,
  ): Promise<Result<ApiUndone, DecisionProblem>>
  /** Durable decisions, newest first: those before the entry `after`, or the newest, `limit` of them. */
  decisions(document: string, after: number | null, limit: number): Promise<ApiDecisions>
  /** The discussions that changed after the entry `after`, as `reader` may see them; all for 0. */
  threads(document: string, reader: ThreadReader, after: number): Promise<ApiThreads>
  thread(document: string, reader: ThreadReader, id: string): Promise<ApiThread | null>
  /** Carries out what `reader` does in a discussion; durable when it resolves. Rejects with an HttpError when it may not be. */
  discuss(
    document: string,
    reader: ThreadReader,
    command: ThreadCommand,
  ): Promise<ApiThreadAnswer & { readonly isNew: boolean }>
  /** What was refused and kept, in the order of receipt. */
  late(document: string): Promise<ApiLate>
  /** Brings it back as suggestions of its author. */
  restoreLate(document: string, member: string, id: string): Promise<Result<ApiRestored, LateProblem>>
  /** Lets it go; answers the sequence number of the record. */
  dismissLate(
    document: string,
    member: string,
    id: string,
    reason: string,
  ): Promise<Result<number, LateProblem>>
  /** Forgets log, snapshots, late tray and seen marks of a document that is no longer in the metadata. */
  remove(document: string): Promise<void>
}

/** What a room answers that is no matter of storing. */
export type Told<Failure> = Exclude<Failure, 'unavailable'>

export type DecisionProblem = Extract<
  ApiErrorCode,
  'forbidden' | 'not-found' | 'conflict' | 'locked' | 'built-on'
>

/** `conflict`: it is back already. `stage`: it takes no suggestions now. `refused`: the text does not admit it as a suggestion, either. */
export type LateProblem =
  Extract<ApiErrorCode, 'forbidden' | 'not-found' | 'conflict' | 'locked'> | 'refused' | 'stage'

export interface ImportedFile {
  readonly blocks: readonly BlockContent[]
  readonly threads: readonly SeedThread[]
  readonly warnings: readonly ApiImportWarning[]
}

/** For whom a file is read: names in it that are members' are theirs, the rest is the importer's. */
export interface ImportAs {
  /** Member id. */
  readonly importer: string
  readonly members: readonly { readonly id: string; readonly name: string }[]
  /** Makes ids that no other import has. */
  readonly session: string
  /** Milliseconds since 1970. */
  readonly now: number
}

/**
 * Port: reads a file's bytes as blocks; a failure is the sentence that says why, `unavailable` when the server ends.
 * Without `as` for nobody: to compare it, not to keep it.
 */
export type ImportFile = (
  filename: string,
  bytes: Uint8Array,
  as?: ImportAs,
) => Promise<Result<ImportedFile, MessageKey>>

/** Written at once, in a few milliseconds. */
export const TEXT_FORMATS = ['json', 'txt', 'md', 'html'] as const
export type TextFormat = (typeof TEXT_FORMATS)[number]
/** Known by their bytes from the moment in which a text is final, being made of it alone. */
export const PLAIN_FORMATS = [...TEXT_FORMATS, 'docx'] as const
export type PlainFormat = (typeof PLAIN_FORMATS)[number]
export const EXPORT_FORMATS = [...PLAIN_FORMATS, 'pdf'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]
export const VIEWS = ['accepted', 'original', 'marked'] as const
export type View = (typeof VIEWS)[number]

/** Port: a document as a file that is text. */
export type ExportFile = (
  format: TextFormat,
  view: View,
  document: { readonly title: string; readonly digits: DocumentDigits },
  text: DurableText,
) => { readonly contentType: string; readonly body: string }

/** What a file is made of: a view of the text with its discussions, or what became of one text in another. */
export type FileSource =
  | {
      readonly view: View
      /** The document as a Yjs update. */
      readonly state: Uint8Array
      /** For the marked view; none are shown in the others. */
      readonly threads: readonly ApiThread[]
    }
  | { readonly redline: RedlineSource }

interface FileWish {
  readonly title: string
  readonly digits: DocumentDigits
  /** Names by member id, for suggestions and discussions; null: everybody has an alias. */
  readonly names: ReadonlyMap<string, string> | null
  /** Of a final text; `address` is where it is checked, `version` the number of the log. */
  readonly certificate: {
    readonly sha256: string
    readonly finalAt: number
    readonly version: number
    readonly address: string
  } | null
}

/** Why a file was not written: `no-writer`: what writes this format is not on this server. */
export interface NotWritten {
  readonly reason: 'too-long' | 'too-slow' | 'too-much-memory' | 'no-writer' | 'ended' | 'stopping'
  /** In words, for the log. */
  readonly detail: string
}

/** Port: a document as a Word file, written aside. */
export type ExportWord = (request: FileSource & FileWish) => Promise<Result<Uint8Array, NotWritten>>

/** Port: a document as a PDF, written aside. */
export type ExportPdf = (
  request: FileSource &
    FileWish & {
      readonly stage: Stage
      /** Milliseconds since 1970: its day stands on each page. */
      readonly at: number
      /** Larger letters, for whoever needs them. */
      readonly isLarge: boolean
    },
) => Promise<Result<Uint8Array, NotWritten>>

/** Port: the text that a new document begins with, by the template's name; null when there is none of that name. */
export type TemplateText = (name: string) => readonly BlockContent[] | null

/** Port: a clean text as the JSON that viewers get. */
export type TextBlocks = (blocks: readonly BlockContent[]) => readonly ApiTextBlock[]
