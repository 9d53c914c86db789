import { createAckWait } from './ack-wait.ts'
import { createAttemptWait } from './attempt-wait.ts'
import type { Connection } from './connection.ts'
import { createDeadline } from './deadline.ts'
import { createLineWatch } from './line-watch.ts'
import { CLOSE_GRACE_MS, DEAD_MS, LOOK_MS, SILENCE_MS, type SavedFacts } from './saved-state.ts'
import type { SessionOptions } from './session-options.ts'

/** Keeps the connection of a session alive, and gives up on one that is dead [UI13] [UI932] [UI933]. */
export interface ConnectionCare {
  /** The session asks for its first connection. */
  readonly begun: () => void
  readonly opened: () => void
  readonly closed: () => void
  /** The server gave everything that we lacked. */
  readonly caughtUp: () => void
  /** Own work waits for its ack. */
  readonly workWaits: () => void
  /** The server acked something. */
  readonly answered: () => void
  /** No own work waits any more. */
  readonly workIsDone: () => void
  /** Has own work waited too long? */
  readonly isOverdue: () => boolean
  /** Another copy takes the place of the one that was held: nothing of that is waited for. */
  readonly startedOver: () => void
  /** The server closed for good, or the history is another: no attempt is made but those that are asked for. */
  readonly ended: () => void
  /** The facts may be others. */
  readonly look: () => void
  /** Awake, or looked at again: what a sleep cut off is not waited for. */
  readonly woke: () => void
  readonly stop: () => void
}

export interface ConnectionCareOptions extends Pick<
  SessionOptions,
  'askServer' | 'endCalls' | 'isOnline' | 'isSeen' | 'random' | 'now'
> {
  /** The present one. */
  readonly connection: () => Connection
  readonly facts: () => Omit<SavedFacts, 'unanswered' | 'local'>
  /** A connection that closed did not come back at once. */
  readonly down: () => void
  /** `isOverdue` may be another. */
  readonly waited: () => void
}

export const createConnectionCare = (options: ConnectionCareOptions): ConnectionCare => {
  const { connection, facts, now } = options
  const grace = createDeadline(CLOSE_GRACE_MS, options.down)
  /** Replaces a connection that looks open, and on which nothing came for so long. */
  const replaceIfSilent = (limit: number): void => {
    const silent = now() - connection().lastFrameAt() >= limit
    if (silent && facts().link === 'open') connection().reconnect()
  }
  const ackWait = createAckWait({
    waited: options.waited,
    checkSilence: () => {
      // Of a page of another version the server takes nothing, and says nothing more.
      if (!facts().outdated) replaceIfSilent(SILENCE_MS)
    },
  })
  /** y-websocket asks this of the device's clock, which somebody may set back by hours; also after a sleep. */
  const watch = createDeadline(LOOK_MS, () => {
    replaceIfSilent(DEAD_MS)
    watch.start()
  })
  const attempt = createAttemptWait(() => {
    connection().reconnect()
  })
  const line = createLineWatch({
    ask: options.askServer,
    mayAsk: () => options.isOnline() && options.isSeen(),
    random: options.random,
    now,
    answered: (silence) => {
      if (silence !== null) options.endCalls(silence.until)
      const { link, unreadable } = facts()
      const isDead =
        link === 'open'
          ? silence !== null && connection().excusedUntil() < silence.since
          : silence !== null || (!unreadable && !connection().isTrying())
      if (!isDead) return
      attempt.renew()
      connection().reconnect()
    },
  })
  /** Is it the connection that we wait for? What the server cannot do, or does not for this page, it does not sooner. */
  const isAwaited = (): boolean => {
    const { gone, link, outdated, synced, serverStores } = facts()
    if (gone !== null) return false
    return link !== 'open' || (!outdated && (!synced || (ackWait.isDoubtful() && serverStores)))
  }
  const look = (): void => {
    if (isAwaited()) line.start()
    else line.stop()
  }

  return {
    begun: () => {
      attempt.start()
      watch.start()
    },
    opened: () => {
      grace.stop()
      attempt.stop()
    },
    closed: () => {
      grace.start()
      attempt.start()
    },
    caughtUp: () => {
      const silence = line.silence()
      if (silence !== null) options.endCalls(silence.until)
    },
    workWaits: ackWait.start,
    answered: ackWait.answered,
    workIsDone: ackWait.stop,
    isOverdue: ackWait.isOverdue,
    startedOver: () => {
      ackWait.stop()
      grace.stop()
    },
    ended: () => {
      grace.stop()
      attempt.stop()
    },
    look,
    woke: () => {
      if (facts().gone !== null) return
      if (facts().link === 'down') connection().reconnect()
      else replaceIfSilent(DEAD_MS)
      look()
    },
    stop: () => {
      watch.stop()
      attempt.stop()
      line.stop()
      grace.stop()
      ackWait.stop()
    },
  }
}
