/** Why the bytes of an update are not even tried. Literal, stable names, see `RefusalReason`. */
export type ScanReason = 'malformed' | 'too-large' | 'not-allowed-content'

/** Bad bytes, with what was wrong about them. Thrown by the reader, caught once by `scanUpdate`. */
export class ScanFailure extends Error {
  override readonly name = 'ScanFailure'
  readonly reason: ScanReason
  constructor(reason: ScanReason, detail: string) {
    super(detail)
    this.reason = reason
  }
}

export const malformed = (detail: string): ScanFailure => new ScanFailure('malformed', detail)
export const notAllowed = (detail: string): ScanFailure => new ScanFailure('not-allowed-content', detail)

const FORBIDDEN_KEYS: readonly string[] = ['__proto__', 'prototype', 'constructor']

/** Keys that reach into JavaScript's own machinery once somebody writes them to a plain object [GAT4]. */
export const isForbiddenKey = (key: string): boolean => FORBIDDEN_KEYS.includes(key)

/** Is the code point a control character other than the line feed (C0, DEL, C1)? The text admits none of them [GAT3]. */
export const isForbiddenControl = (codePoint: number): boolean =>
  (codePoint < 0x20 && codePoint !== 0x0a) || (codePoint >= 0x7f && codePoint < 0xa0)

/** What an encoded string holds, learnt without building it. */
export interface StringShape {
  /** UTF-16 code units: the length that Yjs counts clocks with. */
  readonly length: number
  readonly hasControl: boolean
}

const LONGEST_INTEGER = 8

/**
 * Reads the primitives of the update format (lib0 encoding) from untrusted bytes. Every read is bounded by the bytes
 * that are there; a claimed length never allocates. Stricter than lib0 where lib0 is lenient: integers above
 * 2^53 − 1 and UTF-8 that TextDecoder(fatal) would refuse fail here.
 */
export class ByteReader {
  readonly bytes: Uint8Array
  position = 0
  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  get remaining(): number {
    return this.bytes.length - this.position
  }

  byte(): number {
    const value = this.bytes[this.position]
    if (value === undefined) throw malformed('the bytes end too early')
    this.position++
    return value
  }

  /** Variable-length unsigned integer, 7 bits a byte, least significant first. */
  uint(): number {
    let value = 0
    let factor = 1
    for (let count = 0; count < LONGEST_INTEGER; count++) {
      const byte = this.byte()
      value += (byte & 0x7f) * factor
      if (byte < 0x80) {
        if (value > Number.MAX_SAFE_INTEGER) break
        return value
      }
      factor *= 128
    }
    throw malformed('an integer is out of range')
  }

  /** Skips a variable-length signed integer (6 bits in the first byte, then 7). */
  skipInt(): void {
    let byte = this.byte()
    for (let count = 1; byte >= 0x80; count++) {
      if (count >= LONGEST_INTEGER) throw malformed('an integer is out of range')
      byte = this.byte()
    }
  }

  skip(count: number): void {
    if (count > this.remaining) throw malformed('the bytes end too early')
    this.position += count
  }

  /** Skips a length-prefixed string of any length, checking that it is UTF-8. */
  stringShape(): StringShape {
    const end = this.#stringEnd()
    let length = 0
    let hasControl = false
    while (this.position < end) {
      const codePoint = this.#codePoint(end)
      length += codePoint > 0xffff ? 2 : 1
      if (isForbiddenControl(codePoint)) hasControl = true
    }
    return { length, hasControl }
  }

  /** A length-prefixed string of at most `maxBytes` bytes. */
  shortString(maxBytes: number): string {
    const end = this.#stringEnd()
    if (end - this.position > maxBytes) throw notAllowed(`a key or value is longer than ${maxBytes} bytes`)
    let text = ''
    while (this.position < end) text += String.fromCodePoint(this.#codePoint(end))
    return text
  }

  #stringEnd(): number {
    const length = this.uint()
    if (length > this.remaining) throw malformed('a string is longer than the bytes')
    return this.position + length
  }

  /** One UTF-8 sequence, which must end before `end`: no overlong form, no surrogate, at most U+10FFFF. */
  #codePoint(end: number): number {
    const first = this.byte()
    if (first < 0x80) return first
    const following = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1
    if (first < 0xc2 || first > 0xf4 || this.position + following > end)
      throw malformed('a string is not UTF-8')
    let codePoint = first & (0x3f >> following)
    for (let count = 0; count < following; count++) {
      const byte = this.byte()
      if ((byte & 0xc0) !== 0x80) throw malformed('a string is not UTF-8')
      codePoint = codePoint * 64 + (byte & 0x3f)
    }
    const shortest = following === 1 ? 0x80 : following === 2 ? 0x800 : 0x10000
    const isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff
    if (codePoint < shortest || codePoint > 0x10ffff || isSurrogate) throw malformed('a string is not UTF-8')
    return codePoint
  }
}
