import { createDeadline } from './deadline.ts'
import { ACK_PATIENCE_MS, SILENCE_MS } from './saved-state.ts'

/** The wait of own work for its ack [UI13]. It lasts until `stop`: an ack that does not cover all begins it anew. */
export interface AckWait {
  /** Own work waits. While a wait is under way, its deadlines stay. */
  readonly start: () => void
  /** The server acked something: it answers. */
  readonly answered: () => void
  readonly stop: () => void
  /** Has an ack been missing for longer than {@link ACK_PATIENCE_MS}? */
  readonly isOverdue: () => boolean
}

export interface AckWaitEvents {
  /** `isOverdue` has become true. */
  readonly overdue: () => void
  /** Asked every {@link SILENCE_MS} while work waits: time to see whether the connection still lives. */
  readonly checkSilence: () => void
}

export const createAckWait = (events: AckWaitEvents): AckWait => {
  let overdue = false
  const patience = createDeadline(ACK_PATIENCE_MS, () => {
    overdue = true
    events.overdue()
  })
  const silence = createDeadline(SILENCE_MS, () => {
    events.checkSilence()
    start()
  })
  const start = (): void => {
    patience.start()
    silence.start()
  }
  const answered = (): void => {
    patience.stop()
    overdue = false
  }
  return {
    start,
    answered,
    stop: () => {
      answered()
      silence.stop()
    },
    isOverdue: () => overdue,
  }
}
