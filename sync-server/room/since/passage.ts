import * as Y from 'yjs'
import { keepRedundantFormats } from '#core/shared-doc/changes.ts'
import { scanUpdate } from '#core/shared-doc/scan-update.ts'
import { fail, ok, type Result } from '#core/util/result.ts'
import type { ControlEntry } from '../facts.ts'
import { decodeLogBody, decodeSnapshot } from '../log-body.ts'
import { ROOT, type Damaged } from '../replay.ts'
import type { LogEntry, LogSnapshot } from '../update-log.ts'
import { ActsByClock, Causes, type Act } from './acts.ts'

/** A stretch of a document's log, and what it takes to know the text in front of it. */
export interface LogStretch {
  /** Reaches no further than `from`; null: the log is read from its first entry. */
  readonly snapshot: LogSnapshot | null
  /** The entries behind the snapshot, without a gap, the last of the stretch included. */
  readonly entries: readonly LogEntry[]
  /** The stretch is what comes after this entry. */
  readonly from: number
}

/** A control entry of the stretch. */
export interface ControlAct {
  readonly act: Act
  readonly entry: ControlEntry
}

/**
 * A text at two moments at once: every item that was there at the first, is there at the second, or came and went
 * between, in one sequence. Worth something only while it is read; see {@link followLog}.
 */
export interface Passage {
  readonly text: Y.Text
  /** Did it stand in the text in front of the stretch? */
  wasThere(item: Y.Item): boolean
  /** Who brought it within the stretch; null when it was there. */
  broughtBy(item: Y.Item): Act | null
  /** Who took it away within the stretch; null when it is there, or was gone before. */
  takenBy(item: Y.Item): Act | null
  /** The control entries of the stretch, in order. */
  readonly controls: readonly ControlAct[]
}

/**
 * Replays a stretch of a log in one pass and hands both moments to `read`, which has to take what it wants before it
 * returns. The document keeps what is deleted, so that nothing has to be replayed twice: all entries behind `from` are
 * one transaction, of which the bytes of each entry and Yjs's own list of deletions say who wrote and deleted what.
 * `read` runs inside it, since Yjs joins items of different moments at its end. Costs by the text and by the entries.
 */
export const followLog = <T>(
  { snapshot, entries, from }: LogStretch,
  read: (passage: Passage) => T,
): Result<T, Damaged> => {
  const doc = new Y.Doc({ gc: false })
  const text = doc.getText(ROOT)
  keepRedundantFormats(doc)
  try {
    return ok(new Follower(doc, text).follow(snapshot, entries, from, read))
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'an entry that cannot be applied'
    return fail({ reason: 'damaged', detail })
  } finally {
    doc.destroy()
  }
}

/** Who deleted what two members overwrote at once is not told by any one entry. */
const UNKNOWN: Act = { seq: 0, at: 0, by: null }

class Follower {
  readonly #doc: Y.Doc
  readonly #text: Y.Text
  readonly #brought = new ActsByClock()
  readonly #taken = new ActsByClock()
  readonly #causes = new Causes()
  readonly #controls: ControlAct[] = []
  /** How many of Yjs's deletions of a client id have an act. */
  readonly #told = new Map<number, number>()

  constructor(doc: Y.Doc, text: Y.Text) {
    this.#doc = doc
    this.#text = text
  }

  follow<T>(
    snapshot: LogSnapshot | null,
    entries: readonly LogEntry[],
    from: number,
    read: (passage: Passage) => T,
  ): T {
    const behind = entries.findIndex(({ seq }) => seq > from)
    const cut = behind < 0 ? entries.length : behind
    this.#doc.transact(() => {
      if (snapshot !== null) Y.applyUpdate(this.#doc, snapshotState(snapshot))
      for (const entry of entries.slice(0, cut)) {
        const { update } = this.#open(entry)
        if (update !== null) Y.applyUpdate(this.#doc, update)
      }
    })
    const before = Y.decodeStateVector(Y.encodeStateVector(this.#doc))
    return this.#doc.transact((transaction) => {
      for (const entry of entries.slice(cut)) this.#apply(transaction, entry)
      this.#tellRest(transaction)
      const { store } = this.#doc
      if (store.pendingStructs !== null || store.pendingDs !== null)
        throw new Error('an entry builds on something that is not in the log')
      return read(this.#passage(before))
    })
  }

  #open({ seq, at, by, body }: LogEntry): { readonly act: Act; readonly update: Uint8Array | null } {
    const decoded = decodeLogBody(body)
    if (!decoded.ok) throw new Error(`entry ${seq}: ${decoded.error}`)
    const content = decoded.value
    const control = content.kind === 'control' ? content.entry : null
    const act: Act = { seq, at, by: this.#causes.of(by, control) }
    return { act, update: content.kind === 'update' ? content.update : null }
  }

  #apply(transaction: Y.Transaction, entry: LogEntry): void {
    const { act, update } = this.#open(entry)
    if (update === null) return this.#noteControl(entry, act)
    const scanned = scanUpdate(update, Number.MAX_SAFE_INTEGER)
    if (!scanned.ok) throw new Error(`entry ${entry.seq}: ${scanned.error.detail}`)
    const { written, deleted } = scanned.value
    const touched = new Set([...written.keys(), ...deleted.keys()])
    for (const client of touched) this.#tell(transaction, client, UNKNOWN)
    for (const [client, { start, end }] of written)
      this.#brought.add(client, Math.max(start, Y.getState(this.#doc.store, client)), end, act)
    Y.applyUpdate(this.#doc, update)
    for (const client of touched) this.#tell(transaction, client, act)
  }

  #noteControl({ body }: LogEntry, act: Act): void {
    const decoded = decodeLogBody(body)
    if (decoded.ok && decoded.value.kind === 'control')
      this.#controls.push({ act, entry: decoded.value.entry })
  }

  /** Yjs lists what a transaction deletes in the order in which it does. */
  #tell({ deleteSet }: Y.Transaction, client: number, act: Act): void {
    const deletions = deleteSet.clients.get(client) ?? []
    for (let index = this.#told.get(client) ?? 0; index < deletions.length; index++) {
      const deletion = deletions[index]
      if (deletion !== undefined) this.#taken.add(client, deletion.clock, deletion.clock + deletion.len, act)
    }
    this.#told.set(client, deletions.length)
  }

  #tellRest(transaction: Y.Transaction): void {
    for (const client of transaction.deleteSet.clients.keys()) this.#tell(transaction, client, UNKNOWN)
  }

  #passage(before: ReadonlyMap<number, number>): Passage {
    const takenBy = ({ deleted, id }: Y.Item): Act | null =>
      deleted ? this.#taken.at(id.client, id.clock) : null
    const isOld = ({ id }: Y.Item): boolean => id.clock < (before.get(id.client) ?? 0)
    return {
      text: this.#text,
      wasThere: (item) => isOld(item) && (!item.deleted || takenBy(item) !== null),
      broughtBy: (item) => (isOld(item) ? null : this.#brought.at(item.id.client, item.id.clock)),
      takenBy,
      controls: this.#controls,
    }
  }
}

const snapshotState = ({ body }: LogSnapshot): Uint8Array => {
  const decoded = decodeSnapshot(body)
  if (!decoded.ok) throw new Error(decoded.error)
  return decoded.value.state
}
