import fc from 'fast-check'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import { decodeMessage } from '#core/protocol/decode.ts'
import { encodeMessage } from '#core/protocol/encode.ts'
import { FRAME_LIMITS, WIRE, type Message } from '#core/protocol/message.ts'
import { message } from '../support/message-arbitraries.ts'

const RUNS = process.env['SIYAGHA_LONG'] === '1' ? 20_000 : 1_000

interface Codec {
  readonly encode: (message: Message) => Uint8Array
  readonly decode: (frame: Uint8Array) => ReturnType<typeof decodeMessage>
}

const REAL: Codec = { encode: encodeMessage, decode: decodeMessage }

/** What the codec does wrong with a message; null when nothing. */
const breachWith = ({ encode, decode }: Codec, sent: Message): string | null => {
  const frame = encode(sent)
  const decoded = decode(frame)
  if (!decoded.ok) return `does not read its own frame: ${decoded.error.reason}`
  try {
    expect(decoded.value).toEqual(sent)
  } catch {
    return 'another message comes back'
  }
  if (decode(frame.subarray(0, frame.length - 1)).ok) return 'takes a frame that ends early'
  return decode(Uint8Array.of(...frame, 0)).ok ? 'takes a frame that goes on after its end' : null
}

/** What the codec does wrong with any bytes. */
const breachOn = ({ decode }: Codec, bytes: Uint8Array): string | null => {
  try {
    return typeof decode(bytes).ok === 'boolean' ? null : 'answers neither message nor error'
  } catch {
    return 'throws'
  }
}

/** A true frame with one byte bent: nearer to a message than random bytes come. */
const bentFrame = fc.tuple(message, fc.nat(), fc.nat(255)).map(([sent, at, byte]) => {
  const bent = encodeMessage(sent)
  bent[at % bent.length] = byte
  return bent
})

const firstOf = <T>(arbitrary: fc.Arbitrary<T>, breach: (value: T) => string | null): string | null => {
  const found = fc.check(
    fc.property(arbitrary, (value) => breach(value) === null),
    { seed: 20_221_117, numRuns: RUNS },
  )
  const [example] = found.counterexample ?? []
  return example === undefined ? null : breach(example)
}

/** The first breach of the law by a codec; null when it keeps it. */
const breachOf = (codec: Codec): string | null =>
  firstOf(message, (sent) => breachWith(codec, sent)) ??
  firstOf(fc.oneof(fc.uint8Array({ maxLength: 400 }), bentFrame), (bytes) => breachOn(codec, bytes))

const encoded = (write: (encoder: encoding.Encoder) => void): Uint8Array => encoding.encode(write)

/** An ack as a hasty hand would write it. */
const ackWith = (write: (encoder: encoding.Encoder, handled: number, seq: number) => void): Codec => ({
  ...REAL,
  encode: (sent) =>
    sent.type === 'ack'
      ? encoded((encoder) => {
          encoding.writeVarUint(encoder, WIRE.ack)
          encoding.writeVarUint8Array(encoder, sent.stateVector)
          write(encoder, sent.handled, sent.seq)
        })
      : encodeMessage(sent),
})

