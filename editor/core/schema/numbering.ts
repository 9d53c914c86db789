import { MAX_INDENT, type BlockAttrs } from './block.ts'

type Numbered = Pick<BlockAttrs, 'kind' | 'list' | 'numbering' | 'indent'>

/**
 * The number of each ordered item; null for every other block ([SCH4]). Same length and order as `blocks`.
 *
 * Items number on within one run of items of the same indent. Deeper items in between belong to the item above
 * them and do not end its run; an item further out, a bullet of the same indent, and any block that is no item do.
 * `numbering: 'continue'` takes up the last number given at this indent, whatever stands in between, and is 1
 * when there was none.
 */
export const numberBlocks = (blocks: Iterable<Numbered>): (number | null)[] => {
  /** Next number of the run that is open at each indent; 1 when none is. */
  let open: number[] = []
  const last: number[] = []
  const numbers: (number | null)[] = []
  for (const block of blocks) {
    if (block.kind !== 'item') {
      open = []
      numbers.push(null)
      continue
    }
    const indent = Math.max(0, Math.min(MAX_INDENT, block.indent))
    open.length = Math.min(open.length, indent + 1)
    if (block.list !== 'ordered') {
      open.length = Math.min(open.length, indent)
      numbers.push(null)
      continue
    }
    const number = block.numbering === 'continue' ? (last[indent] ?? 0) + 1 : (open[indent] ?? 1)
    open[indent] = number + 1
    last[indent] = number
    numbers.push(number)
  }
  return numbers
}

/** The digits of a document's own numbers: of its lists, and of the days and pages of its files. `latn` 123, `arab` ١٢٣. */
export const DOCUMENT_DIGITS = ['latn', 'arab'] as const
export type DocumentDigits = (typeof DOCUMENT_DIGITS)[number]

export const isDocumentDigits = (value: unknown): value is DocumentDigits =>
  DOCUMENT_DIGITS.some((digits) => digits === value)

const ARABIC_INDIC_ZERO = 0x660

/** A number that is counted, in the digits of its document ([DOC690]). */
export const shownNumber = (number: number, digits: DocumentDigits): string =>
  digits === 'latn'
    ? String(number)
    : String(number).replace(/\d/gu, (digit) => String.fromCodePoint(ARABIC_INDIC_ZERO + Number(digit)))

/** What a plain text writes before an item: its number with a full stop, or a bullet. No blank behind it. */
export const itemMark = (number: number | null, digits: DocumentDigits = 'latn'): string =>
  number === null ? '•' : `${shownNumber(number, digits)}.`
