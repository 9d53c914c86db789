import * as encoding from 'lib0/encoding'
import { Awareness } from 'y-protocols/awareness'
import * as syncProtocol from 'y-protocols/sync'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Control } from '#core/protocol/control.ts'
import { decodeMessage } from '#core/protocol/decode.ts'
import { encodeMessage } from '#core/protocol/encode.ts'
import { WIRE } from '#core/protocol/message.ts'
import { decodeStateVector } from '#core/protocol/state-vector.ts'
import { createAckLedger, type AckLedger } from './ack-ledger.ts'
import { numberedFrame } from './numbered-frame.ts'
import { createRemoteUpdates } from './remote-updates.ts'
import { createWrittenWithMemory } from './written-with.ts'

export interface ConnectionOptions {
  readonly doc: Y.Doc
  /** `ws(s)://host/sync` */
  readonly serverUrl: string
  readonly document: string
  readonly schema: string
  /** The history that the document was loaded from; null before any is known. */
  readonly epoch: string | null
  readonly socket: typeof WebSocket
  /** This device's clock, milliseconds since 1970. */
  readonly now: () => number
  /** The number up to which decisions are known, asked at each opening; null while none is. */
  readonly seq: () => number | null
}

export interface ConnectionEvents {
  readonly opened: () => void
  /** The connection is closed, for the server's reason if it gave one; it is tried again, unless `ended` follows. */
  readonly closed: (reason: string) => void
  /** Closed for good, with a code 4400–4499. */
  readonly ended: (code: number) => void
  /** The server gave everything that we lacked. */
  readonly synced: () => void
  /** With the document's durable number: everything up to it that is said beside the text has been said. */
  readonly acked: (seq: number) => void
  readonly control: (control: Control) => void
}

/** y-websocket with the extensions of docs/PROTOCOL.md: `?ext=1`, ack 101, control 102. */
export interface Connection {
  readonly awareness: Awareness
  readonly ledger: () => AckLedger
  /** Is this the origin of a transaction that came from the server? */
  readonly isOrigin: (origin: unknown) => boolean
  readonly setEpoch: (epoch: string) => void
  readonly connect: () => void
  /** Drops the present socket and opens another at once, without waiting for the backoff. */
  readonly reconnect: () => void
  /** Is an attempt under way, rather than waited for? */
  readonly isTrying: () => boolean
  /** The number up to which the text has come; null where no server says so. */
  readonly heard: () => number | null
  /** Milliseconds since 1970 of the last frame, or of the opening. */
  readonly lastFrameAt: () => number
  /** The same, and so much later as a slow line needs for what was sent since: an upload is no silence. */
  readonly excusedUntil: () => number
  readonly close: () => void
}

/**
 * Backoff never waits longer, milliseconds. That the network is back is found out by questions meanwhile [UI13]: of a page
 * that tries sockets every two seconds browsers hold back each by up to five, after some.
 */
const MAX_BACKOFF_MS = 30_000

/** What a slow line carries in a millisecond, bytes. */
const SLOW_BYTES = 10

