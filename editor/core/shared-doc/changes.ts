import * as Y from 'yjs'

/** What a batch of transactions did to one text, item by item. */
export interface ChangedItems {
  /** Items of the text that came or went, except those that came and went at once. */
  readonly items: readonly Y.Item[]
  /** Items that stood before and are deleted now. */
  readonly removed: ReadonlySet<Y.Item>
  /** Markers that stood before and of which a key changed. */
  readonly maps: ReadonlySet<Y.Map<unknown>>
  /** Did this item come with the batch? */
  readonly isNew: (item: Y.Item) => boolean
}

/**
 * Reads the changed items out of `transactions`, which follow one another without a gap, before garbage collection
 * of any of them (that is: up to and including `afterTransaction`). Costs by what changed, and one look at each
 * client id of the document.
 */
export const changedItems = (text: Y.Text, transactions: readonly Y.Transaction[]): ChangedItems => {
  const items: Y.Item[] = []
  const removed = new Set<Y.Item>()
  const maps = new Set<Y.Map<unknown>>()
  const first = transactions[0]
  const before = first === undefined ? new Map<number, number>() : first.beforeState
  const isNew = (item: Y.Item): boolean => item.id.clock >= (before.get(item.id.client) ?? 0)
  if (first === undefined) return { items, removed, maps, isNew }

  for (const [client, structs] of first.doc.store.clients) {
    const last = structs[structs.length - 1]
    const clock = before.get(client) ?? 0
    if (last === undefined || last.id.clock + last.length <= clock) continue
    for (let at = clock === 0 ? 0 : Y.findIndexSS(structs, clock); at < structs.length; at++) {
      const struct = structs[at]
      if (!(struct instanceof Y.Item) || struct.deleted) continue
      if (struct.parent === text && struct.parentSub === null) items.push(struct)
    }
  }
  for (const transaction of transactions) {
    Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
      if (!(struct instanceof Y.Item) || struct.parent !== text || struct.parentSub !== null) return
      if (isNew(struct) || removed.has(struct)) return
      removed.add(struct)
      items.push(struct)
    })
    for (const type of transaction.changed.keys()) {
      const item = type._item
      if (type instanceof Y.Map && item !== null && item.parent === text && !item.deleted) maps.add(type)
    }
  }
  return { items, removed, maps, isNew }
}

/**
 * Keeps Yjs from tidying redundant format items after every remote transaction on this document; returns how to
 * stop. Without it each peer walks the whole text twice for every remote suggestion (O(n): Yjs has no search markers
 * in a text with formats) and sends deletions of its own that nobody asked for. The tidying changes nothing that
 * shows, so peers with and without it hold equal texts; what our own edits make redundant they tidy themselves, in
 * the gap they touch. Not tidying is also the safer half: a format item that is redundant here may be what a
 * concurrent edit elsewhere leans on.
 */
export const keepRedundantFormats = (doc: Y.Doc): (() => void) => {
  const keep = (transaction: Y.Transaction): void => {
    // Yjs reads the flag after the last `afterTransaction` handler.
    transaction._needFormattingCleanup = false
  }
  doc.on('afterTransaction', keep)
  return () => doc.off('afterTransaction', keep)
}
