/** What is written between two characters of a paragraph: where comments and moves begin and end. */
export interface ParagraphEdge {
  /** UTF-16 units. */
  readonly offset: number
  readonly xml: string
  /** Among those at one place: a comment lies around a move. */
  readonly order: (typeof EDGE_ORDER)[keyof typeof EDGE_ORDER]
}

export const EDGE_ORDER = { moveEnd: 0, commentStart: 1, commentEnd: 2, moveStart: 3 } as const

/** As they are written. */
export const inOrder = (edges: readonly ParagraphEdge[]): readonly ParagraphEdge[] =>
  [...edges].sort((a, b) => a.offset - b.offset || a.order - b.order)
