/** What may stand in the margin beside a place of the text. How each looks is its kind's own; see `document-margin.tsx`. */
export type MarginKind = 'suggestion' | 'thread'

/** One thing in the margin. Only the text it belongs to knows where that is: an anchor is measured, never kept. */
export interface MarginItem {
  /** Unique among all kinds: `marginKey`. */
  readonly key: string
  readonly kind: MarginKind
}

/** The key of a thing in the margin: ids of two kinds may be equal. */
export const marginKey = (kind: MarginKind, id: string): string => `${kind}:${id}`

/** Where a thing belongs: pixels from the margin's own top to the first line of its place. */
export interface Anchored {
  readonly key: string
  readonly anchor: number
}
