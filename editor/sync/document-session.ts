import type { Control } from '#core/protocol/control.ts'
import { CLOSE } from '#core/protocol/close-codes.ts'
import { permits } from '#core/access/permits.ts'
import { assertNever } from '#core/util/assert.ts'
import { createConnectionCare } from './connection-care.ts'
import { createDecisionMemory } from './decision-memory.ts'
import { createHeldCopy, type HeldCopy } from './held-copy.ts'
import type { SetAsideReason, StoredCopy } from './offline-store.ts'
import { createReaderAbsence } from './reader-absence.ts'
import { createReplacedCopies } from './replaced-copy.ts'
import { createRestoreMemory } from './restore-memory.ts'
import { goneReasonOf, savedStateOf, type GoneReason, type SavedFacts } from './saved-state.ts'
import type { SessionOptions } from './session-options.ts'
import { nextSnapshot, type SessionSnapshot } from './session-snapshot.ts'
import { readStanding, standingAfter, standingOf, type Standing } from './standing.ts'
import { onWaking } from './waking.ts'
import { createWordsAside } from './words-aside.ts'

export interface DocumentSession {
  readonly subscribe: (listener: () => void) => () => void
  readonly getSnapshot: () => SessionSnapshot
  /** Every control message, after the snapshot took it in; what was decided only once, however often it is told. */
  readonly onControl: (listener: (control: Control) => void) => () => void
  /**
   * The page was cut off or out of sight for some minutes, has caught up and is looked at: up to this number of the log its
   * reader had been told everything before [UI931] [UI934].
   */
  readonly onReturn: (listener: (seq: number) => void) => () => void
  /** The server's clock, milliseconds since 1970, as near as one greeting tells. */
  readonly now: () => number
  /** Is this suggestion decided, as far as this page has been told? */
  readonly isDecided: (id: string) => boolean
  readonly reconnect: () => void
  readonly letGo: (id: string) => void
  /** Waits until what is under way is on the device, then ends. */
  readonly close: () => Promise<void>
}

/** What the session itself knows; the rest of the facts is asked of the copy and of the wait for its ack. */
type OwnFacts = Omit<SavedFacts, 'unanswered' | 'local'>

/** Ends over which work that no server has could only be refused again. */
const ENDS_OVER_WORK: ReadonlySet<GoneReason> = new Set(['refused', 'too-large', 'malformed'])

/** The server's reasons, said at closing, for a document that it cannot read. */
const UNREADABLE: ReadonlySet<string> = new Set(['damaged', 'unreadable'])

/**
 * Opens a document: the device's copy first, then the server. Holds all state of the connection; a screen reads it
 * with `useSyncExternalStore`. Nothing of it needs React. Never throws away an edit: it is acked by the server, or
 * in the local copy, or set aside in readable words [UI81].
 */
