import type { Node } from '@tiptap/pm/model'
import { countWords } from '#core/text/words.ts'
import { shownAttrsOf } from './suggesting/shown-attrs.ts'

/** A heading of the text, where it stands among the others. */
export interface OutlineEntry {
  readonly bid: string
  readonly level: 1 | 2 | 3
  /** Its words without those that are proposed to go; empty for a heading that says nothing. */
  readonly text: string
}

/** How long the text is, with everything proposed as if it were accepted. */
export interface TextSize {
  readonly words: number
  /** Blocks that say something. */
  readonly paragraphs: number
}

const isGoing = (node: Node): boolean => node.marks.some(({ type }) => type.name === 'deletion')

const textOf = (block: Node): string => {
  let text = ''
  block.forEach((run) => {
    if (run.isText && !isGoing(run)) text += run.text ?? ''
  })
  return text
}

const levelOf = (level: number): OutlineEntry['level'] => (level === 3 ? 3 : level === 2 ? 2 : 1)

/** The headings of a text, in order; kinds that are proposed count as the text shows them. */
export const outlineOf = (doc: Node): readonly OutlineEntry[] => {
  const entries: OutlineEntry[] = []
  doc.forEach((block) => {
    const { kind, level, bid } = shownAttrsOf(block)
    if (kind === 'heading' && bid !== null)
      entries.push({ bid, level: levelOf(level ?? 1), text: textOf(block) })
  })
  return entries
}

/** Blocks are the same objects while nobody changes them: each is counted once. */
const counted = new WeakMap<Node, number>()

const wordsIn = (block: Node): number => {
  const known = counted.get(block)
  if (known !== undefined) return known
  const words = countWords(textOf(block))
  counted.set(block, words)
  return words
}

export const textSizeOf = (doc: Node): TextSize => {
  let [words, paragraphs] = [0, 0]
  doc.forEach((block) => {
    const count = wordsIn(block)
    words += count
    if (count > 0) paragraphs++
  })
  return { words, paragraphs }
}

/** The heading under which a block stands: itself, when it is one; null above the first. */
export const sectionOf = (doc: Node, index: number): string | null => {
  for (let at = index; at >= 0; at--) {
    const { kind, bid } = shownAttrsOf(doc.child(at))
    if (kind === 'heading') return bid
  }
  return null
}