/** Opens nothing until `connect`. */
export const createConnection = (options: ConnectionOptions, events: ConnectionEvents): Connection => {
  const { doc } = options
  const awareness = new Awareness(doc)
  let ledger = createAckLedger()
  /** Does the server of the present socket speak of numbers? One of before there were any does not. */
  let isNumbered = false
  let lastFrameAt = options.now()
  let bytesSince = 0
  const heardNow = (): void => {
    lastFrameAt = options.now()
    bytesSince = 0
  }

  class CountedSocket extends options.socket {
    readonly #ledger: AckLedger
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      this.#ledger = createAckLedger()
      ledger = this.#ledger
      isNumbered = false
    }
    override send(frame: string | ArrayBufferLike | Blob | ArrayBufferView): void {
      if (!(frame instanceof Uint8Array)) return super.send(frame as ArrayBufferView<ArrayBuffer>)
      const sent = numberedFrame(frame, isNumbered ? remote.heard() : null)
      this.#ledger.sent(sent)
      bytesSince += sent.length
      super.send(sent as Uint8Array<ArrayBuffer>)
    }
  }

  const params: Record<string, string> = { ext: '1', numbered: '1', schema: options.schema }
  if (options.epoch !== null) params['epoch'] = options.epoch
  const provider = new WebsocketProvider(options.serverUrl, encodeURIComponent(options.document), doc, {
    connect: false,
    awareness,
    params,
    disableBc: true,
    maxBackoffTime: MAX_BACKOFF_MS,
    WebSocketPolyfill: CountedSocket,
  })
  const remote = createRemoteUpdates(doc, provider)
  const writtenWith = createWrittenWithMemory()
  const noteWritten = (
    _update: Uint8Array,
    origin: unknown,
    _doc: Y.Doc,
    transaction: Y.Transaction,
  ): void => {
    if (origin !== provider) writtenWith.note(transaction, remote.heard())
  }
  doc.on('update', noteWritten)
  /** The next socket is told what was decided since: y-websocket reads the parameters when it opens one. */
  const askSince = (): void => {
    const seq = options.seq()
    if (seq !== null) provider.params = { ...provider.params, seq: String(seq) }
  }

  provider.messageHandlers[WIRE.sync] = (encoder, decoder) => {
    const message = decodeMessage(decoder.arr)
    if (!message.ok) return
    switch (message.value.type) {
      case 'sync-step-1': {
        remote.flush()
        const vector = decodeStateVector(message.value.stateVector)
        if (vector.ok) ledger.serverHas(vector.value)
        const written = isNumbered ? writtenWith.message(doc.clientID) : null
        if (written !== null) provider.ws?.send(encodeMessage(written) as Uint8Array<ArrayBuffer>)
        encoding.writeVarUint(encoder, WIRE.sync)
        syncProtocol.writeSyncStep2(encoder, doc, message.value.stateVector)
        return
      }
      case 'sync-step-2':
        remote.add(message.value.update)
        remote.flush()
        provider.synced = true
        events.synced()
        return
      case 'update':
        remote.add(message.value.update)
        return
      default:
        return
    }
  }
  provider.messageHandlers[WIRE.numbered] = (_encoder, decoder) => {
    const message = decodeMessage(decoder.arr)
    if (!message.ok || message.value.type !== 'numbered-update') return
    remote.add(message.value.update, message.value.seq)
  }
  provider.messageHandlers[WIRE.ack] = (_encoder, decoder) => {
    const message = decodeMessage(decoder.arr)
    if (!message.ok || message.value.type !== 'ack') return
    const vector = decodeStateVector(message.value.stateVector)
    if (!vector.ok) return
    ledger.acked(message.value.handled, vector.value)
    const own = Y.getState(doc.store, doc.clientID)
    writtenWith.settled(ledger.durableClock(doc.clientID), ledger.covers(new Map([[doc.clientID, own]])))
    events.acked(message.value.seq)
  }
  provider.messageHandlers[WIRE.control] = (_encoder, decoder) => {
    const message = decodeMessage(decoder.arr)
    // A control that this page does not know comes from a newer server: it is not for us.
    if (!message.ok || message.value.type !== 'control') return
    remote.flush()
    const { control } = message.value
    if (control.type === 'hello') isNumbered = control.numbered
    events.control(control)
  }
  // The close code that follows says why; y-websocket would only write to the console.
  provider.messageHandlers[WIRE.auth] = () => undefined
  provider.messageHandlers = provider.messageHandlers.map((handle): typeof handle => (...frame) => {
    heardNow()
    handle(...frame)
  })

  provider.on('status', ({ status }) => {
    if (status !== 'connected') return
    heardNow()
    events.opened()
  })
  provider.on('connection-close', (event) => {
    askSince()
    events.closed(event?.reason ?? '')
  })
  provider.on('closed', ({ code }) => {
    events.ended(code)
  })

  return {
    awareness,
    ledger: () => ledger,
    isOrigin: (origin) => origin === provider,
    setEpoch: (epoch) => {
      provider.params = { ...provider.params, epoch }
    },
    connect: () => {
      askSince()
      provider.connect()
    },
    reconnect: () => {
      if (!provider.shouldConnect) return
      provider.disconnect()
      askSince()
      provider.connect()
    },
    isTrying: () => provider.wsconnecting,
    heard: remote.heard,
    lastFrameAt: () => lastFrameAt,
    excusedUntil: () => lastFrameAt + bytesSince / SLOW_BYTES,
    close: () => {
      doc.off('update', noteWritten)
      remote.close()
      provider.destroy()
      awareness.destroy()
    },
  }
}
