import type { Control } from './control.ts'

/**
 * Every message of `/sync/:documentId`, in both directions (docs/PROTOCOL.md). Types 0–3 are those of y-protocols
 * with V1 updates, so that a plain y-websocket client can join; 101 to 104 go only to sockets that asked for them.
 */
export type Message =
  /** 0/0: "this is what I have"; answered by a step 2. */
  | { readonly type: 'sync-step-1'; readonly stateVector: Uint8Array }
  /** 0/1: everything that the other side lacks, and the whole delete set. */
  | { readonly type: 'sync-step-2'; readonly update: Uint8Array }
  /** 0/2 */
  | { readonly type: 'update'; readonly update: Uint8Array }
  /** 103: an update with a number, see {@link NumberedUpdate}. */
  | NumberedUpdate
  /** 104: what the step 2 behind it holds was written with, see {@link WrittenWith}. */
  | WrittenWith
  /** 1: who is here, see presence.ts. */
  | { readonly type: 'presence'; readonly update: Uint8Array }
  /** 2 */
  | { readonly type: 'denied'; readonly reason: string }
  /** 3 */
  | { readonly type: 'query-presence' }
  /** 101 */
  | Ack
  /** 102 */
  | { readonly type: 'control'; readonly control: Control }

/**
 * An update that says how far one has heard [PRO410]: of the server up to which number of its log the text has come with
 * it, of a page up to which it had come when it was written.
 */
export interface NumberedUpdate {
  readonly type: 'numbered-update'
  readonly seq: number
  readonly update: Uint8Array
}

/**
 * Said in front of a step 2: what it holds under the client id of the page was written, from each of these clocks on,
 * when the text had come to the page up to that number of the log [PRO411].
 */
export interface WrittenWith {
  readonly type: 'written-with'
  readonly client: number
  /** In the order of their clocks. */
  readonly from: readonly { readonly clock: number; readonly seq: number }[]
  /** What the page deleted itself of late, of everybody's, in the order in which it did. */
  readonly deleted: readonly OwnDeletion[]
}

/** A stretch that a page deleted. */
export interface OwnDeletion {
  readonly client: number
  readonly clock: number
  /** More than 0. */
  readonly length: number
  /** Where the page's own clock stood when it did; 0 where it does not say. */
  readonly at: number
}

/** What is durable of what this socket sent [PRO5]. */
export interface Ack {
  readonly type: 'ack'
  /** State vector of the client ids of this socket: the clocks that survive a power cut. */
  readonly stateVector: Uint8Array
  /**
   * How many of the type-0 frames of this socket are dealt with, in order: each durable, contained in what was
   * durable, answered, or reported refused. (A delete adds no clock, so the state vector alone cannot say.)
   */
  readonly handled: number
  /** The document's durable sequence number. */
  readonly seq: number
}

/** Numbers on the wire. */
export const WIRE = {
  sync: 0,
  presence: 1,
  auth: 2,
  queryPresence: 3,
  ack: 101,
  control: 102,
  numbered: 103,
  writtenWith: 104,
  step1: 0,
  step2: 1,
  update: 2,
  permissionDenied: 0,
} as const

/**
 * Bytes that are no message. `unknown-type` may come from a newer peer: a client ignores it, the server does not.
 * `too-large` names a part over its limit.
 */
export interface ProtocolError {
  readonly reason: 'truncated' | 'trailing-bytes' | 'unknown-type' | 'malformed' | 'too-large'
}

const KIB = 1024
const MIB = 1024 * KIB

/** Sizes in bytes [PRO4]. */
export const FRAME_LIMITS = {
  update: MIB,
  /** A week offline. */
  step2: 16 * MIB,
  stateVector: MIB,
  /** One presence state, as JSON, that a room takes from a client. */
  presenceState: 4 * KIB,
  /** Clients echo the presence of everybody they hear of: a frame holds many states. */
  presence: MIB,
  control: MIB,
  reason: 4 * KIB,
  /** So many numbers, and so many deletions with what says when they were, in one 104. */
  writtenWith: 4_096,
  /** The largest frame that any message can be. */
  frame: 16 * MIB + 64,
} as const
