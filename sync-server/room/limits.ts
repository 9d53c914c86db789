const KIB = 1024
const MIB = 1024 * KIB
const SECOND = 1000

/** What a room bears. Times in milliseconds, sizes in bytes. A typist at 15 edits a second and a paste of 200 kB are far below every rate. */
export interface RoomLimits {
  /** A socket this far behind is ended [PRO10]. */
  readonly behindBytes: number
  /** From here on updates for a socket wait and are merged into one frame. */
  readonly mergeBytes: number
  /** A frame goes out on every socket at least this often. */
  readonly heartbeat: number
  /** Presence is gathered this long. */
  readonly presenceEvery: number
  /** Type-0 frames of one member: sustained per second, and at once. */
  readonly framesPerSecond: number
  readonly framesAtOnce: number
  /** Bytes of updates of one member. */
  readonly bytesPerSecond: number
  readonly bytesAtOnce: number
  /** Answers to step 1 and to a query of presence on one socket, which asks once and again after a gap. */
  readonly step1PerSecond: number
  readonly step1AtOnce: number
  /** Answers to step 1 for one member over all their sockets: a rehearsal or a load test opens hundreds at once. */
  readonly memberStep1PerSecond: number
  readonly memberStep1AtOnce: number
  /** Bytes that the sockets of one member may leave unread before none of them is answered with a document again. */
  readonly unreadBytes: number
  /** Refused updates of one socket before it is closed. */
  readonly refusalsPerSecond: number
  readonly refusalsAtOnce: number
  /** Client ids that one frame may bring along. */
  readonly newClientsPerFrame: number
  /** Batches for the log begin this far apart; 0 is at once. Felt by nobody, and it halves the syncs of a busy server. */
  readonly appendSpacing: number
  /** A snapshot after so many entries or bytes, and never more often than `snapshotSpacing`. */
  readonly snapshotEntries: number
  readonly snapshotBytes: number
  readonly snapshotSpacing: number
  /** How long a room without sockets stays. */
  readonly grace: number
  /** The staging copy is dropped after this long without an update. */
  readonly judgeIdle: number
  /** How often storing is tried again after it failed. */
  readonly retry: number
  /** How long a shutdown waits for the log. */
  readonly shutdown: number
}

export const ROOM_LIMITS: RoomLimits = {
  behindBytes: 8 * MIB,
  mergeBytes: 256 * KIB,
  heartbeat: 15 * SECOND,
  presenceEvery: 40,
  framesPerSecond: 2_000,
  framesAtOnce: 4_000,
  bytesPerSecond: 2 * MIB,
  bytesAtOnce: 40 * MIB,
  step1PerSecond: 1,
  step1AtOnce: 30,
  memberStep1PerSecond: 10,
  memberStep1AtOnce: 400,
  unreadBytes: 64 * MIB,
  refusalsPerSecond: 1,
  refusalsAtOnce: 50,
  newClientsPerFrame: 1_000,
  appendSpacing: 2,
  snapshotEntries: 500,
  snapshotBytes: MIB,
  snapshotSpacing: 10 * SECOND,
  grace: 30 * SECOND,
  judgeIdle: 300 * SECOND,
  retry: SECOND,
  shutdown: 3 * SECOND,
}
