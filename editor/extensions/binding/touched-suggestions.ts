import type { Mark, Node } from 'prosemirror-model'
import type { Transaction } from 'prosemirror-state'
import {
  AddMarkStep,
  AddNodeMarkStep,
  AttrStep,
  RemoveMarkStep,
  RemoveNodeMarkStep,
  type Step,
} from 'prosemirror-transform'
import { encodeMarks, formatKey } from '#core/schema/content.ts'
import { parseSuggestionKey } from '#core/schema/formats.ts'
import { ownerOf } from '#core/suggestions/suggestion.ts'

/**
 * The suggestions that these transactions make, change or take away: the marks that come and go, all that stands on
 * what is removed, and the insertion to which what is written or changed outright belongs. Not those of others around
 * it: once they are decided, what somebody wrote inside is still theirs to take back.
 */
export const touchedSuggestions = (transactions: readonly Transaction[]): ReadonlySet<string> => {
  const ids = new Set<string>()
  for (const transaction of transactions)
    transaction.steps.forEach((step, index) => {
      const before = transaction.docs[index]
      if (before !== undefined) touchedBy(step, before, transaction.docs[index + 1] ?? transaction.doc, ids)
    })
  return ids
}

const touchedBy = (step: Step, before: Node, after: Node, ids: Set<string>): void => {
  if (step instanceof AddMarkStep || step instanceof RemoveMarkStep) {
    const id = idOf(step.mark)
    if (id === null) before.nodesBetween(step.from, step.to, (node) => addOwner(node, ids))
    else ids.add(id)
    return
  }
  if (step instanceof AddNodeMarkStep || step instanceof RemoveNodeMarkStep) {
    const id = idOf(step.mark)
    if (id !== null) ids.add(id)
    return
  }
  if (step instanceof AttrStep) {
    const node = before.nodeAt(step.pos)
    if (node !== null) addOwner(node, ids)
    return
  }
  step.getMap().forEach((from, to, newFrom, newTo) => {
    // What only ends in the range stays: of a block that is joined on, its marker begins in it and goes.
    if (from < to)
      before.nodesBetween(from, to, (node, at) => {
        if (!node.isText && at < from) return
        for (const mark of node.marks) {
          const id = idOf(mark)
          if (id !== null) ids.add(id)
        }
      })
    if (newFrom < newTo)
      after.nodesBetween(newFrom, newTo, (node, at) => {
        if (node.isText || at >= newFrom) addOwner(node, ids)
      })
  })
}

const idOf = (mark: Mark): string | null => parseSuggestionKey(formatKey(mark))?.id ?? null

const addOwner = (node: Node, ids: Set<string>): void => {
  const owner = node.marks.length === 0 ? null : ownerOf(encodeMarks(node.marks))
  if (owner !== null) ids.add(owner.id)
}
