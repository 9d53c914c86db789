import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import type { EditorView } from '@tiptap/pm/view'
import { locksIn, lockedBids, setLocks, type SpokenLock } from './section-locks.ts'

/** A run of blocks: how many, and the first words of its first and its last. */
export interface BlockRun {
  readonly blocks: number
  readonly first: string
  readonly last: string
}

export interface LockedPlace extends BlockRun {
  readonly lock: SpokenLock
}

/** What would be locked now. */
export interface SelectedBlocks extends BlockRun {
  /** Bids of the first and the last block. */
  readonly from: string
  readonly to: string
  /** Locks that hold any of it. */
  readonly locks: readonly SpokenLock[]
}

/** Where a lock is drawn: pixels from the top of the window. */
export interface LockFrame extends BlockRun {
  readonly lock: SpokenLock
  readonly top: number
  readonly bottom: number
}

/** Section locks of a document as the page sees them, without ProseMirror and Yjs. */
export interface LockAccess {
  /** These hold from now on. */
  readonly set: (locks: readonly SpokenLock[]) => void
  /** Those that lie in the text, in its order. */
  readonly places: () => readonly LockedPlace[]
  /** Of each locked block the lock, by bid; the same map for as long as none of it changes. */
  readonly byBid: () => ReadonlyMap<string, SpokenLock>
  /** Calls `listener` when `byBid` answers another map; answers how to stop. */
  readonly onChange: (listener: () => void) => () => void
  /** The blocks of the selection, or the one at the caret; null while they have no ids. */
  readonly selected: () => SelectedBlocks | null
  /** Where locks are to be drawn, in a window of this height and a screen beyond. */
  readonly frames: (height: number) => readonly LockFrame[]
  /** Scrolls to a lock and puts the caret at the start of its first block. */
  readonly goTo: (lock: string) => void
}

/** Enough of a block to know it by. */
const WORDS = 60

const firstWords = (block: Node): string => {
  let words = ''
  block.descendants((node) => {
    if (!node.marks.some(({ type }) => type.name === 'deletion')) words += node.text ?? ''
  })
  const line = words.trim().replaceAll(/\s+/g, ' ')
  if (line.length <= WORDS) return line
  return `${line.slice(0, Math.max(line.lastIndexOf(' ', WORDS), WORDS / 2))}…`
}

const runOf = (doc: Node, first: number, last: number): BlockRun => ({
  blocks: last - first + 1,
  first: firstWords(doc.child(first)),
  last: firstWords(doc.child(last)),
})

const startOf = (doc: Node, index: number): number => {
  let at = 0
  for (let k = 0; k < index; k++) at += doc.child(k).nodeSize
  return at
}

/** @param goTo puts the caret somewhere and brings it into sight, free of what covers the window. */
export const lockAccess = (
  editor: Editor,
  view: EditorView,
  goTo: (position: number) => void,
): LockAccess => {
  const boxOf = (index: number): DOMRect | null => {
    const element = view.nodeDOM(startOf(view.state.doc, index))
    return element instanceof Element ? element.getBoundingClientRect() : null
  }
  return {
    set: (locks) => {
      view.dispatch(setLocks(view.state.tr, locks))
    },
    places: () =>
      locksIn(view.state)
        .map(({ lock, first, last }) => ({ lock, at: first, ...runOf(view.state.doc, first, last) }))
        .sort((one, two) => one.at - two.at),
    byBid: () => lockedBids(view.state),
    onChange: (listener) => {
      let known = lockedBids(view.state)
      const heard = (): void => {
        const now = lockedBids(view.state)
        if (now === known) return
        known = now
        listener()
      }
      editor.on('transaction', heard)
      return () => {
        editor.off('transaction', heard)
      }
    },
    selected: () => {
      const { doc, selection } = view.state
      const first = selection.$from.index(0)
      // A selection that ends in front of a block has nothing of it.
      const isBefore = selection.$to.parentOffset === 0 && !selection.empty
      const last = Math.max(first, selection.$to.index(0) - (isBefore ? 1 : 0))
      const [from, to]: unknown[] = [doc.child(first).attrs['bid'], doc.child(last).attrs['bid']]
      if (typeof from !== 'string' || typeof to !== 'string') return null
      const locks = locksIn(view.state).filter((one) => one.first <= last && first <= one.last)
      return { from, to, locks: locks.map(({ lock }) => lock), ...runOf(doc, first, last) }
    },
    frames: (height) => {
      const frames: LockFrame[] = []
      for (const { lock, first, last } of locksIn(view.state)) {
        const [start, end] = [boxOf(first), boxOf(last)]
        if (start === null || end === null) continue
        if (end.bottom > -height && start.top < 2 * height)
          frames.push({ lock, top: start.top, bottom: end.bottom, ...runOf(view.state.doc, first, last) })
      }
      return frames
    },
    goTo: (id) => {
      const found = locksIn(view.state).find(({ lock }) => lock.id === id)
      if (found !== undefined) goTo(startOf(view.state.doc, found.first) + 1)
    },
  }
}
