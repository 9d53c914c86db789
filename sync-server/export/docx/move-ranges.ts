import type { WordMove, MovedStretch } from './word-moves.ts'
import type { WordRevisions } from './word-revisions.ts'
import { EDGE_ORDER, type ParagraphEdge } from './paragraph-edge.ts'

/** Where moves begin and end in the file. */
export interface MoveRanges {
  /** By block, in no order. */
  readonly edges: ReadonlyMap<number, readonly ParagraphEdge[]>
  /** What stands behind the paragraph of a block. */
  readonly behind: ReadonlyMap<number, string>
}

/**
 * The range marks of moves, as Word writes them: both sides bear one name; a range of whole paragraphs begins inside the
 * first of them and ends behind the last, with its mark. One whose marks are those in front of them begins at the end of
 * the paragraph before.
 */
export const moveRanges = (
  moves: ReadonlyMap<string, WordMove>,
  revisions: WordRevisions,
  lengthOf: (block: number) => number,
): MoveRanges => {
  const edges = new Map<number, ParagraphEdge[]>()
  const behind = new Map<number, string>()
  const edge = (block: number, one: ParagraphEdge): void => {
    edges.set(block, [...(edges.get(block) ?? []), one])
  }
  const range = (
    side: 'moveFrom' | 'moveTo',
    name: string,
    { by, first, last, form }: MovedStretch,
  ): void => {
    const id = revisions.nextId()
    const start = `<w:${side}RangeStart ${revisions.attributes(by, id)} w:name="${name}"/>`
    const end = `<w:${side}RangeEnd w:id="${id}"/>`
    const opening = { xml: start, order: EDGE_ORDER.moveStart }
    if (form === 'shifted') edge(first.block - 1, { ...opening, offset: lengthOf(first.block - 1) })
    else edge(first.block, { ...opening, offset: first.offset })
    if (form === 'blocks') behind.set(last.block, `${behind.get(last.block) ?? ''}${end}`)
    else edge(last.block, { xml: end, order: EDGE_ORDER.moveEnd, offset: last.offset })
  }
  let count = 0
  for (const { from, to } of moves.values()) {
    const name = `move${++count}`
    range('moveFrom', name, from)
    range('moveTo', name, to)
  }
  return { edges, behind }
}
