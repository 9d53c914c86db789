import * as Y from 'yjs'
import * as buffer from 'lib0/buffer'
import { ROOT } from './replay.ts'

/** Characters of base64: a relative position takes about twenty bytes. */
export const MAX_PLACE = 128

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/u

/**
 * Is this the base64 of an encoded relative position on the root `content`, with nothing behind it? What it points at
 * need not be here yet, or any more.
 */
export const isPlace = (encoded: string): boolean => {
  if (encoded.length === 0 || encoded.length > MAX_PLACE || !BASE64.test(encoded)) return false
  try {
    const bytes = buffer.fromBase64(encoded)
    const { type, tname, item, assoc } = Y.decodeRelativePosition(bytes)
    if (type !== null || (item === null && tname !== ROOT) || Math.abs(assoc) > 1) return false
    const again = Y.encodeRelativePosition(new Y.RelativePosition(type, tname, item, assoc))
    return buffer.toBase64(again) === encoded
  } catch {
    return false
  }
}
