import { assert } from '#core/util/assert.ts'

/** The parts of the one database, named as LevelDB's sublevels are, so that any Level tool can open them. */
const SPACES = {
  entry: '!entry!',
  snapshot: '!snapshot!',
  /** Per document its last sequence number. */
  head: '!head!',
  late: '!late!',
  session: '!session!',
  /** Member → sessions. */
  member: '!member!',
  /** Member → notices by number. */
  notice: '!notice!',
  /** Per member the last number and how far it is read. */
  inbox: '!inbox!',
  /** Per document how far its log has been told. */
  fed: '!fed!',
  /** Document → members who were told something of it. */
  told: '!told!',
  /** Per member where and when to send mail. */
  mail: '!mail!',
  /** Member → hashes of what turns their mail off. */
  mailOff: '!mailoff!',
  /** Document and member → up to where they have seen it. */
  seen: '!seen!',
  /** Member → documents they have seen. */
  seenBy: '!seenBy!',
  /** Per document what its log holds, counted. */
  tally: '!tally!',
  /** Group → the entries of its audit by number. */
  audit: '!audit!',
  /** Per group its last entry: number and hash. */
  auditHead: '!audithead!',
  /** Per source up to where the audit has it. */
  auditMark: '!auditmark!',
  /** Per document what there is to tell of its log. */
  chronicle: '!chronicle!',
  about: '!about!',
} as const

export type Space = keyof typeof SPACES

/** Where keys lie: `gte` and `lte` are both included. */
export interface KeyRange {
  readonly gte: Uint8Array
  readonly lte: Uint8Array
}

const SEQ_BYTES = 8
const encoder = new TextEncoder()
const decoder = new TextDecoder()

const join = (...parts: readonly Uint8Array[]): Uint8Array => {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.byteLength, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.byteLength
  }
  return joined
}

/** Big-endian, so that keys sort as numbers do. */
const seqBytes = (seq: number): Uint8Array => {
  const bytes = new Uint8Array(SEQ_BYTES)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(seq))
  return bytes
}

/** A NUL ends the name, so that no document's keys lie among those of one whose name begins alike. */
const named = (space: Space, name: string): Uint8Array => {
  assert(name !== '' && !name.includes('\0'), 'a name in the store is not empty and has no NUL')
  return encoder.encode(`${SPACES[space]}${name}\0`)
}

export const nameKey = (space: Space, name: string): Uint8Array => named(space, name)

export const seqKey = (space: Space, name: string, seq: number): Uint8Array =>
  join(named(space, name), seqBytes(seq))

/** A key under `name` that ends in a number, then a text. */
export const datedKey = (space: Space, name: string, at: number, text: string): Uint8Array =>
  join(seqKey(space, name, at), encoder.encode(text))

/** A key under `name` that ends in another name. */
export const pairKey = (space: Space, name: string, other: string): Uint8Array =>
  join(named(space, name), encoder.encode(other))

export const seqRange = (space: Space, name: string, from: number, to: number): KeyRange => ({
  gte: seqKey(space, name, from),
  lte: seqKey(space, name, to),
})

/** Everything under a name, whatever follows it. */
export const nameRange = (space: Space, name: string): KeyRange => {
  const start = named(space, name)
  return { gte: start, lte: join(start.subarray(0, -1), new Uint8Array([1])) }
}

export const spaceRange = (space: Space): KeyRange => {
  const start = encoder.encode(SPACES[space])
  return { gte: start, lte: join(start, new Uint8Array([0xff])) }
}

/** The sequence number that ends a key made by {@link seqKey}. */
export const seqOf = (key: Uint8Array): number => {
  const bytes = key.subarray(-SEQ_BYTES)
  return Number(new DataView(bytes.buffer, bytes.byteOffset, SEQ_BYTES).getBigUint64(0))
}

/** The name in a key made by {@link nameKey}. */
export const nameOf = (space: Space, key: Uint8Array): string =>
  decoder.decode(key.subarray(encoder.encode(SPACES[space]).byteLength, -1))

/** The name in a key made by {@link seqKey}; null for a key that none made. */
export const nameBeforeSeq = (space: Space, key: Uint8Array): string | null => {
  const [start, end] = [encoder.encode(SPACES[space]).byteLength, key.byteLength - SEQ_BYTES - 1]
  return end > start && key[end] === 0 ? decoder.decode(key.subarray(start, end)) : null
}

/** The smallest key behind this one. */
export const keyAfter = (key: Uint8Array): Uint8Array => join(key, new Uint8Array([0]))

/** What follows the name in a key made by {@link pairKey}. */
export const otherOf = (space: Space, name: string, key: Uint8Array): string =>
  decoder.decode(key.subarray(named(space, name).byteLength))
