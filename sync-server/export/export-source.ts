import * as Y from 'yjs'
import { redlineNumbers, redlineOf, type RedlineSource } from '#core/history/redline.ts'
import type { ApiThread } from '#core/protocol/api-threads.ts'
import type { BlockContent } from '#core/schema/content.ts'
import { contentOf } from '#core/shared-doc/elements.ts'
import { Sequence } from '#core/shared-doc/sequence.ts'
import type { Discussion } from './discussion.ts'
import { placeDiscussions } from './place-discussions.ts'
import { viewBlocks, type ExportView } from './view-blocks.ts'

/** What a file is made of: a view of the text, or what became of one text in another. Goes to a worker: plain data. */
export type ExportSource =
  | {
      readonly view: ExportView
      /** The document as a Yjs update (V1). */
      readonly state: Uint8Array
      /** For the marked view. */
      readonly threads: readonly ApiThread[]
    }
  | { readonly redline: RedlineSource }

export interface ExportedBlocks {
  readonly blocks: readonly BlockContent[]
  /** Do they bear suggestions? */
  readonly isMarked: boolean
  readonly discussions: readonly Discussion[]
  /** What its items show, block by block; null: as they are counted in `blocks`. */
  readonly numbers: readonly (number | null)[] | null
  readonly comparison: { readonly from: string; readonly to: string } | null
}

/** The blocks that a file shows. */
export const exportedBlocks = (source: ExportSource): ExportedBlocks => {
  if ('redline' in source) {
    const { before, after, from, to, ...time } = source.redline
    const blocks = redlineOf(before, after, time)
    const numbers = redlineNumbers(before, after, blocks)
    return { blocks, isMarked: true, discussions: [], numbers, comparison: { from, to } }
  }
  const { view, state, threads } = source
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  const sequence = new Sequence(contentOf(doc))
  const marked = [...sequence.blocks()]
  const isMarked = view === 'marked'
  const discussions = isMarked ? placeDiscussions(sequence, marked, threads) : []
  doc.destroy()
  return { blocks: viewBlocks(view, marked), isMarked, discussions, numbers: null, comparison: null }
}
