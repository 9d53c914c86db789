import { sameFormats } from '../schema/content.ts'
import { joinRuns, markerElement, sameElements, type SequenceElement } from '../suggestions/element.ts'
import { projectWithout } from '../suggestions/project.ts'
import { ownerOf, readSuggestion } from '../suggestions/suggestion.ts'
import { elementsAfter, elementsBefore, type Region } from './regions.ts'

/** The elements without what has no place in the text. */
export const plainElements = (elements: ReturnType<typeof elementsBefore>): SequenceElement[] => {
  const list: SequenceElement[] = []
  for (const element of elements) {
    if (element.kind === 'text') list.push(element)
    else if (element.kind === 'marker') list.push(markerElement(element.marker.entries))
  }
  return list
}

/** Is everything in the region as it was, suggestions included? True for clean-ups of redundant formats. */
export const isUnchanged = (region: Region): boolean =>
  sameElements(
    joinRuns(plainElements(elementsBefore(region))),
    joinRuns(plainElements(elementsAfter(region))),
  )

/** Does the region leave P_U as it was: base, and other people's suggestions [SUG4]? */
export const keepsOthersText = (region: Region, member: string): boolean =>
  keepsOthers(plainElements(elementsBefore(region)), plainElements(elementsAfter(region)), member)

/** Is P_U of a stretch what it was? */
export const keepsOthers = (
  before: readonly SequenceElement[],
  after: readonly SequenceElement[],
  member: string,
): boolean => sameElements(projectWithout(before, member), projectWithout(after, member))

/**
 * Does the region only take back what `member` proposed [GAT9]? Given that it keeps P_U: nothing comes, no mark of
 * theirs comes, and what stays of theirs is not edited.
 */
export const onlyWithdraws = (region: Region, member: string): boolean =>
  region.ops.every((op) => {
    switch (op.kind) {
      case 'insert':
      case 'insert-marker':
      case 'foreign':
        return false
      case 'delete':
      case 'delete-marker':
        return true
      case 'keep':
        return gainsNothing(op.before, op.after, member)
      case 'keep-marker': {
        const isOwn = ownerOf(op.after.formats)?.by === member
        return (
          gainsNothing(op.before.formats, op.after.formats, member) &&
          (!isOwn || sameFormats(attrsOf(op.before.entries), attrsOf(op.after.entries)))
        )
      }
    }
  })

const attrsOf = (entries: ReadonlyMap<string, unknown>): ReadonlyMap<string, unknown> =>
  markerElement(entries).attrs

const gainsNothing = (
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
  member: string,
): boolean => {
  if (before === after) return true
  for (const [key, value] of after) {
    const suggestion = readSuggestion(key, value)
    if (suggestion?.by === member && !before.has(key)) return false
    // Styles of their own proposed text are not theirs to change any more either.
    if (suggestion === null && ownerOf(after)?.by === member && !before.has(key)) return false
  }
  return true
}
