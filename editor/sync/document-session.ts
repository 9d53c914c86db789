import * as Y from 'yjs'
import type { Awareness } from 'y-protocols/awareness'
import type { Role } from '#core/access/roles.ts'
import type { Stage } from '#core/access/stages.ts'
import { CLOSE } from '#core/protocol/close-codes.ts'
import type { Control } from '#core/protocol/control.ts'
import type { StateVector } from '#core/protocol/state-vector.ts'
import { keepRedundantFormats } from '#core/shared-doc/changes.ts'
import type { SectionLock } from '#core/shared-doc/judge.ts'
import { assertNever } from '#core/util/assert.ts'
import { createConnection, type Connection } from './connection.ts'
import { createCopyWriter, type CopyWriter } from './copy-writer.ts'
import type { OfflineStore, SetAside, SetAsideReason, StoredCopy } from './offline-store.ts'
import {
  ACK_PATIENCE_MS,
  CLOSE_GRACE_MS,
  SILENCE_MS,
  savedStateOf,
  type GoneReason,
  type SavedFacts,
  type SavedState,
} from './saved-state.ts'
import { unsentText } from './unsent-text.ts'

/** What the server said about this member and this document, the newest word counting. */
export interface Standing {
  readonly member: string
  readonly role: Role
  readonly stage: Stage
  readonly locks: readonly SectionLock[]
  readonly epoch: string
}

/** Everything a screen may show of a session. A new object whenever something in it changed, never otherwise. */
export interface SessionSnapshot {
  /** Grows when `doc` and `awareness` are replaced (a refusal, a new history): the editor is built anew. */
  readonly generation: number
  readonly doc: Y.Doc
  readonly awareness: Awareness
  /** Is the text here, from this device or from the server? Nobody may write before. */
  readonly ready: boolean
  readonly saved: SavedState
  /** Null before the first `hello`. */
  readonly standing: Standing | null
  /** Words of ours that are not in the text any more, kept until they are let go. Newest last. */
  readonly setAside: readonly SetAside[]
}

export interface DocumentSession {
  readonly subscribe: (listener: () => void) => () => void
  readonly getSnapshot: () => SessionSnapshot
  /** Every control message, after the snapshot took it in. */
  readonly onControl: (listener: (control: Control) => void) => () => void
  /** The server's clock, milliseconds since 1970, as near as one greeting tells. */
  readonly now: () => number
  readonly reconnect: () => void
  readonly letGo: (id: string) => void
  /** Waits until what is under way is on the device, then ends. */
  readonly close: () => Promise<void>
}

export interface SessionOptions {
  readonly document: string
  readonly member: string
  /** `ws(s)://host/sync` */
  readonly serverUrl: string
  readonly schema: string
  /** Null where the browser gives no store: work is then on the page only, and the state says so. */
  readonly store: OfflineStore | null
  readonly socket: typeof WebSocket
  /** Tells when the browser gains or loses its network. */
  readonly network: EventTarget
  readonly isOnline: () => boolean
  readonly now: () => number
  readonly createId: () => string
}

/** Origin of the transaction that loads the local copy. */
const FROM_DEVICE = Symbol('from this device')

interface Copy {
  readonly generation: number
  readonly doc: Y.Doc
  readonly connection: Connection
  readonly writer: CopyWriter
  /** Clients of earlier pages whose work was on the device only. */
  readonly inherited: readonly number[]
}

type Link = SavedFacts['link']

const goneReason = (code: number): GoneReason => {
  switch (code) {
    case CLOSE.noSession:
      return 'no-session'
    case CLOSE.noAccess:
      return 'no-access'
    case CLOSE.noDocument:
      return 'no-document'
    case CLOSE.tooLarge:
      return 'too-large'
    case CLOSE.refused:
      return 'refused'
    default:
      return 'malformed'
  }
}

/**
 * Opens a document: the device's copy first, then the server. Holds all state of the connection; a screen reads it
 * with `useSyncExternalStore`. Nothing of it needs React. Never throws away an edit: it is acked by the server, or
 * in the local copy, or set aside in readable words [UI81].
 */
