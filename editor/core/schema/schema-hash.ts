import { BLOCK_ATTR_NAMES, BLOCK_KINDS, DEFAULT_BLOCK_ATTRS, MAX_BID_LENGTH, MAX_INDENT } from './block.ts'
import { STYLE_KEYS, SUGGESTION_KINDS } from './formats.ts'
import { LINK_SCHEMES } from './link.ts'
import { BLOCK_MARKS, MARK_ORDER, MARK_TABLE } from './mark-specs.ts'
import { BLOCK_CONTENT, DOC_CONTENT } from './schema.ts'

/** Everything a peer must agree on to read and write the shared text, as one JSON text. */
export const SCHEMA_DESCRIPTION = JSON.stringify({
  root: 'content',
  doc: DOC_CONTENT,
  block: BLOCK_CONTENT,
  blockMarks: BLOCK_MARKS,
  kinds: BLOCK_KINDS,
  attrs: BLOCK_ATTR_NAMES.map((name) => [name, DEFAULT_BLOCK_ATTRS[name]]),
  maxIndent: MAX_INDENT,
  maxBid: MAX_BID_LENGTH,
  styles: STYLE_KEYS,
  suggestions: SUGGESTION_KINDS,
  schemes: LINK_SCHEMES,
  marks: MARK_ORDER.map((name) => [name, MARK_TABLE[name]]),
})

/** Grows by one whenever the description changes, so that "older" and "newer" can be told. */
export const SCHEMA_VERSION = 1

/**
 * Sent in the handshake ([SCH6]): `<version>-<first 12 hex digits of SHA-256 over SCHEMA_DESCRIPTION>`. A constant,
 * because core cannot hash; the test that pins it says what to bump.
 */
export const SCHEMA_HASH = '1-51baf45a6774'

/** Version of a `SCHEMA_HASH` of any build; null when it is not one. */
export const schemaVersionOf = (hash: string): number | null => {
  const match = /^([1-9]\d{0,8})-[0-9a-f]{12}$/.exec(hash)
  return match?.[1] === undefined ? null : Number(match[1])
}
