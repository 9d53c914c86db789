import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { RememberedSuggestion } from '#core/shared-doc/gate-authorship.ts'
import { fail, ok, type Result } from '#core/util/result.ts'
import { isFields } from '#core/util/fields.ts'
import { readControlEntry, readFacts, type ControlEntry, type Facts } from './facts.ts'

/**
 * What the bytes of a log entry hold (docs/PROTOCOL.md, "log entries"): one byte for the kind, then for `update` the
 * Yjs update (V1) to the end, for `control` JSON in UTF-8 to the end.
 */
export type LogBody =
  | { readonly kind: 'update'; readonly update: Uint8Array }
  | { readonly kind: 'control'; readonly entry: ControlEntry }
  /** A control entry of a newer version: kept, and without meaning here. */
  | { readonly kind: 'unknown' }

const UPDATE = 0
const CONTROL = 1

export const encodeUpdateBody = (update: Uint8Array): Uint8Array => {
  const body = new Uint8Array(update.length + 1)
  body[0] = UPDATE
  body.set(update, 1)
  return body
}

export const encodeControlBody = (entry: ControlEntry): Uint8Array => {
  const encoder = encoding.createEncoder()
  encoding.writeUint8(encoder, CONTROL)
  encoding.writeUint8Array(encoder, new TextEncoder().encode(JSON.stringify(entry)))
  return encoding.toUint8Array(encoder)
}

/** Is it a control entry, as far as its first byte says? */
export const isControlBody = (body: Uint8Array): boolean => body[0] === CONTROL

/** What was stored, or why the bytes cannot be what was stored. */
export const decodeLogBody = (body: Uint8Array): Result<LogBody, string> => {
  const content = body.subarray(1)
  switch (body[0]) {
    case UPDATE:
      return ok({ kind: 'update', update: content })
    case CONTROL:
      try {
        const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content))
        const entry = readControlEntry(json)
        return ok(entry === null ? { kind: 'unknown' } : { kind: 'control', entry })
      } catch {
        return fail('a control entry is not JSON')
      }
    default:
      return fail('an entry has no known kind')
  }
}

/** A document at one sequence number, as a snapshot holds it. */
export interface SnapshotContent {
  readonly facts: Facts
  /** Client id → the member that it belongs to. */
  readonly owners: ReadonlyMap<number, string>
  /** The suggestions that the document has shown, whether they still stand in it or not [GAT302]. */
  readonly suggestions: readonly RememberedSuggestion[]
  /** What `GoneInsertions.remembered` gave, and `remember` takes [GAT303]. */
  readonly gone: unknown
  /** What `DecisionBook.remembered` gave, and `remember` takes [SUG402]. */
  readonly decisions: unknown
  /** What `ThreadBook.remembered` gave, and `remember` takes; undefined in a snapshot of before there were threads. */
  readonly threads: unknown
  /** The whole document as a Yjs update (V1). */
  readonly state: Uint8Array
}

const SNAPSHOT_VERSION = 1

/** `[varUint 1][varString JSON {facts, owners: [[member, [client ids]]], suggestions, gone, decisions, threads}][Yjs update to the end]` */
export const encodeSnapshot = ({
  facts,
  owners,
  suggestions,
  gone,
  decisions,
  threads,
  state,
}: SnapshotContent): Uint8Array => {
  const clients = new Map<string, number[]>()
  for (const [client, member] of owners) {
    const known = clients.get(member)
    if (known === undefined) clients.set(member, [client])
    else known.push(client)
  }
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, SNAPSHOT_VERSION)
  encoding.writeVarString(
    encoder,
    JSON.stringify({ facts, owners: [...clients], suggestions, gone, decisions, threads }),
  )
  encoding.writeUint8Array(encoder, state)
  return encoding.toUint8Array(encoder)
}

const readOwners = (value: unknown): ReadonlyMap<number, string> | null => {
  if (!Array.isArray(value)) return null
  const owners = new Map<number, string>()
  const pairs: readonly unknown[] = value
  for (const pair of pairs) {
    if (!Array.isArray(pair)) return null
    const [member, clients]: readonly unknown[] = pair
    if (typeof member !== 'string' || !Array.isArray(clients)) return null
    const ids: readonly unknown[] = clients
    for (const client of ids) {
      if (typeof client !== 'number') return null
      owners.set(client, member)
    }
  }
  return owners
}

/** None in snapshots of before they were kept. */
const readSuggestions = (value: unknown): RememberedSuggestion[] => {
  const kept: RememberedSuggestion[] = []
  const rows: readonly unknown[] = Array.isArray(value) ? value : []
  for (const row of rows) {
    if (!Array.isArray(row)) continue
    const [key, ...values]: readonly unknown[] = row
    if (typeof key === 'string') kept.push([key, ...values])
  }
  return kept
}

export const decodeSnapshot = (body: Uint8Array): Result<SnapshotContent, string> => {
  try {
    const decoder = decoding.createDecoder(body)
    if (decoding.readVarUint(decoder) !== SNAPSHOT_VERSION) return fail('a snapshot of another version')
    const json: unknown = JSON.parse(decoding.readVarString(decoder))
    const facts = isFields(json) ? readFacts(json['facts']) : null
    const owners = isFields(json) ? readOwners(json['owners']) : null
    if (facts === null || owners === null) return fail('a snapshot without its facts')
    const suggestions = readSuggestions(isFields(json) ? json['suggestions'] : null)
    const gone = isFields(json) ? json['gone'] : null
    const decisions = isFields(json) ? json['decisions'] : null
    const threads = isFields(json) ? json['threads'] : undefined
    const state = decoding.readTailAsUint8Array(decoder)
    return ok({ facts, owners, suggestions, gone, decisions, threads, state })
  } catch {
    return fail('a snapshot that cannot be read')
  }
}
