import { describe, expect, it } from 'vitest'
import { encodeMessage } from '#core/protocol/encode.ts'
import { createAckLedger } from '../../../editor/sync/ack-ledger.ts'

const bytes = new Uint8Array([0, 0])
const step1 = encodeMessage({ type: 'sync-step-1', stateVector: bytes })
const step2 = encodeMessage({ type: 'sync-step-2', update: bytes })
const update = encodeMessage({ type: 'update', update: bytes })
const presence = encodeMessage({ type: 'presence', update: bytes })

describe('the ledger of a connection', () => {
  it('[UI12] covers nothing before the answer to the server’s step 1 is dealt with', () => {
    const ledger = createAckLedger()
    expect(ledger.covers(new Map())).toBe(false)
    ledger.sent(step1)
    ledger.acked(1, new Map())
    expect(ledger.covers(new Map())).toBe(false)
    ledger.sent(step2)
    expect(ledger.covers(new Map())).toBe(false)
    ledger.acked(2, new Map())
    expect(ledger.covers(new Map())).toBe(true)
  })

  it('[UI12] needs both the count of frames and the clock', () => {
    const ledger = createAckLedger()
    ledger.sent(step2)
    ledger.acked(1, new Map())
    ledger.sent(update)
    ledger.acked(1, new Map([[7, 3]]))
    expect(ledger.covers(new Map([[7, 3]]))).toBe(false)
    ledger.acked(2, new Map([[7, 2]]))
    expect(ledger.covers(new Map([[7, 3]]))).toBe(true)
    expect(ledger.covers(new Map([[7, 4]]))).toBe(false)
  })

  it('[UI12] what the server said it had counts once it has dealt with our answer', () => {
    const ledger = createAckLedger()
    ledger.serverHas(new Map([[7, 5]]))
    ledger.sent(step2)
    expect(ledger.durableClock(7)).toBe(0)
    ledger.acked(1, new Map())
    expect(ledger.durableClock(7)).toBe(5)
    expect(ledger.covers(new Map([[7, 5]]))).toBe(true)
  })

  it('[UI12] frames of other types and later questions do not count as content', () => {
    const ledger = createAckLedger()
    ledger.sent(presence)
    ledger.sent(step2)
    ledger.acked(1, new Map())
    ledger.sent(step1)
    expect(ledger.covers(new Map())).toBe(true)
  })
})
