import { MAX_INDENT, type BlockAttrs } from '#core/schema/block.ts'
import { itemMark, type DocumentDigits } from '#core/schema/numbering.ts'

/** Ids in numbering.xml. */
export const BULLETS = 1
/** The ordered list that has no start of its own. */
export const ORDERED = 2

/** A list that begins at a level with a number of its own. */
export interface PlannedList {
  readonly id: number
  readonly level: number
  readonly start: number
  /** What its one item shows; null where Word counts by itself. */
  readonly text: string | null
}

export interface ListPlan {
  /** Of each block the list that it is in; null for what is no item. */
  readonly lists: readonly (number | null)[]
  readonly started: readonly PlannedList[]
}

/**
 * Puts ordered items into lists of Word so that they bear the numbers that they show ([DOC620]). All ordered lists are of
 * one definition, and count on together, but for those that start by themselves: every run of ours is one of these.
 *
 * Word has no format of numbers that is ١٢٣ on every machine: its settings decide. So in these digits every item is a
 * list of its own that shows its number as words do ([DOC692]).
 */
export const planLists = (
  blocks: readonly BlockAttrs[],
  numbers: readonly (number | null)[],
  digits: DocumentDigits,
): ListPlan => {
  const started: PlannedList[] = []
  const counters: (number | null)[] = []
  /** The list in which the last item of each level stood. */
  const current: (number | null)[] = []
  const lists = blocks.map(({ kind, list, indent }, index): number | null => {
    const number = numbers[index] ?? null
    if (kind !== 'item') return null
    if (list !== 'ordered' || number === null) return BULLETS
    const before = counters[indent] ?? null
    let id = current[indent] ?? null
    if (digits !== 'latn' || id === null || before === null || before + 1 !== number) {
      id = ORDERED + 1 + started.length
      started.push({
        id,
        level: indent,
        start: number,
        text: digits === 'latn' ? null : itemMark(number, digits),
      })
    }
    counters[indent] = number
    current[indent] = id
    // An item further out ends the runs inside it, in Word as well.
    for (let deeper = indent + 1; deeper <= MAX_INDENT; deeper++) counters[deeper] = null
    return id
  })
  return { lists, started }
}
