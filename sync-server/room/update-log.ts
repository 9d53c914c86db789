/**
 * One durable entry of a document's log. `body` is opaque to the log: the room encodes updates and control
 * records (stage, locks, decisions) in it (see docs/PROTOCOL.md, "log entries").
 */
export interface LogEntry {
  /** 1, 2, 3 … without a gap per document. */
  readonly seq: number
  /** Receipt time at the server, milliseconds since 1970. */
  readonly at: number
  /** Member id of the author, or `server`. */
  readonly by: string
  readonly body: Uint8Array
}

export type NewLogEntry = Omit<LogEntry, 'seq'>

export interface LogBatch {
  readonly document: string
  readonly entries: readonly NewLogEntry[]
}

export interface LogSnapshot {
  /** The snapshot holds everything up to and including this entry. */
  readonly seq: number
  /** Opaque to the log. */
  readonly body: Uint8Array
}

export interface LoadedLog {
  readonly snapshot: LogSnapshot | null
  /** The last durable sequence number; 0 for a document without entries. */
  readonly seq: number
  /** The entries after the snapshot, in order. */
  readonly tail: readonly LogEntry[]
}

/**
 * Port: the history of every document. When the promise of `append` resolves, the entries survive a power cut;
 * when it rejects, nothing is said: the caller re-reads. Adapters share one contract suite (tests/contract).
 */
export interface UpdateLog {
  load(document: string): Promise<LoadedLog>
  /** Appends all batches atomically and durably; resolves to the last sequence number of each batch, in order. */
  append(batches: readonly LogBatch[]): Promise<readonly number[]>
  /** Keeps a snapshot; older ones within the spacing may be dropped, log entries never are. */
  saveSnapshot(document: string, snapshot: LogSnapshot): Promise<void>
  /** The newest snapshot at or before `seq`, for history. */
  snapshotAt(document: string, seq: number): Promise<LogSnapshot | null>
  /** Entries with from ≤ seq ≤ to, in order. */
  read(document: string, from: number, to: number): AsyncIterable<LogEntry>
  /** The last sequence number of every document; one whose number is unreadable is left out. */
  heads(): Promise<ReadonlyMap<string, number>>
  /** Forgets a document: log, snapshots. */
  remove(document: string): Promise<void>
}
