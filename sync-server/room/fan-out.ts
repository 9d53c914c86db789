import { encodeMessage } from '#core/protocol/encode.ts'
import { encodePresence, type PresenceEntry } from '#core/protocol/presence.ts'
import * as Y from 'yjs'
import type { Change } from './live-document.ts'
import type { Session } from './session.ts'

const merged = (updates: readonly Uint8Array[]): Uint8Array | null => {
  const [first] = updates
  if (first === undefined) return null
  return updates.length === 1 ? first : Y.mergeUpdates([...updates])
}

/** A durable batch, as one update; with it the text has come up to the entry `seq`. */
interface SentBatch {
  readonly batch: readonly Change<Session>[]
  readonly update: Uint8Array
  readonly seq: number
  readonly vectorBefore: Uint8Array | null
}

/** The frame of an update for a session: made once of each kind. */
const framesOf = (update: Uint8Array, seq: number): ((session: Session) => Uint8Array) => {
  let [plain, numbered]: (Uint8Array | null)[] = [null, null]
  return ({ isNumbered }) =>
    isNumbered
      ? (numbered ??= encodeMessage({ type: 'numbered-update', seq, update }))
      : (plain ??= encodeMessage({ type: 'update', update }))
}

/**
 * Sends one durable batch to everybody who follows, each as one frame. Whoever wrote all of it gets only what the
 * server repaired; with several writers each also hears their own, which changes nothing for them.
 */
export const sendBatch = (
  sessions: Iterable<Session>,
  { batch, update, seq, vectorBefore }: SentBatch,
): void => {
  const writing = batch.filter(({ updates }) => updates.length > 0)
  const onlyWriter = writing.every(({ origin }) => origin === writing[0]?.origin) ? writing[0]?.origin : null
  const frameFor = framesOf(update, seq)
  for (const session of sessions) {
    if (!session.isSynced || !session.isOpen) continue
    let own: Uint8Array | null = null
    if (session === onlyWriter) {
      const repairs = merged(writing.flatMap((change) => change.repairs ?? []))
      own = repairs === null ? null : framesOf(repairs, seq)(session)
    } else own = frameFor(session)
    if (own === null) continue
    if (vectorBefore !== null && session.outbox.isSlow) {
      session.outbox.hold(own.length, vectorBefore)
      session.endIfLost()
    } else session.sendFrame(own)
  }
}

/** Sends presence to everybody, never a client's own: it would take the server's stamp for its own words. */
export const sendPresence = (
  sessions: Iterable<Session>,
  entries: readonly PresenceEntry[],
  clientOf: (session: Session) => number | undefined,
): void => {
  const shared = encodeMessage({ type: 'presence', update: encodePresence(entries) })
  const told = new Set(entries.map(({ client }) => client))
  for (const session of sessions) {
    const own = clientOf(session)
    if (session.outbox.isBehind) continue
    if (own === undefined || !told.has(own)) session.sendFrame(shared)
    else {
      const others = entries.filter(({ client }) => client !== own)
      if (others.length > 0) session.send({ type: 'presence', update: encodePresence(others) })
    }
  }
}

/** A frame that says nothing: y-websocket gives up a connection on which it hears no frame for 30 s. */
export const HEARTBEAT = encodeMessage({ type: 'presence', update: encodePresence([]) })
