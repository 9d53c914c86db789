import * as Y from 'yjs'
import { isMarkerEntry, isTextFormat } from '../suggestions/admissible.ts'
import type { ClockRange } from './scan-update.ts'

/**
 * The first thing among the structs of `written`, just integrated into `text`'s document, that has no place there;
 * null when all have [GAT6]. Looks at the new structs alone, whatever the size of the text.
 *
 * Needs what bytes cannot tell: an item with an origin says nothing about its parent and key.
 */
export const inadmissibleStruct = (text: Y.Text, written: ReadonlyMap<number, ClockRange>): string | null => {
  const clients = text.doc?.store.clients
  for (const [client, range] of written) {
    const structs = clients?.get(client)
    if (structs === undefined) continue
    for (let at = Y.findIndexSS(structs, range.start); at < structs.length; at++) {
      const struct = structs[at]
      if (struct === undefined || struct.id.clock >= range.end) break
      const problem = struct instanceof Y.Item ? inadmissibleItem(text, struct) : null
      if (problem !== null) return problem
    }
  }
  return null
}

const inadmissibleItem = (text: Y.Text, item: Y.Item): string | null => {
  const { content, parent, parentSub } = item
  if (parent === text && parentSub === null) {
    if (content instanceof Y.ContentString || content instanceof Y.ContentDeleted) return null
    if (content instanceof Y.ContentFormat) {
      // A format that ends is null.
      const value: unknown = content.value
      return value === null || isTextFormat(content.key, value) ? null : `the format ${content.key}`
    }
    return content instanceof Y.ContentType && content.type instanceof Y.Map
      ? null
      : 'content other than text and block markers'
  }
  if (!(parent instanceof Y.Map) || parent._item?.parent !== text || parentSub === null)
    return 'content in a place where there is none'
  if (content instanceof Y.ContentDeleted) return null
  if (!(content instanceof Y.ContentAny)) return `a ${parentSub} that is no plain value`
  return content.arr.every((value: unknown) => isMarkerEntry(parentSub, value))
    ? null
    : `the block attribute ${parentSub}`
}
