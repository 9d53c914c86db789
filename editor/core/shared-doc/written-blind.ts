import * as Y from 'yjs'
import { isFresh, type FreshClocks } from './fresh-clocks.ts'

const contains = ({ id, length }: Y.Item, one: Y.ID | null): boolean =>
  one !== null && one.client === id.client && one.clock >= id.clock && one.clock < id.clock + length

/** So far is looked for strangers. */
const MAX_STEPS = 10_000

/**
 * Was the update written on another text than it comes into? Then something that it did not bring stands where its
 * author saw two neighbours [GAT402].
 */
export const isWrittenBlind = (text: Y.Text, fresh: FreshClocks): boolean => {
  const { store } = text.doc ?? {}
  if (store === undefined) return false
  let steps = 0
  for (const [client, { start }] of fresh) {
    const structs = store.clients.get(client) ?? []
    if (Y.getState(store, client) <= start) continue
    for (let at = Y.findIndexSS(structs, start); at < structs.length; at++) {
      const item = structs[at]
      if (!(item instanceof Y.Item) || item.parent !== text) continue
      for (let near = item.left; near !== null; near = near.left) {
        if (contains(near, item.origin) || ++steps > MAX_STEPS) break
        if (!isFresh(fresh, near.id)) return true
      }
      for (let near = item.right; near !== null; near = near.right) {
        if (contains(near, item.rightOrigin) || ++steps > MAX_STEPS) break
        if (!isFresh(fresh, near.id)) return true
      }
    }
  }
  return false
}
