import * as Y from 'yjs'
import type { RefusalReason, SuggestionNotes } from '#core/shared-doc/judge.ts'
import type { ScannedUpdate } from '#core/shared-doc/scan-update.ts'

/** A block that two members moved at once, and who the other one is. */
export interface MemberMove {
  readonly bid: string
  readonly member: string
}

/** What the room makes of an update before anything is kept of it. */
export type Examined =
  /** Judged good, and on the staging copy already. */
  | {
      readonly kind: 'admitted'
      readonly update: Uint8Array
      readonly repairs: Uint8Array | null
      readonly clients: readonly number[]
      /** What it meant for suggestions beside the text. */
      readonly notes: SuggestionNotes | null
      /** Blocks that it moved while another member did. */
      readonly doubleMoves: readonly MemberMove[]
    }
  /** Nothing of it is new. `clients`, here and above: the sender's own client ids in it, for the ack. */
  | { readonly kind: 'contained'; readonly clients: readonly number[] }
  /** Builds on what is not here [DOC22]. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused'; readonly reason: RefusalReason | 'schema'; readonly detail: string }

/** Next clock per client id. */
export type Clocks = ReadonlyMap<number, number>

/** Does the update rest on clocks that exist neither here nor in itself? Such an update would wait inside Yjs for ever. */
export const hasGap = (scanned: ScannedUpdate, clocks: Clocks): boolean => {
  for (const [client, { start }] of scanned.written) if (start > (clocks.get(client) ?? 0)) return true
  for (const [client, needed] of scanned.needed) {
    const end = Math.max(clocks.get(client) ?? 0, scanned.written.get(client)?.end ?? 0)
    if (needed > end) return true
  }
  return false
}

/** The client ids under which the update writes something that is not here yet. */
export const newlyWritten = (scanned: ScannedUpdate, clocks: Clocks): readonly number[] =>
  [...scanned.written]
    .filter(([client, { end }]) => end > (clocks.get(client) ?? 0))
    .map(([client]) => client)

const isDeletedRange = (doc: Y.Doc, client: number, start: number, end: number): boolean => {
  const structs = doc.store.clients.get(client)
  if (structs === undefined || end > Y.getState(doc.store, client)) return false
  for (let index = Y.findIndexSS(structs, start); index < structs.length; index++) {
    const struct = structs[index]
    if (struct === undefined || struct.id.clock >= end) return true
    if (!struct.deleted) return false
  }
  return true
}

/** Is everything in the update, deletions included, part of `doc`? The usual case of a step 2 after a short break. */
export const isContained = (doc: Y.Doc, scanned: ScannedUpdate): boolean => {
  for (const [client, { end }] of scanned.written) if (end > Y.getState(doc.store, client)) return false
  for (const [client, ranges] of scanned.deleted)
    for (const { start, end } of ranges) if (!isDeletedRange(doc, client, start, end)) return false
  return true
}
