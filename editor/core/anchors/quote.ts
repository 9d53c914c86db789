/**
 * What stood at a place when somebody pointed at it, with what stood around it: by this a place is verified, and found
 * again when its positions are gone. Plain text of the marked projection, a line feed between blocks. The idea is the
 * TextQuoteSelector of the W3C Web Annotation Data Model.
 */
export interface Quote {
  /** Empty when the place is a whole block. */
  readonly exact: string
  /** Up to {@link QUOTE_CONTEXT} characters before it, of the same block. */
  readonly prefix: string
  /** Up to {@link QUOTE_CONTEXT} characters after it, of the same block. */
  readonly suffix: string
}

export const QUOTE_CONTEXT = 32

/** UTF-16 units; a longer selection is quoted by its beginning. */
export const MAX_QUOTE = 2_000
