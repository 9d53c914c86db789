import type { Quote } from './quote.ts'

/**
 * A place in the text, as it is stored and sent ([ANC2]). `start` and `end` are base64 of encoded Yjs relative
 * positions on the root; only the shared-doc half knows what is in them.
 */
export interface TextAnchor {
  readonly start: string
  readonly end: string
  /** The block in which the place begins; '' when that block has none. */
  readonly bid: string
  /** With an empty `exact` the place is the block itself, and `suffix` is how its text begins. */
  readonly quote: Quote
}
