import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import { writePermissionDenied } from 'y-protocols/auth'
import { writeSyncStep1, writeSyncStep2, writeUpdate } from 'y-protocols/sync'
import * as Y from 'yjs'
import { CLOSE, isTerminal } from '#core/protocol/close-codes.ts'
import { readControl } from '#core/protocol/control.ts'
import { decodeMessage } from '#core/protocol/decode.ts'
import { encodeMessage } from '#core/protocol/encode.ts'
import { decodePresence, encodePresence } from '#core/protocol/presence.ts'
import { decodeStateVector, encodeStateVector } from '#core/protocol/state-vector.ts'

const frame = (write: (encoder: encoding.Encoder) => void): Uint8Array =>
  encoding.encode((encoder) => write(encoder))

describe('frames', () => {
  it('[PRO2] never show what lies behind them in the same memory', () => {
    const pool = new Uint8Array(64).fill(0x41)
    pool.set([0, 2, 40, 1, 2, 3])
    expect(decodeMessage(pool.subarray(0, 6))).toEqual({ ok: false, error: { reason: 'truncated' } })
    pool.set([2, 0, 30, 1, 2, 3])
    expect(decodeMessage(pool.subarray(0, 6))).toEqual({ ok: false, error: { reason: 'truncated' } })
  })

  it('[PRO2] that claim 2^40 entries allocate nothing', () => {
    const claim = frame((encoder) => encoding.writeVarUint(encoder, 2 ** 40))
    expect(decodePresence(claim).ok).toBe(false)
    expect(decodeStateVector(claim).ok).toBe(false)
    const length = frame((encoder) => {
      encoding.writeVarUint(encoder, 0)
      encoding.writeVarUint(encoder, 2)
      encoding.writeVarUint(encoder, 2 ** 40)
    })
    expect(decodeMessage(length)).toEqual({ ok: false, error: { reason: 'truncated' } })
  })

  it('[PRO4] over their size are told apart from broken ones', () => {
    const big = encodeMessage({ type: 'update', update: new Uint8Array(1024 * 1024 + 1) })
    expect(decodeMessage(big)).toEqual({ ok: false, error: { reason: 'too-large' } })
    const fits = encodeMessage({ type: 'sync-step-2', update: new Uint8Array(1024 * 1024 + 1) })
    expect(decodeMessage(fits).ok).toBe(true)
  })

  it('[PRO1] of types 0 to 3 are byte for byte those of y-protocols', () => {
    const doc = new Y.Doc()
    doc.getText('content').insert(0, 'سلام')
    const update = Y.encodeStateAsUpdate(doc)
    const stateVector = Y.encodeStateVector(doc)
    const sync = (write: (encoder: encoding.Encoder) => void): Uint8Array =>
      frame((encoder) => {
        encoding.writeVarUint(encoder, 0)
        write(encoder)
      })
    expect(encodeMessage({ type: 'sync-step-1', stateVector })).toEqual(
      sync((encoder) => writeSyncStep1(encoder, doc)),
    )
    expect(encodeMessage({ type: 'sync-step-2', update })).toEqual(
      sync((encoder) => writeSyncStep2(encoder, doc)),
    )
    expect(encodeMessage({ type: 'update', update })).toEqual(sync((encoder) => writeUpdate(encoder, update)))
    expect(encodeMessage({ type: 'denied', reason: 'لا' })).toEqual(
      frame((encoder) => {
        encoding.writeVarUint(encoder, 2)
        writePermissionDenied(encoder, 'لا')
      }),
    )
    expect(encodeMessage({ type: 'query-presence' })).toEqual(Uint8Array.of(3))
    const awareness = new Awareness(doc)
    awareness.setLocalState({ user: { name: 'ليلى' } })
    const theirs = encodeAwarenessUpdate(awareness, [doc.clientID])
    const state = JSON.stringify(awareness.getLocalState())
    expect(encodePresence([{ client: doc.clientID, clock: 1, state }])).toEqual(theirs)
    expect(decodePresence(theirs)).toEqual({ ok: true, value: [{ client: doc.clientID, clock: 1, state }] })
    awareness.destroy()
    doc.destroy()
  })

  it('[PRO5] of an ack hold state vector, count and sequence number, in this order', () => {
    const stateVector = encodeStateVector(new Map([[7, 300]]))
    expect([...encodeMessage({ type: 'ack', stateVector, handled: 2, seq: 5 })]).toEqual([
      101, 4, 1, 7, 172, 2, 2, 5,
    ])
    expect([...Y.decodeStateVector(stateVector)]).toEqual([[7, 300]])
  })

  it('[PRO6] of control are JSON; unknown types are told apart from broken ones', () => {
    const sent = encodeMessage({ type: 'control', control: { type: 'stage', stage: 'final', set: null } })
    expect(new TextDecoder().decode(sent.subarray(2))).toBe('{"type":"stage","stage":"final","set":null}')
    expect(readControl({ type: 'later-invention', x: 1 })).toBe('unknown')
    expect(readControl({ type: 'stage', stage: 'soon' })).toBe('malformed')
    expect(readControl({ type: 'toString' })).toBe('unknown')
    expect(readControl({ type: 'stage', stage: 'final', __proto__: { x: 1 }, more: 1 })).toEqual({
      type: 'stage',
      stage: 'final',
      set: null,
    })
  })

  it('[PRO8] close for good between 4400 and 4499 only', () => {
    const terminal = Object.entries(CLOSE).filter(([, code]) => isTerminal(code))
    expect(terminal.map(([name]) => name).sort()).toEqual(
      ['epoch', 'malformed', 'noAccess', 'noDocument', 'noSession', 'refused', 'tooLarge'].sort(),
    )
  })
})
