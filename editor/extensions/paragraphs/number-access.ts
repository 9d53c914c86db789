import type { Node } from '@tiptap/pm/model'
import type { EditorView } from '@tiptap/pm/view'
import type { ReferenceNumber } from '#core/schema/reference-numbers.ts'
import { blocksNear } from './blocks-near.ts'
import { setPrintedNumbers } from './printed-numbers.ts'
import { referenceNumbersOf } from './reference-numbers.ts'

/** Where a number is drawn: pixels from the top of the window. */
export interface NumberFrame extends ReferenceNumber {
  readonly key: string
  readonly top: number
}

/** A block that a number leads to. */
export interface NumberedPlace extends ReferenceNumber {
  readonly bid: string
  /** Its first words. */
  readonly words: string
}

/** Reference numbers as the page sees them. */
export interface NumberAccess {
  /** Those to be drawn in a window of this height and half a screen beyond, in the view that is shown. */
  readonly frames: (height: number) => readonly NumberFrame[]
  /** The blocks that bear a number: the one that stands, then those proposed behind it. */
  readonly places: (number: number) => readonly NumberedPlace[]
  /** Of the block at the caret; null for one without words. */
  readonly atCaret: () => ReferenceNumber | null
  /** Draws them for paper as `words` says them; null takes them away. */
  readonly print: (words: ((number: ReferenceNumber) => string) | null) => void
}

/** Enough of a block to know it by. */
const WORDS = 70

const firstWords = (block: Node): string => {
  let words = ''
  block.forEach((run) => {
    if (!run.marks.some(({ type }) => type.name === 'deletion')) words += run.text ?? ''
  })
  const line = words.trim().replaceAll(/\s+/gu, ' ')
  return line.length <= WORDS ? line : `${line.slice(0, Math.max(line.lastIndexOf(' ', WORDS), WORDS / 2))}…`
}

/** @param shown the view that is on the page: the marked text, or a clean one, whose blocks bear the same bids. */
export const numberAccess = (marked: EditorView, shown: () => EditorView): NumberAccess => {
  const byBid = (): ReadonlyMap<unknown, ReferenceNumber> => {
    const { doc } = marked.state
    const found = new Map<unknown, ReferenceNumber>()
    referenceNumbersOf(doc).forEach((number, index) => {
      const bid: unknown = doc.child(index).attrs['bid']
      if (number !== null && !found.has(bid)) found.set(bid, number)
    })
    return found
  }
  /** The number of a block of the view that is shown. */
  const reader = (view: EditorView): ((index: number, block: Node) => ReferenceNumber | null) => {
    if (view === marked) {
      const numbers = referenceNumbersOf(marked.state.doc)
      return (index) => numbers[index] ?? null
    }
    const bids = byBid()
    return (_, block) => bids.get(block.attrs['bid']) ?? null
  }
  return {
    frames: (height) => {
      const view = shown()
      if (!view.dom.isConnected) return []
      const numberOf = reader(view)
      return blocksNear(view, -height / 2, height * 1.5).flatMap(({ index, element, box }) => {
        const number = numberOf(index, view.state.doc.child(index))
        if (number === null) return []
        const padding = Number.parseFloat(getComputedStyle(element).paddingBlockStart)
        return [{ ...number, key: `${number.number}+${number.further}`, top: box.top + padding }]
      })
    },
    places: (wanted) => {
      const { doc } = marked.state
      return referenceNumbersOf(doc).flatMap((found, index) => {
        const block = doc.child(index)
        const bid: unknown = block.attrs['bid']
        if (found === null || found.number !== wanted || typeof bid !== 'string') return []
        return [{ ...found, bid, words: firstWords(block) }]
      })
    },
    atCaret: () => {
      const { doc, selection } = marked.state
      return referenceNumbersOf(doc)[selection.$head.index(0)] ?? null
    },
    print: (words) => {
      const view = shown()
      if (words === null) {
        setPrintedNumbers(view, null)
        return
      }
      const numberOf = reader(view)
      setPrintedNumbers(view, (index, block) => {
        const number = numberOf(index, block)
        return number === null ? null : words(number)
      })
    },
  }
}
