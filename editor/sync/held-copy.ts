import * as Y from 'yjs'
import type { StateVector } from '#core/protocol/state-vector.ts'
import { keepRedundantFormats } from '#core/shared-doc/changes.ts'
import {
  createConnection,
  type Connection,
  type ConnectionEvents,
  type ConnectionOptions,
} from './connection.ts'
import { createCopyWriter, type CopyWriter } from './copy-writer.ts'
import type { CopyName, OfflineStore, StoredCopy } from './offline-store.ts'
import { unsentText } from './unsent-text.ts'

/** Origin of the transaction that loads the local copy. */
const FROM_DEVICE = Symbol('from this device')

/** One history of a document as this page holds it: the shared document, its connection and its copy on the device. */
export interface HeldCopy {
  /** Counts the copies that one session held, one after the other. */
  readonly generation: number
  readonly doc: Y.Doc
  readonly connection: Connection
  readonly writer: CopyWriter
  /** Is all work under our client ids durable on the server, as far as this connection knows [UI12]? */
  readonly isAcked: () => boolean
  /** Tells the device that the server has all work under our client ids. */
  readonly settle: () => void
  /** The text has come from the server with as many restores of an earlier version in it. */
  readonly noteRestores: (restores: number) => void
  /** A connection begins with work unsent: remembers the document before it hears what others did meanwhile. */
  readonly noteBase: () => void
  /** What was remembered, as an update; null when all was sent since. */
  readonly unsentBase: () => Uint8Array | null
  /** The words of ours that no server has, readable. */
  readonly unsentText: () => string
}

export interface HeldCopyOptions extends Omit<ConnectionOptions, 'doc' | 'epoch'> {
  readonly generation: number
  /** What the device has of it; null for an empty document that the server fills. */
  readonly stored: StoredCopy | null
  readonly store: OfflineStore | null
  /** Its name on the device; null before an epoch is known. */
  readonly name: CopyName | null
}

export interface HeldCopyEvents extends ConnectionEvents {
  /** The person changed the document; their work is on its way. */
  readonly edited: () => void
  /** `writer.state()` may be another. */
  readonly kept: () => void
}

/** Opens nothing until `connection.connect()`. */
export const createHeldCopy = (options: HeldCopyOptions, events: HeldCopyEvents): HeldCopy => {
  const { generation, stored, name } = options
  const doc = new Y.Doc()
  keepRedundantFormats(doc)
  if (stored !== null) {
    doc.transact(() => {
      for (const update of stored.updates) Y.applyUpdate(doc, update, FROM_DEVICE)
    }, FROM_DEVICE)
  }
  const writer = createCopyWriter(options.store, name, events.kept)
  const connection = createConnection({ ...options, doc, epoch: name?.epoch ?? null }, events)
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === FROM_DEVICE) return
    const remote = connection.isOrigin(origin)
    writer.add(update, remote ? null : doc.clientID)
    if (!remote) events.edited()
  })

  let base: Uint8Array | null = null
  let noted = stored?.restores ?? 0
  /** The client id of this page, and those of earlier pages whose work was on the device only. */
  const ownClients = (): readonly number[] => [doc.clientID, ...(stored?.unsentClients ?? [])]
  /** Our client ids with the clocks that must be durable before «saved». */
  const ownVector = (): StateVector => {
    const own = new Map<number, number>()
    for (const client of ownClients()) {
      const clock = Y.getState(doc.store, client)
      if (clock > 0) own.set(client, clock)
    }
    return own
  }

  return {
    generation,
    doc,
    connection,
    writer,
    isAcked: () => connection.ledger().covers(ownVector()),
    noteRestores: (restores) => {
      if (restores === noted) return
      noted = restores
      writer.noteRestores(restores)
    },
    noteBase: () => {
      base ??= Y.encodeStateAsUpdate(doc)
    },
    unsentBase: () => base,
    settle: () => {
      base = null
      writer.settle(ownClients())
    },
    unsentText: () => {
      const own = new Set(ownClients())
      const ledger = connection.ledger()
      return unsentText(doc, (client) =>
        own.has(client) ? ledger.durableClock(client) : Number.POSITIVE_INFINITY,
      )
    },
  }
}
