import { TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { moveBlocksTo } from '../binding/move-blocks.ts'
import { readSelection } from '../binding/read-selection.ts'
import { isLockedAt } from '../locks/section-locks.ts'
import { blocksNear } from './blocks-near.ts'

/** A block under a pointer: pixels of the window. */
export interface BlockUnder {
  readonly bid: string
  /** Top of its first line. */
  readonly top: number
  readonly lineHeight: number
}

/** Blocks that were taken, by their ids: others write on meanwhile. */
export interface TakenBlocks {
  readonly bids: readonly string[]
}

/** Where what is taken would stand: in front of the block, or at the end of the text. */
export interface DropPlace {
  readonly before: string | null
  /** Height of the line between the two blocks, pixels of the window. */
  readonly top: number
  /** It would stand where it stands. */
  readonly same: boolean
}

/** Moving blocks with a pointer, in the marked text [UI823]. */
export interface BlockMover {
  /** The block beside which a pointer of this height stands; null beyond the text, or where nobody may write. */
  readonly under: (y: number) => BlockUnder | null
  /** The block at the caret; null where it is out of sight or locked, or nobody may write. */
  readonly atCaret: () => BlockUnder | null
  /** Puts the caret where a finger touched the text, pixels of the window; nowhere beyond it. */
  readonly caretTo: (x: number, y: number) => void
  /** Takes a block, or all that are selected when it is one of several. Null when it is gone. */
  readonly take: (bid: string) => TakenBlocks | null
  readonly placeAt: (taken: TakenBlocks, y: number) => DropPlace | null
  /**
   * Moves them as one act; in suggest mode proposes it. Where a lock holds any of it nothing happens but its answer.
   * Does nothing when one of them, or the place, is gone meanwhile.
   */
  readonly drop: (taken: TakenBlocks, before: string | null) => void
  /** Their heights in the window, to show what is taken; null while one of them is not drawn. */
  readonly frame: (taken: TakenBlocks) => { readonly top: number; readonly bottom: number } | null
}

export const blockMover = (view: EditorView): BlockMover => {
  const bidAt = (index: number): string | null => {
    const bid: unknown = view.state.doc.maybeChild(index)?.attrs['bid']
    return typeof bid === 'string' ? bid : null
  }
  const indexOf = (bid: string): number => {
    let found = -1
    view.state.doc.forEach((block, _, index) => {
      if (found === -1 && block.attrs['bid'] === bid) found = index
    })
    return found
  }
  const near = () => (view.dom.isConnected ? blocksNear(view, 0, window.innerHeight) : [])
  const underOf = (element: HTMLElement, box: DOMRect, index: number): BlockUnder | null => {
    const bid = bidAt(index)
    if (bid === null) return null
    const style = getComputedStyle(element)
    return {
      bid,
      top: box.top + Number.parseFloat(style.paddingBlockStart),
      lineHeight: Number.parseFloat(style.lineHeight),
    }
  }
  /** The stretch that they are now; null when they are one no more. */
  const stretchOf = ({ bids }: TakenBlocks): { readonly first: number; readonly last: number } | null => {
    const first = indexOf(bids[0] ?? '')
    if (first === -1 || bids.some((bid, at) => bidAt(first + at) !== bid)) return null
    return { first, last: first + bids.length - 1 }
  }
  return {
    under: (y) => {
      if (!view.editable) return null
      const found = near().find(({ box }) => y >= box.top && y < box.bottom)
      return found === undefined ? null : underOf(found.element, found.box, found.index)
    },
    atCaret: () => {
      const { $head } = view.state.selection
      if (!view.editable || isLockedAt(view.state, $head.pos)) return null
      const at = $head.index(0)
      const found = near().find(({ index }) => index === at)
      return found === undefined ? null : underOf(found.element, found.box, found.index)
    },
    caretTo: (x, y) => {
      const found = view.posAtCoords({ left: x, top: y })
      if (found === null) return
      const { doc, tr } = view.state
      view.dispatch(tr.setSelection(TextSelection.near(doc.resolve(found.pos))))
    },
    take: (bid) => {
      readSelection(view)
      const index = indexOf(bid)
      if (index === -1) return null
      const { $from, $to, empty } = view.state.selection
      const first = $from.index(0)
      const last = !empty && $to.depth > 0 && $to.parentOffset === 0 ? $to.index(0) - 1 : $to.index(0)
      const isOfMany = !empty && first < last && first <= index && index <= last
      const stretch = isOfMany ? Array.from({ length: last - first + 1 }, (_, at) => first + at) : [index]
      const bids = stretch.map(bidAt).filter((one) => one !== null)
      return bids.length === stretch.length ? { bids } : null
    },
    placeAt: (taken, y) => {
      const blocks = near()
      const stretch = stretchOf(taken)
      const last = blocks.at(-1)
      if (stretch === null || last === undefined) return null
      const next = blocks.find(({ box }) => y < (box.top + box.bottom) / 2)
      const target = next?.index ?? last.index + 1
      const before = bidAt(target)
      // A block without an id is nobody's place to stand in front of.
      if (before === null && target < view.state.doc.childCount) return null
      return {
        before,
        top: next?.box.top ?? last.box.bottom,
        same: target >= stretch.first && target <= stretch.last + 1,
      }
    },
    drop: (taken, before) => {
      const stretch = stretchOf(taken)
      const target = before === null ? view.state.doc.childCount : indexOf(before)
      if (!view.editable || stretch === null || target === -1) return
      const transaction = view.state.tr
      if (moveBlocksTo(view.state, stretch.first, stretch.last, target, transaction))
        view.dispatch(transaction)
      view.focus()
    },
    frame: (taken) => {
      const stretch = stretchOf(taken)
      if (stretch === null) return null
      const drawn = near().filter(({ index }) => index >= stretch.first && index <= stretch.last)
      const [first, last] = [drawn[0], drawn.at(-1)]
      return first === undefined || last === undefined
        ? null
        : { top: first.box.top, bottom: last.box.bottom }
    },
  }
}
