import type { Node } from '@tiptap/pm/model'
import type { EditorState } from '@tiptap/pm/state'
import { isLockedAt } from '../locks/section-locks.ts'
import { findingsOfBlock, type BlockEdit, type BlockFinding } from './block-findings.ts'

/** A proposal in the document; the positions of its edits are those of the document. */
export interface Finding extends BlockFinding {
  /** Its block, its kind, its words: the same for as long as these are. */
  readonly key: string
  /** It lies in a locked section, and is not done. */
  readonly isLocked: boolean
}

const keyOf = (block: Node, { kind, before, nth }: BlockFinding): string => {
  const bid: unknown = block.attrs['bid']
  return `${typeof bid === 'string' ? bid : ''}/${kind}/${nth}/${before}`
}

/** Offsets in a block's content as positions; `before` is where the block begins. */
export const inDocument = (edits: readonly BlockEdit[], before: number): readonly BlockEdit[] =>
  edits.map(({ from, to, text }) => ({ from: before + 1 + from, to: before + 1 + to, text }))

/** Everything found in the text, in its order. Blocks that were read before cost a look. */
export const findingsIn = (state: EditorState): readonly Finding[] => {
  const findings: Finding[] = []
  state.doc.forEach((block, before) => {
    const found = findingsOfBlock(block)
    if (found.length === 0) return
    const isLocked = isLockedAt(state, before + 1)
    for (const one of found)
      findings.push({ ...one, edits: inDocument(one.edits, before), key: keyOf(block, one), isLocked })
  })
  return findings
}