export const openDocumentSession = (options: SessionOptions): DocumentSession => {
  const { document, member, store, answers } = options
  const standingKey = `standing/${member}/${document}`
  const listeners = new Set<() => void>()
  const controlListeners = new Set<(control: Control) => void>()

  let facts: OwnFacts = {
    link: 'connecting',
    networkOff: !options.isOnline(),
    serverStores: true,
    unreadable: false,
    outdated: false,
    unsent: false,
    synced: false,
    gone: null,
  }
  let ready = false
  let standing: Standing | null = null
  const aside = createWordsAside({ member, document, store, now: options.now, createId: options.createId })
  const replaced = createReplacedCopies({ aside, store, createId: options.createId })
  /** Milliseconds by which the server's clock is ahead of this device's. */
  let clockOffset = 0
  /** The history that the present copy belongs to; null before any is known. */
  let epoch: string | null = null
  let closed = false
  const decisions = createDecisionMemory()
  const restores = createRestoreMemory((count) => {
    for (const listener of controlListeners) listener({ type: 'restored', restores: count })
  })
  /** Of the last greeting: what was decided up to there is told right after it, before we have caught up. */
  let greetedAt: number | null = null
  /** Number of the last entry that a discussion was told by. */
  let threadsHeard = 0
  const allHeard = (): number => Math.max(threadsHeard, decisions.seq() ?? 0, copy.connection.heard() ?? 0)

  const care = createConnectionCare({
    ...options,
    connection: () => copy.connection,
    facts: () => facts,
    down: () => {
      learn({ link: 'down' })
      changed()
    },
    waited: changed,
  })
  const absence = createReaderAbsence({
    isSeen: options.isSeen,
    isSynced: () => facts.synced,
    hasWritten: () => facts.unsent,
    heard: allHeard,
    now: options.now,
    lastFrameAt: () => copy.connection.lastFrameAt(),
    clockOffset: () => clockOffset,
  })

  let copy = holdCopy(0, null)
  let snapshot = look()

  function learn(news: Partial<OwnFacts>): void {
    facts = { ...facts, ...news }
  }

  function look(): SessionSnapshot {
    return {
      generation: copy.generation,
      doc: copy.doc,
      awareness: copy.connection.awareness,
      ready,
      saved: savedStateOf({ ...facts, unanswered: care.isOverdue(), local: copy.writer.state() }),
      standing,
      setAside: aside.entries(),
    }
  }

  function changed(): void {
    if (closed) return
    care.look()
    const next = nextSnapshot(snapshot, look())
    if (next === snapshot) return
    snapshot = next
    for (const listener of listeners) listener()
  }

  function holdCopy(generation: number, stored: StoredCopy | null): HeldCopy {
    /** What a copy that was replaced still reports is not heard. */
    const whileHeld =
      <Args extends readonly unknown[]>(act: (...args: Args) => void) =>
      (...args: Args): void => {
        if (copy === held && !closed) act(...args)
      }
    const held = createHeldCopy(
      {
        generation,
        stored,
        store,
        name: epoch === null ? null : { member, document, epoch },
        serverUrl: options.serverUrl,
        document,
        schema: options.schema,
        socket: options.socket,
        now: options.now,
        seq: decisions.seq,
      },
      {
        opened: whileHeld(() => {
          care.opened()
          learn({ link: 'open' })
          changed()
        }),
        closed: whileHeld((reason) => {
          absence.cutOff()
          if (reason !== '') learn({ unreadable: UNREADABLE.has(reason) })
          // What was called offline for an edit without ack is no less so while the next connection is made.
          const isOff = facts.link === 'down' || care.isOverdue()
          learn({ synced: false, link: isOff ? 'down' : 'connecting' })
          care.closed()
          changed()
        }),
        ended: whileHeld(end),
        synced: whileHeld(() => {
          if (greetedAt !== null) decisions.reached(greetedAt)
          greetedAt = null
          care.caughtUp()
          learn({ synced: true, unreadable: false })
          restores.synced()
          held.noteRestores(restores.count())
          bringBack()
          ready = true
          changed()
          absence.caughtUp()
        }),
        acked: whileHeld((seq) => {
          decisions.reached(seq)
          care.answered()
          if (held.isAcked()) workIsSafe()
          else if (facts.unsent) care.workWaits()
          changed()
        }),
        control: whileHeld((control) => {
          if (!hear(control)) return
          changed()
          for (const listener of controlListeners) listener(control)
          if (control.type === 'hello') restores.greet(control.restores)
        }),
        kept: whileHeld(changed),
        edited: () => {
          if (closed) return
          if (!replaced.keepLateKey(held)) {
            learn({ unsent: true })
            if (facts.gone === null) care.workWaits()
          }
          changed()
        },
      },
    )
    return held
  }

  /** Also for the next opening without a network: what one may do then is what one might do last [UI751]. */
  function stand(next: Standing): void {
    standing = next
    void answers?.put(standingKey, next)
  }

  function workIsSafe(): void {
    if (facts.unsent) copy.settle()
    aside.arrived()
    learn({ unsent: false })
    care.workIsDone()
  }

  /** Puts our unsent words aside and goes on with an empty document that the server fills [UI81]. */
  function startOver(reason: SetAsideReason, late: string | null, nextEpoch: string | null): void {
    const before = copy
    care.startedOver()
    const emptied = replaced.replace(before, reason, late, facts.unsent)
    before.connection.close()
    learn({ unsent: false, synced: false, link: 'connecting' })
    ready = false
    if (epoch !== nextEpoch) decisions.forget()
    epoch = nextEpoch
    greetedAt = null
    copy = holdCopy(before.generation + 1, null)
    changed()
    const connect = (): void => {
      if (!closed) copy.connection.connect()
    }
    // The new copy has the old one's name: it is written only after the old one is gone.
    emptied.then(connect, connect)
  }

  /** Refused work comes back as suggestions as soon as the text is here and its author may suggest [UI370]. */
  function bringBack(): void {
    if (!facts.synced || standing === null || !permits(standing.role, standing.stage, 'suggest')) return
    aside.bringBack(copy, { at: options.now() + clockOffset, locks: standing.locks })
  }

  /** The server closed for good [UI82]. */
  function end(code: number): void {
    care.ended()
    if (code === CLOSE.epoch) {
      startOver('epoch', null, null)
      return
    }
    care.workIsDone()
    const gone = goneReasonOf(code)
    learn({ gone })
    // The copy keeps the work as well, but it would be refused again at each opening: show the words instead.
    if (facts.unsent && ENDS_OVER_WORK.has(gone))
      replaced.replace(copy, 'gone', null, true).then(changed, changed)
    changed()
  }

  /** False when it says nothing new. */
  function hear(control: Control): boolean {
    switch (control.type) {
      case 'hello':
        clockOffset = control.now - options.now()
        if (epoch !== null && epoch !== control.epoch) {
          startOver('epoch', null, control.epoch)
          return true
        }
        epoch = control.epoch
        greetedAt = control.seq
        if (facts.unsent) copy.noteBase()
        copy.connection.setEpoch(epoch)
        copy.writer.rename({ member, document, epoch })
        learn({ serverStores: control.writable })
        stand(standingOf(control))
        return true
      case 'refused':
        startOver('refused', control.late, epoch)
        return true
      case 'role':
      case 'stage':
      case 'locks':
        if (standing !== null) stand(standingAfter(standing, control))
        bringBack()
        return true
      case 'epoch':
        if (epoch !== control.epoch) startOver('epoch', null, control.epoch)
        return true
      case 'storage':
        learn({ serverStores: control.writable })
        return true
      case 'reload':
        learn({ outdated: true })
        return true
      case 'decided':
      case 'undone':
      case 'renamed':
        return decisions.hear(control)
      case 'restored':
        restores.know(control.restores)
        return true
      case 'late-dismissed':
      case 'moved-twice':
      case 'title':
      case 'inbox':
        return true
      case 'thread':
        threadsHeard = control.seq
        return true
      default:
        assertNever(control)
    }
  }

  const wentOffline = (): void => {
    // A connection may lie dead long before it closes.
    absence.cutOff()
    learn({ networkOff: true })
    changed()
  }
  const cameOnline = (): void => {
    learn({ networkOff: false })
    if (facts.gone === null) copy.connection.reconnect()
    changed()
  }
  const woke = (): void => {
    absence.looked()
    care.woke()
  }
  const stopWaking = onWaking(options.network, woke)
  options.network.addEventListener('offline', wentOffline)
  options.network.addEventListener('online', cameOnline)

  const begin = async (): Promise<void> => {
    if (store !== null) {
      const [stored, asides, kept] = await Promise.all([
        store.load(member, document),
        store.setAsides(member, document),
        answers?.get(standingKey),
      ])
      if (closed) return
      standing ??= readStanding(kept)
      if (asides.ok) aside.load(asides.value)
      if (stored.ok && stored.value !== null) {
        const before = copy
        epoch = stored.value.name.epoch
        restores.know(stored.value.restores)
        learn({ unsent: stored.value.unsentClients.length > 0 })
        copy = holdCopy(1, stored.value)
        before.connection.close()
        ready = true
        if (facts.unsent) care.workWaits()
      }
    }
    copy.connection.connect()
    care.begun()
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
    now: () => options.now() + clockOffset,
    onReturn: absence.onReturn,
    isDecided: decisions.isDecided,
    reconnect: () => {
      copy.connection.reconnect()
    },
    letGo: (id) => {
      aside.letGo(id)
      changed()
    },
    close: async () => {
      closed = true
      care.stop()
      stopWaking()
      options.network.removeEventListener('offline', wentOffline)
      options.network.removeEventListener('online', cameOnline)
      copy.connection.close()
      await copy.writer.flush()
    },
  }
}
