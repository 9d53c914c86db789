import type { Node } from 'prosemirror-model'
import { TextSelection, type EditorState, type Transaction } from 'prosemirror-state'
import { encodeBlock } from '#core/schema/content.ts'
import {
  cardsOf,
  piecesOf,
  samePieces,
  type Piece,
  type PiecesOfBlock,
  type SuggestionCard,
} from '#core/suggestions/cards.ts'

const pieces = new WeakMap<Node, readonly Piece[]>()

/** A block is the same object until somebody changes it, so each is read once. */
const piecesIn = (block: Node): readonly Piece[] => {
  const known = pieces.get(block)
  if (known !== undefined) return known
  const found = piecesOf(encodeBlock(block))
  pieces.set(block, found)
  return found
}

const bidOf = (block: Node): string | null => {
  const bid: unknown = block.attrs['bid']
  return typeof bid === 'string' ? bid : null
}

/** Reads the cards of one editor, and answers the same list for as long as no proposal changes. */
export class DocumentCards {
  #doc: Node | null = null
  #blocks: readonly PiecesOfBlock[] = []
  #cards: readonly SuggestionCard[] = []

  read(doc: Node): readonly SuggestionCard[] {
    if (doc === this.#doc) return this.#cards
    this.#doc = doc
    const blocks: PiecesOfBlock[] = []
    let isSame = true
    doc.forEach((block) => {
      const found = piecesIn(block)
      if (found.length === 0) return
      const bid = bidOf(block)
      // What stood in this place before: for a key in the text that is the very same, block after block.
      const old = this.#blocks[blocks.length]
      const stays = old?.bid === bid && (old.pieces === found || samePieces(old.pieces, found))
      if (!stays) isSame = false
      blocks.push(stays ? old : { bid, pieces: found })
    })
    if (blocks.length !== this.#blocks.length) isSame = false
    if (!isSame) {
      this.#blocks = blocks
      this.#cards = cardsOf(blocks)
    }
    return this.#cards
  }
}

const holds = (node: Node | null, id: string): boolean =>
  node !== null && node.marks.some((mark) => mark.attrs['id'] === id)

/** The stretch of the document from the first to the last thing that bears a suggestion; null when nothing does. */
export const rangeOfCard = (doc: Node, id: string): { readonly from: number; readonly to: number } | null => {
  let from = -1
  let to = -1
  doc.forEach((block, before) => {
    if (!piecesIn(block).some((piece) => piece.id === id)) return
    if (holds(block, id) && from < 0) from = to = before + 1
    block.forEach((text, offset) => {
      if (!holds(text, id)) return
      if (from < 0) from = before + 1 + offset
      to = before + 1 + offset + text.nodeSize
    })
  })
  return from < 0 ? null : { from, to }
}

/** The suggestion at the caret: the innermost on the text beside it, else the one on its block. */
export const cardAtCaret = ({ selection, doc }: EditorState): string | null => {
  if (!(selection instanceof TextSelection)) return null
  const { $head } = selection
  for (const node of [$head.nodeBefore, $head.nodeAfter, $head.parent === doc ? null : $head.parent]) {
    const marks = (node?.marks ?? []).filter((mark) => typeof mark.attrs['by'] === 'string')
    const latest = marks.reduce<(typeof marks)[number] | undefined>(
      (last, mark) =>
        last === undefined || Number(mark.attrs['at']) >= Number(last.attrs['at']) ? mark : last,
      undefined,
    )
    if (latest !== undefined) return String(latest.attrs['id'])
  }
  return null
}

/** Puts the caret at the end of a suggestion; null when it stands nowhere any more. */
export const caretAtCard = (state: EditorState, id: string): Transaction | null => {
  const range = rangeOfCard(state.doc, id)
  if (range === null) return null
  return state.tr.setSelection(TextSelection.near(state.doc.resolve(range.to), -1))
}
