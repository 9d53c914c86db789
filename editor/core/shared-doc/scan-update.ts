import { fail, ok, type Result } from '../util/result.ts'
import {
  ByteReader,
  isForbiddenKey,
  malformed,
  notAllowed,
  ScanFailure,
  type ScanReason,
} from './scan-update-bytes.ts'

/** Half-open range of clocks of one client id. */
export interface ClockRange {
  readonly start: number
  readonly end: number
}

/** What an update says about itself, read from its bytes alone. */
export interface ScannedUpdate {
  /** Client ids under which it writes, each with one unbroken range of clocks. */
  readonly written: ReadonlyMap<number, ClockRange>
  /** Ranges it deletes, by client id. */
  readonly deleted: ReadonlyMap<number, readonly ClockRange[]>
  /**
   * For each client id, how many of its clocks have to exist, here or in the update itself, because something refers
   * to them or deletes them. See {@link leavesGap}.
   */
  readonly needed: ReadonlyMap<number, number>
  readonly structs: number
  /** Neither structs nor deletions: what a reader answers to step 1. */
  readonly isEmpty: boolean
}

export interface ScanError {
  readonly reason: ScanReason
  readonly detail: string
}

/** Size limits of a frame, bytes: an update, and a step 2 (the work of a week offline). */
export const MAX_UPDATE_BYTES = 1024 * 1024
export const MAX_STEP_2_BYTES = 16 * 1024 * 1024
/** The one root of the shared document. */
export const ROOT_NAME = 'content'
/** Longest key and longest value of a format or of a block attribute, bytes. */
export const MAX_KEY_BYTES = 256
export const MAX_VALUE_BYTES = 2048
/** Deepest nesting of a value; the allow-list over the text is stricter still. */
export const MAX_DEPTH = 8
/** No honest client reaches it: one clock is one character. Keeps sums of clocks exact. */
const MAX_CLOCK = 2 ** 40

const HAS_ORIGIN = 0x80
const HAS_END_ORIGIN = 0x40
const HAS_PARENT_KEY = 0x20
const CONTENT_KIND = 0x1f
const Y_MAP = 1

/**
 * Reads the bytes of an update (V1) before Yjs does [GAT1]–[GAT4]: never throws, takes time linear in the bytes and
 * allocates nothing from a length that the bytes merely claim. What it passes, `Y.applyUpdate` takes without
 * throwing, provided that everything in `needed` exists.
 *
 * Admitted are text, formats, embedded Y.Map and their values, under the one root; deleted content and GC structs
 * (an honest client that made and deleted a block within one flush sends both); no other content, no Skip, no second
 * section of one client, no empty struct, no reference of a client to its own future, nothing after the end.
 */
export const scanUpdate = (update: Uint8Array, maxBytes: number): Result<ScannedUpdate, ScanError> => {
  if (update.length > maxBytes)
    return fail({ reason: 'too-large', detail: `${update.length} bytes, more than ${maxBytes}` })
  try {
    return ok(new Scan(update).run())
  } catch (error) {
    if (!(error instanceof ScanFailure)) throw error
    return fail({ reason: error.reason, detail: error.message })
  }
}

/**
 * Does the update build on something that a document with these `clocks` (its state vector) does not have [GAT5]?
 * Such an update would stay pending in Yjs, where nobody sees it and everybody pays for it.
 */
export const leavesGap = (scanned: ScannedUpdate, clocks: (client: number) => number): boolean => {
  for (const [client, range] of scanned.written) if (range.start > clocks(client)) return true
  for (const [client, count] of scanned.needed) {
    if (count > Math.max(clocks(client), scanned.written.get(client)?.end ?? 0)) return true
  }
  return false
}

class Scan {
  readonly #reader: ByteReader
  readonly #written = new Map<number, ClockRange>()
  readonly #deleted = new Map<number, ClockRange[]>()
  readonly #needed = new Map<number, number>()
  #structs = 0

  constructor(update: Uint8Array) {
    this.#reader = new ByteReader(update)
  }

  run(): ScannedUpdate {
    const clients = this.#reader.uint()
    for (let count = 0; count < clients; count++) this.#clientSection()
    this.#deleteSet()
    if (this.#reader.remaining > 0) throw malformed('there are bytes after the end')
    return {
      written: this.#written,
      deleted: this.#deleted,
      needed: this.#needed,
      structs: this.#structs,
      isEmpty: this.#structs === 0 && this.#deleted.size === 0,
    }
  }

  #clientSection(): void {
    const reader = this.#reader
    const count = reader.uint()
    // The smallest struct takes two bytes: more than that cannot be there, whatever the count claims.
    if (count === 0 || count > reader.remaining / 2) throw malformed('the number of structs is impossible')
    const client = reader.uint()
    if (this.#written.has(client)) throw malformed('a client has two sections')
    const start = reader.uint()
    let clock = start
    for (let index = 0; index < count; index++) {
      const length = this.#struct(client, clock)
      if (length === 0) throw malformed('a struct is empty')
      clock += length
      if (clock > MAX_CLOCK) throw malformed('a clock is out of range')
    }
    this.#structs += count
    this.#written.set(client, { start, end: clock })
  }

  /** Reads one struct and returns its length in clocks. */
  #struct(client: number, clock: number): number {
    const reader = this.#reader
    const head = reader.byte()
    if (head === 0) return reader.uint()
    const kind = head & CONTENT_KIND
    if (kind === 0 || kind > 10) throw malformed('a struct has no known kind')
    if (kind === 10) throw notAllowed('a Skip')
    const hasOrigin = (head & HAS_ORIGIN) !== 0
    const hasEndOrigin = (head & HAS_END_ORIGIN) !== 0
    if (hasOrigin) this.#reference(client, clock)
    if (hasEndOrigin) this.#reference(client, clock)
    if (!hasOrigin && !hasEndOrigin) this.#parent((head & HAS_PARENT_KEY) !== 0, client, clock)
    return this.#content(kind)
  }

