import { fail, ok, type Result } from '#core/util/result.ts'
import type { ImportError } from './imported.ts'

export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1256'

export interface DecodedText {
  /** Without byte order mark. */
  readonly text: string
  readonly encoding: TextEncodingName
}

const decode = (bytes: Uint8Array, encoding: TextEncodingName): string =>
  new TextDecoder(encoding).decode(bytes)

const decodeStrict = (bytes: Uint8Array, encoding: TextEncodingName): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

const startsWith = (bytes: Uint8Array, ...start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte)

/** First bytes of what people upload by mistake: zip (docx, odt), PDF, old Word, RTF, images, gzip. */
const isKnownBinary = (bytes: Uint8Array): boolean =>
  startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) ||
  startsWith(bytes, 0x25, 0x50, 0x44, 0x46, 0x2d) ||
  startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0) ||
  startsWith(bytes, 0x7b, 0x5c, 0x72, 0x74, 0x66) ||
  startsWith(bytes, 0x89, 0x50, 0x4e, 0x47) ||
  startsWith(bytes, 0xff, 0xd8, 0xff) ||
  startsWith(bytes, 0x47, 0x49, 0x46, 0x38) ||
  startsWith(bytes, 0x1f, 0x8b)

const SAMPLE = 65_536

/** UTF-16 without a mark: line ends, blanks and Latin letters leave zeros in every second byte, Arabic a 0x06. */
const guessUtf16 = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null => {
  if (bytes.length % 2 !== 0) return null
  const end = Math.min(bytes.length, SAMPLE)
  let [even, odd] = [0, 0]
  for (let index = 0; index < end; index += 2) {
    if (bytes[index] === 0 || bytes[index] === 6) even++
    if (bytes[index + 1] === 0 || bytes[index + 1] === 6) odd++
  }
  const half = end / 2
  if (odd > half * 0.9 && even < half * 0.1) return 'utf-16le'
  if (even > half * 0.9 && odd < half * 0.1) return 'utf-16be'
  return null
}

// oxlint-disable-next-line no-control-regex
const BINARY_CONTROL = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/gu

/** A text file may hold a stray control; one in a hundred characters is no text. */
const looksBinary = (text: string): boolean => {
  const sample = text.slice(0, SAMPLE)
  const controls = sample.match(BINARY_CONTROL)?.length ?? 0
  return controls > Math.max(2, sample.length / 100)
}

/**
 * Bytes of a text file as text. A byte order mark decides; then UTF-8 if it is valid; then UTF-16 by its zeros; what
 * is left is Windows-1256, the only other encoding in which Arabic text files are found, and it maps every byte.
 */
export const decodeBytes = (bytes: Uint8Array): Result<DecodedText, ImportError> => {
  if (bytes.length === 0) return fail({ reason: 'empty' })
  if (isKnownBinary(bytes)) return fail({ reason: 'binary' })
  const decoded = detect(bytes)
  if (looksBinary(decoded.text)) return fail({ reason: 'binary' })
  return decoded.text.trim() === '' ? fail({ reason: 'empty' }) : ok(decoded)
}

const detect = (bytes: Uint8Array): DecodedText => {
  if (startsWith(bytes, 0xff, 0xfe)) return { text: decode(bytes, 'utf-16le'), encoding: 'utf-16le' }
  if (startsWith(bytes, 0xfe, 0xff)) return { text: decode(bytes, 'utf-16be'), encoding: 'utf-16be' }
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return { text: decode(bytes, 'utf-8'), encoding: 'utf-8' }
  const wide = guessUtf16(bytes)
  if (wide !== null) return { text: decode(bytes, wide), encoding: wide }
  const utf8 = decodeStrict(bytes, 'utf-8')
  return utf8 !== null
    ? { text: utf8, encoding: 'utf-8' }
    : { text: decode(bytes, 'windows-1256'), encoding: 'windows-1256' }
}
