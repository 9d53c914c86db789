import type { BlockAttrs } from '#core/schema/block.ts'
import type { BlockContent } from '#core/schema/content.ts'
import { numberBlocks, shownNumber, type DocumentDigits } from '#core/schema/numbering.ts'
import { viewFormats } from '../run-view.ts'
import { outlineDepths } from './outline-depths.ts'
import type { PageNotes } from './page-notes.ts'
import type { PdfPiece } from './pdf-piece.ts'
import type { Proposers } from './proposers.ts'
import { turnedPieces } from './turned-pieces.ts'
import { writePieces } from './write-pieces.ts'

interface Line {
  readonly pieces: readonly PdfPiece[]
  readonly ltr: boolean
  readonly align: BlockAttrs['align']
}

export interface PdfItem extends Line {
  /** What it shows; null for a bullet. */
  readonly number: string | null
  /** Lists inside it, after its own words. */
  readonly lists: readonly PdfList[]
}

/** Neighbouring items of one indent, kind and direction. */
export interface PdfList {
  readonly kind: 'list'
  readonly ordered: boolean
  readonly ltr: boolean
  /** Steps of indent from what it stands in. */
  readonly indent: number
  readonly items: readonly PdfItem[]
}

/** A block of the page as its template reads it (JSON). */
export type PdfBlock =
  | PdfList
  | (Line & { readonly kind: 'paragraph' | 'quote'; readonly indent: number })
  /** `level` is how it looks, `depth` where it stands in the outline. */
  | (Line & {
      readonly kind: 'heading'
      readonly indent: number
      readonly level: number
      readonly depth: number
    })
  | { readonly kind: 'blank' }

interface OpenItem {
  readonly item: PdfItem & { readonly lists: OpenList[] }
}
interface OpenList extends PdfList {
  readonly items: OpenItem['item'][]
}

/** Puts items, as they come, into lists in lists. */
class ListTree {
  /** The lists that the next item may go on with, with their indents, outermost first. */
  #open: { readonly list: OpenList; readonly at: number }[] = []

  /** The list to be added to the page, when the item begins one there. */
  add(item: OpenItem['item'], attrs: BlockAttrs): PdfList | null {
    const [ordered, at] = [item.number !== null, attrs.indent]
    while ((this.#open.at(-1)?.at ?? 0) > at) this.#open.pop()
    const last = this.#open.at(-1)
    if (last?.at === at) {
      if (last.list.ordered === ordered && last.list.ltr === item.ltr) {
        last.list.items.push(item)
        return null
      }
      this.#open.pop()
    }
    const outer = this.#open.at(-1)
    const indent = at - (outer === undefined ? 0 : outer.at + 1)
    const list: OpenList = { kind: 'list', ordered, ltr: item.ltr, indent, items: [item] }
    this.#open.push({ list, at })
    outer?.list.items.at(-1)?.lists.push(list)
    return outer === undefined ? list : null
  }

  end(): void {
    this.#open = []
  }
}

const PILCROW = '¶'

/** What is told beside the words of the blocks. */
interface PageMarks {
  readonly proposers: Proposers
  readonly notes: PageNotes
  readonly digits: DocumentDigits
  /** What the items show; null: as they are counted. */
  readonly numbers: readonly (number | null)[] | null
}

const whoPiece = (numbers: readonly string[]): readonly PdfPiece[] =>
  numbers.length === 0 ? [] : [{ who: numbers.join('، ') }]

/** A sign in front of a block that is itself proposed, to be taken away or of another kind. */
const blockSign = (block: BlockContent, proposers: Proposers): readonly PdfPiece[] => {
  const { inserted, deleted, changed } = viewFormats(block.formats)
  if (inserted === null && deleted === null && changed === null) return []
  return [
    {
      text: PILCROW,
      ...(inserted !== null && { inserted: true as const }),
      ...(deleted !== null && { deleted: true as const }),
      ...(changed !== null && { changed: true as const }),
    },
    ...whoPiece(proposers.on(block.formats)),
    { text: ' ' },
  ]
}

/** The blocks of a projection as the page shows them ([DOC640]): numbers as counted, lists in lists. */
export const pageBlocks = (
  blocks: readonly BlockContent[],
  { proposers, notes, digits, numbers: told }: PageMarks,
): readonly PdfBlock[] => {
  const numbers = told ?? numberBlocks(blocks.map(({ attrs }) => attrs))
  const depths = outlineDepths(blocks)
  const lists = new ListTree()
  const page: PdfBlock[] = []
  blocks.forEach((block, index) => {
    const { attrs, runs } = block
    const ltr = attrs.dir === 'ltr'
    const written = writePieces(runs, proposers, notes.in(index))
    const pieces = turnedPieces([...blockSign(block, proposers), ...written], ltr)
    const line = { pieces, ltr, align: attrs.align }
    if (attrs.kind === 'item') {
      const number = numbers[index] ?? null
      const list = lists.add(
        { ...line, number: number === null ? null : shownNumber(number, digits), lists: [] },
        attrs,
      )
      if (list !== null) page.push(list)
      return
    }
    lists.end()
    const { indent } = attrs
    if (pieces.length === 0) page.push({ kind: 'blank' })
    else if (attrs.kind === 'heading')
      page.push({ kind: 'heading', ...line, indent, level: attrs.level ?? 1, depth: depths[index] ?? 1 })
    else page.push({ kind: attrs.kind, ...line, indent })
  })
  return page
}
