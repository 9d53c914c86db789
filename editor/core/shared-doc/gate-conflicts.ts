import * as Y from 'yjs'

/**
 * So many steps may the integration of one update take to find its places among concurrent items; about half a
 * second. Two people who went on writing at one place offline take a few thousand, two who each put five hundred
 * pieces in front of the same block, one in front of the other, half of it.
 */
export const MAX_CONFLICT_STEPS = 2_000_000

/** An update that would keep Yjs busy for minutes. */
export class ConflictOverload extends Error {
  override readonly name = 'ConflictOverload'
}

/** Steps left for the update that is being integrated; null when none is counted. */
let stepsLeft: number | null = null
let isInstalled = false

/**
 * Runs `integrate` and throws {@link ConflictOverload} out of it as soon as Yjs's search for places has taken more than
 * `steps` steps [GAT17]. The document is broken then and has to be thrown away.
 *
 * Yjs searches from an item's origin to its end origin. Both are the sender's claim: 8,000 tiny items that all claim
 * to stand between the first character and a far one keep it busy for half a minute (136 kB, measured), and nothing
 * in the bytes tells them from honest ones. So the search is gone through beforehand, by the same rules and counted.
 */
export const withConflictBudget = <T>(steps: number, integrate: () => T): T => {
  install()
  stepsLeft = steps
  try {
    return integrate()
  } finally {
    stepsLeft = null
  }
}

/** Yjs offers no place to listen in, so its method is wrapped, once; it does nothing where no steps are counted. */
const install = (): void => {
  if (isInstalled) return
  isInstalled = true
  // oxlint-disable-next-line typescript/unbound-method -- called with its item below
  const { integrate } = Y.Item.prototype
  Y.Item.prototype.integrate = function (this: Y.Item, transaction: Y.Transaction, offset: number): void {
    if (stepsLeft !== null && offset === 0) stepsLeft = spend(this, transaction.doc.store, stepsLeft)
    integrate.call(this, transaction, offset)
  }
}

const startOfParent = ({ parent, parentSub }: Y.Item): Y.Item | null => {
  if (!(parent instanceof Y.AbstractType)) return null
  if (parentSub === null) return parent._start
  let item = parent._map.get(parentSub) ?? null
  while (item !== null && item.left !== null) item = item.left
  return item
}

/** The loop of Item.integrate (Yjs 13.6) without its effect. */
const spend = (item: Y.Item, store: Y.Doc['store'], steps: number): number => {
  const { left: before, right: after } = item
  const isPlaced = before === null ? after !== null && after.left === null : before.right === after
  if (item.parent === null || isPlaced) return steps
  let rest = steps
  const conflicting = new Set<Y.Item>()
  const passed = new Set<Y.Item>()
  let other = before === null ? startOfParent(item) : before.right
  for (; other !== null && other !== after; other = other.right) {
    if (--rest < 0) throw new ConflictOverload('too many conflicts at one place')
    passed.add(other)
    conflicting.add(other)
    if (Y.compareIDs(item.origin, other.origin)) {
      if (other.id.client < item.id.client) conflicting.clear()
      else if (Y.compareIDs(item.rightOrigin, other.rightOrigin)) break
    } else {
      const origin = other.origin === null ? null : Y.getItem(store, other.origin)
      if (origin === null || !passed.has(origin)) break
      if (!conflicting.has(origin)) conflicting.clear()
    }
  }
  return rest
}
