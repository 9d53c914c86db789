import type { StateVector } from '#core/protocol/state-vector.ts'
import { WIRE } from '#core/protocol/message.ts'

/**
 * The account of one connection: which of our frames the server has dealt with, and up to where our client ids are
 * durable (docs/PROTOCOL.md, frame 101). A connection starts with a new ledger, since the server counts from zero too.
 */
export interface AckLedger {
  /** A frame leaves. */
  readonly sent: (frame: Uint8Array) => void
  /** The server's step 1: what it has already. Believed once it has dealt with our answer. */
  readonly serverHas: (vector: StateVector) => void
  readonly acked: (handled: number, durable: StateVector) => void
  /**
   * Is everything of `own` (client id → next clock) durable, and every frame that carried content dealt with? False
   * until our answer to the server's step 1 is: before it, work done offline may still be unknown to the server.
   */
  readonly covers: (own: StateVector) => boolean
  /** The clock of a client id below which everything is durable, as far as this connection knows. */
  readonly durableClock: (client: number) => number
}

export const createAckLedger = (): AckLedger => {
  const claimed = new Map<number, number>()
  const durable = new Map<number, number>()
  let frames = 0
  let lastContent = 0
  /** Number of the frame that answered the server's first step 1; 0 before it. */
  let answer = 0
  let handled = 0

  const raise = (target: Map<number, number>, vector: StateVector): void => {
    for (const [client, clock] of vector) target.set(client, Math.max(clock, target.get(client) ?? 0))
  }
  const answered = (): boolean => answer > 0 && handled >= answer
  const durableClock = (client: number): number =>
    Math.max(durable.get(client) ?? 0, answered() ? (claimed.get(client) ?? 0) : 0)

  return {
    sent: (frame) => {
      const isSync = frame[0] === WIRE.sync
      if (!isSync && frame[0] !== WIRE.numbered) return
      frames++
      if (isSync && frame[1] === WIRE.step1) return
      lastContent = frames
      if (isSync && frame[1] === WIRE.step2 && answer === 0) answer = frames
    },
    serverHas: (vector) => {
      raise(claimed, vector)
    },
    acked: (count, vector) => {
      handled = Math.max(handled, count)
      raise(durable, vector)
    },
    covers: (own) => {
      if (!answered() || handled < lastContent) return false
      return [...own].every(([client, clock]) => durableClock(client) >= clock)
    },
    durableClock,
  }
}
