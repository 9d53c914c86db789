import type { Node } from '@tiptap/pm/model'
import { referenceNumbers, type CountedBlock, type ReferenceNumber } from '#core/schema/reference-numbers.ts'

const isOnlyProposed = (node: Node): boolean => node.marks.some(({ type }) => type.name === 'insertion')

/** Blocks are the same objects while nobody changes them: each is read once. */
const counted = new WeakMap<Node, CountedBlock>()

const countedBlock = (block: Node): CountedBlock => {
  const known = counted.get(block)
  if (known !== undefined) return known
  let [says, shows] = [false, false]
  block.forEach((run) => {
    if (!/\S/u.test(run.text ?? '')) return
    shows = true
    says ||= !isOnlyProposed(run)
  })
  const found = { proposed: isOnlyProposed(block), says, shows }
  counted.set(block, found)
  return found
}

const numbered = new WeakMap<Node, readonly (ReferenceNumber | null)[]>()

/** The reference number of each block of a marked text, by index [UI820]; the same list while the text is the same. */
export const referenceNumbersOf = (doc: Node): readonly (ReferenceNumber | null)[] => {
  const known = numbered.get(doc)
  if (known !== undefined) return known
  const blocks: CountedBlock[] = []
  doc.forEach((block) => blocks.push(countedBlock(block)))
  const numbers = referenceNumbers(blocks)
  numbered.set(doc, numbers)
  return numbers
}