describe('law L8: what is said comes back, and no bytes do harm', () => {
  it('[PRO2] every message comes back as it was, and any bytes are a message or an error', () => {
    expect(breachOf(REAL)).toBeNull()
  })

  it('[PRO2] catches an encoder that exchanges two numbers', () => {
    const broken = ackWith((encoder, handled, seq) => {
      encoding.writeVarUint(encoder, seq)
      encoding.writeVarUint(encoder, handled)
    })
    expect(breachOf(broken)).toBe('another message comes back')
  })

  it('[PRO2] catches an encoder that keeps 32 bits of a number', () => {
    const broken = ackWith((encoder, handled, seq) => {
      encoding.writeVarUint(encoder, handled)
      encoding.writeVarUint(encoder, seq >>> 0)
    })
    expect(breachOf(broken)).toBe('another message comes back')
  })

  it('[PRO2] catches an encoder that loses the number of an update, or exchanges it with the clock of what was written', () => {
    const numberless: Codec = {
      ...REAL,
      encode: (sent) => encodeMessage(sent.type === 'numbered-update' ? { ...sent, seq: 0 } : sent),
    }
    expect(breachOf(numberless)).toBe('another message comes back')
    const exchanging: Codec = {
      ...REAL,
      encode: (sent) => {
        if (sent.type !== 'written-with') return encodeMessage(sent)
        return encodeMessage({
          ...sent,
          from: sent.from.map(({ clock, seq }) => ({ clock: seq, seq: clock })),
        })
      },
    }
    expect(breachOf(exchanging)).not.toBeNull()
  })

  it('[PRO2] catches a decoder that takes clocks in any order, or more than there may be', () => {
    const disordered = { type: 'written-with', client: 1, deleted: [] } as const
    const twice = [0, 0].map((clock) => ({ clock, seq: 1 }))
    const many = Array.from({ length: FRAME_LIMITS.writtenWith + 1 }, (_, clock) => ({ clock, seq: 1 }))
    for (const from of [twice, many])
      expect(decodeMessage(encodeMessage({ ...disordered, from })).ok).toBe(false)
  })

  it('[PRO411] reads deletions that say when they were, and those of a page that does not; refuses a time that goes back', () => {
    // Client 7, nothing written; the deletion of a clock each.
    const frame = (...rows: readonly (readonly number[])[]) =>
      decodeMessage(Uint8Array.of(104, 7, 0, rows.length, ...rows.flat()))
    const deletedBy = (...rows: readonly (readonly number[])[]) => {
      const decoded = frame(...rows)
      return decoded.ok && decoded.value.type === 'written-with' ? decoded.value.deleted : null
    }
    const one = { client: 3, clock: 4, length: 1 }
    expect(deletedBy([3, 4, 1])).toEqual([{ ...one, at: 0 }])
    expect(deletedBy([7, 9, 0], [3, 4, 1])).toEqual([{ ...one, at: 9 }])
    expect(frame([7, 9, 0], [3, 4, 1], [7, 8, 0], [3, 6, 1]).ok).toBe(false)
    expect(frame([3, 9, 0], [3, 4, 1]).ok).toBe(false)
  })

  it('[PRO2] catches a decoder that passes over what it should refuse', () => {
    // Without its last byte the frame is whole to who fills up what is missing.
    const padding: Codec = {
      ...REAL,
      decode: (frame) => {
        const decoded = decodeMessage(frame)
        return decoded.ok ? decoded : decodeMessage(Uint8Array.of(...frame, 0))
      },
    }
    expect(breachOf(padding)).toBe('takes a frame that ends early')
    const lenient: Codec = {
      ...REAL,
      decode: (frame) => {
        const decoded = decodeMessage(frame)
        return !decoded.ok && decoded.error.reason === 'trailing-bytes'
          ? decodeMessage(frame.subarray(0, frame.length - 1))
          : decoded
      },
    }
    expect(breachOf(lenient)).toBe('takes a frame that goes on after its end')
  })

  it('[PRO2] catches a decoder that trusts the bytes', () => {
    const trusting: Codec = {
      ...REAL,
      decode: (frame) => {
        const decoder = decoding.createDecoder(frame)
        if (decoding.readVarUint(decoder) === WIRE.auth) {
          decoding.readVarUint(decoder)
          decoding.readVarString(decoder)
        }
        return decodeMessage(frame)
      },
    }
    // It reads every true frame well; only bytes that are none show it.
    expect(
      firstOf(message, (sent) => (trusting.decode(encodeMessage(sent)).ok ? null : 'refuses')),
    ).toBeNull()
    expect(firstOf(fc.uint8Array({ maxLength: 400 }), (bytes) => breachOn(trusting, bytes))).toBe('throws')
  })
})
