/**
 * A block of the text and its attributes (SCH): values are flat strings and numbers, attributes foreign to the
 * `kind` are ignored, never cleared, so that a heading made a list item and back keeps its level.
 */
export const BLOCK_KINDS = ['paragraph', 'heading', 'item', 'quote'] as const
export type BlockKind = (typeof BLOCK_KINDS)[number]

export interface BlockAttrs {
  /** Permanent id of the block; null only on a block that has not got one yet (fresh from a split or a paste). */
  readonly bid: string | null
  readonly kind: BlockKind
  /** Heading level, 1–3. */
  readonly level: 1 | 2 | 3 | null
  readonly list: 'ordered' | 'bullet' | null
  /** `continue`: number on from the last ordered item of this indent, across other blocks. */
  readonly numbering: 'continue' | null
  /** 0–5. */
  readonly indent: number
  readonly dir: 'rtl' | 'ltr' | null
  readonly align: 'start' | 'center' | 'end' | 'justify' | null
}

export type BlockAttrName = keyof BlockAttrs

export const DEFAULT_BLOCK_ATTRS: BlockAttrs = {
  bid: null,
  kind: 'paragraph',
  level: null,
  list: null,
  numbering: null,
  indent: 0,
  dir: null,
  align: null,
}

export const BLOCK_ATTR_NAMES = [
  'bid',
  'kind',
  'level',
  'list',
  'numbering',
  'indent',
  'dir',
  'align',
] as const satisfies readonly BlockAttrName[]

export const MAX_INDENT = 5
/** Length of a block id, characters of [A-Za-z0-9_.-]. */
export const MAX_BID_LENGTH = 64

const BID = /^[A-Za-z0-9_.-]{1,64}$/

const ALLOWED: { readonly [K in Exclude<BlockAttrName, 'bid' | 'indent'>]: readonly BlockAttrs[K][] } = {
  kind: BLOCK_KINDS,
  level: [1, 2, 3, null],
  list: ['ordered', 'bullet', null],
  numbering: ['continue', null],
  dir: ['rtl', 'ltr', null],
  align: ['start', 'center', 'end', 'justify', null],
}

/** Is `value` admissible for the block attribute `name`? Unknown names are not. */
export const isBlockAttr = (name: string, value: unknown): boolean => {
  switch (name) {
    case 'bid':
      return typeof value === 'string' && BID.test(value)
    case 'indent':
      return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_INDENT
    case 'kind':
    case 'level':
    case 'list':
    case 'numbering':
    case 'dir':
    case 'align': {
      const allowed: readonly unknown[] = ALLOWED[name]
      return allowed.includes(value)
    }
    default:
      return false
  }
}
