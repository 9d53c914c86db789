import type { Node } from '@tiptap/pm/model'
import type { EditorState } from '@tiptap/pm/state'
import { isLockedAt } from '../locks/section-locks.ts'
import { languageOf } from '../text-language.ts'
import { findingsOfBlock, type BlockFinding, type BlockRange } from './block-findings.ts'

/** A proposal in the document; its positions are those of the document. */
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

/** Stretches of a block's content at their positions; `before` is where the block begins. */
export const inDocument = <T extends BlockRange>(stretches: readonly T[], before: number): readonly T[] =>
  stretches.map((one) => ({ ...one, from: before + 1 + one.from, to: before + 1 + one.to }))

/** Everything found in the text, in its order. Blocks that were read before cost a look. */
export const findingsIn = (state: EditorState): readonly Finding[] => {
  const findings: Finding[] = []
  const language = languageOf(state)
  state.doc.forEach((block, before) => {
    const found = findingsOfBlock(block, language)
    if (found.length === 0) return
    const isLocked = isLockedAt(state, before + 1)
    for (const one of found)
      findings.push({
        ...one,
        edits: inDocument(one.edits, before),
        marked: inDocument(one.marked, before),
        key: keyOf(block, one),
        isLocked,
      })
  })
  return findings
}
