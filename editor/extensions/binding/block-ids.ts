import type { Node } from 'prosemirror-model'
import { Transaction, type EditorState } from 'prosemirror-state'
import type { Doc } from 'yjs'
import { canonicalMarks } from '#core/schema/content.ts'
import { BLOCK_NODE } from '#core/schema/schema.ts'

const counters = new WeakMap<Doc, number>()

/** A bid that nobody else makes: Yjs gives every open document its own client id, and we count within it. */
export const newBid = (doc: Doc): string => {
  const count = (counters.get(doc) ?? 0) + 1
  counters.set(doc, count)
  return `${doc.clientID.toString(36)}-${count.toString(36)}`
}

interface Range {
  readonly from: number
  readonly to: number
}

/** What the transactions changed, in positions of the last document; null when nothing did. */
const changedRange = (transactions: readonly Transaction[]): Range | null => {
  let from = Infinity
  let to = -Infinity
  for (const transaction of transactions) {
    if (from <= to) {
      from = transaction.mapping.map(from, -1)
      to = transaction.mapping.map(to, 1)
    }
    const { steps, mapping } = transaction
    steps.forEach((step, index) => {
      const rest = mapping.slice(index + 1)
      step.getMap().forEach((_from, _to, newFrom, newTo) => {
        from = Math.min(from, rest.map(newFrom, -1))
        to = Math.max(to, rest.map(newTo, 1))
      })
      // Steps that move nothing: marks and attributes.
      const flat = flatRange(step)
      if (flat !== null) {
        from = Math.min(from, rest.map(flat.from, -1))
        to = Math.max(to, rest.map(flat.to, 1))
      }
    })
  }
  return from <= to ? { from, to } : null
}

const flatRange = (step: unknown): Range | null => {
  if (typeof step !== 'object' || step === null) return null
  if ('pos' in step && typeof step.pos === 'number') return { from: step.pos, to: step.pos + 1 }
  if ('from' in step && 'to' in step && !('slice' in step)) {
    const { from, to } = step
    if (typeof from === 'number' && typeof to === 'number') return { from, to }
  }
  return null
}

/**
 * After local changes: every block has a bid of its own, and marks are in canonical order. Of two blocks with one
 * bid the one that was not touched keeps it, else the first; so a copy gets a new one wherever it is put, and a
 * block that was cut and pasted keeps its own ([DOC7]). Typing costs a look at one block.
 */
export const tidyBlocks = (
  transactions: readonly Transaction[],
  before: EditorState,
  after: EditorState,
  doc: Doc,
): Transaction | null => {
  const range = changedRange(transactions)
  if (range === null) return null
  const touched: { node: Node; position: number }[] = []
  const size = after.doc.content.size
  after.doc.nodesBetween(Math.max(0, range.from - 1), Math.min(size, range.to + 1), (node, position) => {
    if (node.type.name === BLOCK_NODE) touched.push({ node, position })
    return false
  })
  const transaction = after.tr
  for (const { node, position } of touched) sortMarks(transaction, node, position)
  if (idsMayBeWrong(touched, before.doc, after.doc)) renew(transaction, touched, after.doc, doc)
  return transaction.docChanged ? transaction : null
}

/** A block more or less, a block that has no bid or not the one it had: look at all of them. */
const idsMayBeWrong = (
  touched: readonly { readonly node: Node; readonly position: number }[],
  before: Node,
  after: Node,
): boolean =>
  before.childCount !== after.childCount ||
  touched.some(({ node, position }) => {
    const bid: unknown = node.attrs['bid']
    return bid === null || before.child(after.resolve(position).index(0)).attrs['bid'] !== bid
  })

const renew = (
  transaction: Transaction,
  touched: readonly { readonly node: Node; readonly position: number }[],
  after: Node,
  doc: Doc,
): void => {
  const taken = new Set<unknown>()
  const changed = new Set(touched.map((block) => block.position))
  after.forEach((node, position) => {
    if (!changed.has(position)) taken.add(node.attrs['bid'])
  })
  for (const { node, position } of touched) {
    const bid: unknown = node.attrs['bid']
    if (typeof bid === 'string' && !taken.has(bid)) {
      taken.add(bid)
      continue
    }
    const fresh = newBid(doc)
    taken.add(fresh)
    transaction.setNodeAttribute(position, 'bid', fresh)
  }
}

const sortMarks = (transaction: Transaction, node: Node, position: number): void => {
  const own = canonicalMarks(node.marks)
  if (own !== node.marks) transaction.setNodeMarkup(position, null, node.attrs, own)
  node.forEach((child, offset) => {
    const marks = canonicalMarks(child.marks)
    if (marks === child.marks) return
    const from = position + 1 + offset
    transaction.replaceWith(from, from + child.nodeSize, child.mark(marks))
  })
}