export const openDocumentSession = (options: SessionOptions): DocumentSession => {
  const { document, member, store } = options
  const listeners = new Set<() => void>()
  const controlListeners = new Set<(control: Control) => void>()

  let link: Link = 'connecting'
  let networkOff = !options.isOnline()
  let unanswered = false
  let serverStores = true
  let outdated = false
  let unsent = false
  let synced = false
  let ready = false
  let gone: GoneReason | null = null
  let standing: Standing | null = null
  let setAside: readonly SetAside[] = []
  let offset = 0
  let closed = false
  let knownEpoch: string | null = null

  let graceTimer: ReturnType<typeof setTimeout> | null = null
  let ackTimer: ReturnType<typeof setTimeout> | null = null
  let silenceTimer: ReturnType<typeof setTimeout> | null = null
  const stop = (timer: ReturnType<typeof setTimeout> | null): null => {
    if (timer !== null) clearTimeout(timer)
    return null
  }

  let copy = createCopy(0, null)
  let snapshot = look()

  function look(): SessionSnapshot {
    return {
      generation: copy.generation,
      doc: copy.doc,
      awareness: copy.connection.awareness,
      ready,
      saved: savedStateOf({
        link,
        networkOff,
        unanswered,
        serverStores,
        outdated,
        unsent,
        synced,
        local: copy.writer.state(),
        gone,
      }),
      standing,
      setAside,
    }
  }

  const same = (a: SavedState, b: SavedState): boolean => JSON.stringify(a) === JSON.stringify(b)

  function changed(): void {
    if (closed) return
    const next = look()
    const unchanged =
      next.doc === snapshot.doc &&
      next.ready === snapshot.ready &&
      next.standing === snapshot.standing &&
      next.setAside === snapshot.setAside &&
      same(next.saved, snapshot.saved)
    if (unchanged) return
    snapshot = same(next.saved, snapshot.saved) ? { ...next, saved: snapshot.saved } : next
    for (const listener of listeners) listener()
  }

  /** Our client ids with the clocks that must be durable before «saved». */
  function ownVector(): StateVector {
    const own = new Map<number, number>()
    for (const client of [copy.doc.clientID, ...copy.inherited]) {
      const clock = Y.getState(copy.doc.store, client)
      if (clock > 0) own.set(client, clock)
    }
    return own
  }

  function waitForAck(): void {
    ackTimer ??= setTimeout(() => {
      ackTimer = null
      if (!unsent) return
      unanswered = true
      changed()
    }, ACK_PATIENCE_MS)
    silenceTimer ??= setTimeout(() => {
      silenceTimer = null
      if (!unsent || gone !== null) return
      const silent = options.now() - copy.connection.lastFrameAt() >= SILENCE_MS
      if (silent && link === 'open') copy.connection.reconnect()
      waitForAck()
    }, SILENCE_MS)
  }

  function stopWaiting(): void {
    ackTimer = stop(ackTimer)
    silenceTimer = stop(silenceTimer)
    unanswered = false
  }

  function review(): void {
    if (!copy.connection.ledger().covers(ownVector())) return
    if (unsent) copy.writer.settle([copy.doc.clientID, ...copy.inherited])
    unsent = false
    stopWaiting()
  }

  function createCopy(generation: number, stored: StoredCopy | null): Copy {
    const doc = new Y.Doc()
    keepRedundantFormats(doc)
    if (stored !== null) {
      doc.transact(() => {
        for (const update of stored.updates) Y.applyUpdate(doc, update, FROM_DEVICE)
      }, FROM_DEVICE)
    }
    const current = (): boolean => copy.doc === doc && !closed
    const writer = createCopyWriter(
      store,
      knownEpoch === null ? null : { member, document, epoch: knownEpoch },
      () => {
        if (current()) changed()
      },
    )
    const connection = createConnection(
      {
        doc,
        serverUrl: options.serverUrl,
        document,
        schema: options.schema,
        epoch: knownEpoch,
        socket: options.socket,
        now: options.now,
      },
      {
        opened: () => {
          if (!current()) return
          graceTimer = stop(graceTimer)
          link = 'open'
          changed()
        },
        closed: () => {
          if (!current()) return
          synced = false
          if (link !== 'down') link = 'connecting'
          graceTimer ??= setTimeout(() => {
            graceTimer = null
            link = 'down'
            changed()
          }, CLOSE_GRACE_MS)
          changed()
        },
        ended: (code) => {
          if (current()) end(code)
        },
        synced: () => {
          if (!current()) return
          synced = true
          ready = true
          changed()
        },
        acked: () => {
          if (!current()) return
          ackTimer = stop(ackTimer)
          unanswered = false
          review()
          if (unsent) waitForAck()
          changed()
        },
        control: (control) => {
          if (!current()) return
          hear(control)
          changed()
          for (const listener of controlListeners) listener(control)
        },
      },
    )
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === FROM_DEVICE) return
      const remote = connection.isOrigin(origin)
      writer.add(update, remote ? null : doc.clientID)
      if (remote) return
      unsent = true
      waitForAck()
      changed()
    })
    return { generation, doc, connection, writer, inherited: stored?.unsentClients ?? [] }
  }

  /** Puts our unsent words aside and goes on with an empty document that the server fills. */
  function startOver(reason: SetAsideReason, late: string | null, epoch: string | null): void {
    const before = copy
    stopWaiting()
    graceTimer = stop(graceTimer)
    const entry = unsent ? keepAside(before, reason, late) : null
    before.connection.close()
    const emptied = before.writer.replace(entry)
    unsent = false
    synced = false
    ready = false
    link = 'connecting'
    knownEpoch = epoch
    copy = createCopy(before.generation + 1, null)
    changed()
    // The new copy has the old one's name: it is written only after the old one is gone.
    emptied.then(
      () => {
        if (!closed) copy.connection.connect()
      },
      () => {
        if (!closed) copy.connection.connect()
      },
    )
  }

  function keepAside(from: Copy, reason: SetAsideReason, late: string | null): SetAside {
    const entry: SetAside = {
      id: options.createId(),
      member,
      document,
      at: options.now(),
      reason,
      late,
      text: ownUnsentText(from),
      state: Y.encodeStateAsUpdate(from.doc),
    }
    setAside = [...setAside, entry]
    return entry
  }

  function ownUnsentText(from: Copy): string {
    const own = new Set([from.doc.clientID, ...from.inherited])
    const ledger = from.connection.ledger()
    return unsentText(from.doc, (client) =>
      own.has(client) ? ledger.durableClock(client) : Number.POSITIVE_INFINITY,
    )
  }

  function end(code: number): void {
    graceTimer = stop(graceTimer)
    if (code === CLOSE.epoch) {
      startOver('epoch', null, null)
      return
    }
    stopWaiting()
    gone = goneReason(code)
    const lost = unsent && (gone === 'refused' || gone === 'too-large' || gone === 'malformed')
    // The copy keeps the work as well, but these would be refused again at each opening: show the words instead.
    if (lost) copy.writer.replace(keepAside(copy, 'gone', null)).then(changed, changed)
    changed()
  }

  function hear(control: Control): void {
    switch (control.type) {
      case 'hello':
        offset = control.now - options.now()
        if (knownEpoch !== null && knownEpoch !== control.epoch) {
          startOver('epoch', null, control.epoch)
          return
        }
        knownEpoch = control.epoch
        copy.connection.setEpoch(control.epoch)
        copy.writer.rename({ member, document, epoch: control.epoch })
        serverStores = control.writable
        standing = {
          member: control.member,
          role: control.role,
          stage: control.stage,
          locks: control.locks,
          epoch: control.epoch,
        }
        return
      case 'refused':
        startOver('refused', control.late, knownEpoch)
        return
      case 'role':
        if (standing !== null) standing = { ...standing, role: control.role }
        return
      case 'stage':
        if (standing !== null) standing = { ...standing, stage: control.stage }
        return
      case 'locks':
        if (standing !== null) standing = { ...standing, locks: control.locks }
        return
      case 'epoch':
        if (knownEpoch !== control.epoch) startOver('epoch', null, control.epoch)
        return
      case 'storage':
        serverStores = control.writable
        return
      case 'reload':
        outdated = true
        return
      case 'decided':
      case 'renamed':
      case 'thread':
        return
      default:
        assertNever(control)
    }
  }

  const wentOffline = (): void => {
    networkOff = true
    changed()
  }
  const cameOnline = (): void => {
    networkOff = false
    if (gone === null) copy.connection.reconnect()
    changed()
  }
  options.network.addEventListener('offline', wentOffline)
  options.network.addEventListener('online', cameOnline)

  const begin = async (): Promise<void> => {
    if (store !== null) {
      const [stored, asides] = await Promise.all([
        store.load(member, document),
        store.setAsides(member, document),
      ])
      if (closed) return
      if (asides.ok) setAside = asides.value
      if (stored.ok && stored.value !== null) {
        const before = copy
        knownEpoch = stored.value.name.epoch
        unsent = stored.value.unsentClients.length > 0
        copy = createCopy(1, stored.value)
        before.connection.close()
        ready = true
        if (unsent) waitForAck()
      }
    }
    copy.connection.connect()
    changed()
  }
  void begin()

  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    getSnapshot: () => snapshot,
    onControl: (listener) => {
      controlListeners.add(listener)
      return () => controlListeners.delete(listener)
    },
    now: () => options.now() + offset,
    reconnect: () => {
      copy.connection.reconnect()
    },
    letGo: (id) => {
      setAside = setAside.filter((entry) => entry.id !== id)
      void store?.letGo(id)
      changed()
    },
    close: async () => {
      closed = true
      graceTimer = stop(graceTimer)
      stopWaiting()
      options.network.removeEventListener('offline', wentOffline)
      options.network.removeEventListener('online', cameOnline)
      copy.connection.close()
      await copy.writer.flush()
    },
  }
}
