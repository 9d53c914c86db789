import * as Y from 'yjs'
import type { ApiThread } from '#core/protocol/api-threads.ts'
import { Sequence } from '#core/shared-doc/sequence.ts'
import { contentOf } from '#core/shared-doc/elements.ts'
import { viewBlocks, type ExportView } from '../view-blocks.ts'
import { placeDiscussions } from './place-discussions.ts'
import { writeDocx } from './write-docx.ts'

/** What a Word file is to be made of. Goes to a thread: plain data. */
export interface WordRequest {
  readonly title: string
  readonly view: ExportView
  /** The document as a Yjs update (V1). */
  readonly state: Uint8Array
  /** For the marked view. */
  readonly threads: readonly ApiThread[]
  /** Names by member id; null: aliases. */
  readonly names: ReadonlyMap<string, string> | null
}

export const exportWord = ({ title, view, state, threads, names }: WordRequest): Uint8Array => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  const sequence = new Sequence(contentOf(doc))
  const marked = [...sequence.blocks()]
  const discussions = view === 'marked' ? placeDiscussions(sequence, marked, threads) : []
  const file = writeDocx({
    title,
    blocks: viewBlocks(view, marked),
    marked: view === 'marked' ? { discussions, names } : null,
  })
  doc.destroy()
  return file
}
