import { createDeadline } from './deadline.ts'
import { ACK_DOUBT_MS, ACK_PATIENCE_MS, SILENCE_MS } from './saved-state.ts'

/** The wait of own work for its ack [UI13]. It lasts until `stop`: an ack that does not cover all begins it anew. */
export interface AckWait {
  /** Own work waits. While a wait is under way, its deadlines stay. */
  readonly start: () => void
  /** The server acked something: it answers. */
  readonly answered: () => void
  readonly stop: () => void
  /** Has an ack been missing for longer than {@link ACK_DOUBT_MS}? */
  readonly isDoubtful: () => boolean
  /** Has one been missing for longer than {@link ACK_PATIENCE_MS}? */
  readonly isOverdue: () => boolean
}

export interface AckWaitEvents {
  /** `isDoubtful` has become true, or `isOverdue`. */
  readonly waited: () => void
  /** Asked every {@link SILENCE_MS} while work waits: time to see whether the connection still lives. */
  readonly checkSilence: () => void
}

export const createAckWait = (events: AckWaitEvents): AckWait => {
  let doubtful = false
  let overdue = false
  const doubt = createDeadline(ACK_DOUBT_MS, () => {
    doubtful = true
    events.waited()
  })
  const patience = createDeadline(ACK_PATIENCE_MS, () => {
    overdue = true
    events.waited()
  })
  const silence = createDeadline(SILENCE_MS, () => {
    events.checkSilence()
    start()
  })
  const start = (): void => {
    if (!doubtful) doubt.start()
    if (!overdue) patience.start()
    silence.start()
  }
  const answered = (): void => {
    doubt.stop()
    patience.stop()
    doubtful = false
    overdue = false
  }
  return {
    start,
    answered,
    stop: () => {
      answered()
      silence.stop()
    },
    isDoubtful: () => doubtful,
    isOverdue: () => overdue,
  }
}