  #reference(client: number, clock: number): void {
    const otherClient = this.#reader.uint()
    const otherClock = this.#reader.uint()
    // Yjs looks up a client's reference to itself without asking whether it exists, and throws.
    if (otherClient === client && otherClock >= clock) throw malformed('a struct refers to its own future')
    this.#need(otherClient, otherClock + 1)
  }

  #parent(hasKey: boolean, client: number, clock: number): void {
    const reader = this.#reader
    const parentKind = reader.uint()
    if (parentKind > 1) throw malformed('a parent has no known kind')
    if (parentKind === 1) {
      if (reader.shortString(MAX_KEY_BYTES) !== ROOT_NAME) throw notAllowed('a root other than the text')
      if (hasKey) throw notAllowed('an attribute of the root')
      return
    }
    this.#reference(client, clock)
    if (!hasKey) throw notAllowed('content inside a block marker')
    this.#key()
  }

  #key(): string {
    const key = this.#reader.shortString(MAX_KEY_BYTES)
    if (isForbiddenKey(key)) throw notAllowed(`the key ${key}`)
    return key
  }

  #content(kind: number): number {
    const reader = this.#reader
    switch (kind) {
      case 1:
        return reader.uint()
      case 4: {
        const { length, hasControl } = reader.stringShape()
        if (hasControl) throw notAllowed('a control character in the text')
        return length
      }
      case 6:
        this.#key()
        this.#json(reader.shortString(MAX_VALUE_BYTES))
        return 1
      case 7:
        if (reader.uint() !== Y_MAP) throw notAllowed('an embedded type other than Y.Map')
        return 1
      case 8: {
        const count = reader.uint()
        if (count > reader.remaining) throw malformed('a list is longer than the bytes')
        for (let index = 0; index < count; index++) this.#any(1)
        return count
      }
      default:
        throw notAllowed(`content of kind ${kind}`)
    }
  }

  /** A format's value: JSON of null, true or a flat object. Its meaning is judged over the text. */
  #json(text: string): void {
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch {
      throw malformed('a format value is not JSON')
    }
    if (value === null || value === true) return
    if (typeof value !== 'object' || Array.isArray(value)) throw notAllowed('a format value that is not flat')
    for (const [key, member] of Object.entries(value)) {
      if (isForbiddenKey(key)) throw notAllowed(`the key ${key}`)
      if (typeof member === 'object') throw notAllowed('a format value that is not flat')
    }
  }

  /** A value of a block marker in lib0's "any" encoding: no bytes, no big integers, at most {@link MAX_DEPTH} deep. */
  #any(depth: number): void {
    if (depth > MAX_DEPTH) throw notAllowed(`a value nested deeper than ${MAX_DEPTH}`)
    const reader = this.#reader
    switch (reader.byte()) {
      case 127: // undefined
      case 126: // null
      case 121: // false
      case 120: // true
        return
      case 125:
        return reader.skipInt()
      case 124:
        return reader.skip(4)
      case 123:
        return reader.skip(8)
      case 119:
        reader.shortString(MAX_VALUE_BYTES)
        return
      case 118: {
        const count = reader.uint()
        for (let index = 0; index < count; index++) {
          this.#key()
          this.#any(depth + 1)
        }
        return
      }
      case 117: {
        const count = reader.uint()
        for (let index = 0; index < count; index++) this.#any(depth + 1)
        return
      }
      case 122:
      case 116:
        throw notAllowed('a value of a kind that no block has')
      default:
        throw malformed('a value has no known kind')
    }
  }

  #deleteSet(): void {
    const reader = this.#reader
    const clients = reader.uint()
    for (let count = 0; count < clients; count++) {
      const client = reader.uint()
      const ranges = reader.uint()
      for (let index = 0; index < ranges; index++) {
        const start = reader.uint()
        const end = start + reader.uint()
        if (end === start) throw malformed('a deletion is empty')
        if (end > MAX_CLOCK) throw malformed('a clock is out of range')
        const known = this.#deleted.get(client)
        if (known) known.push({ start, end })
        else this.#deleted.set(client, [{ start, end }])
        this.#need(client, end)
      }
    }
  }

  #need(client: number, clocks: number): void {
    if (clocks > (this.#needed.get(client) ?? 0)) this.#needed.set(client, clocks)
  }
}
