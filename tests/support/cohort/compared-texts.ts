import { oracleOriginal, oracleOwner, showCells, type OracleCell } from '../suggestion-oracle.ts'

const plainProps = (props: OracleCell['props']): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(props).filter(
      ([name, value]) => name !== 'bid' && value !== null && value !== 'paragraph' && value !== 0,
    ),
  )

/** Text as blocks: bids and defaults aside, and whether the first block has a marker of its own or not. */
export const asBlocks = (cells: readonly OracleCell[]): string => {
  const plain = cells.map((cell) => ({ ...cell, props: plainProps(cell.props) }))
  const virtual: OracleCell[] = plain[0]?.char === '¶' ? [] : [{ char: '¶', marks: [], props: {} }]
  return showCells([...virtual, ...plain])
}

/** The text with everything rejected, in which a proposed block in front of all base blocks counts for none. */
export const originalOf = (cells: readonly OracleCell[]): string => {
  const lead = cells.findIndex((cell) => cell.char !== '¶' || oracleOwner(cell) === null)
  return asBlocks(oracleOriginal(lead < 0 ? [] : cells.slice(lead)))
}

/** Base text behind a proposed first marker keeps that marker, attributes and all (docs/CAVEATS.md). */
const withoutLead = (cells: readonly OracleCell[]): string =>
  asBlocks(cells[0]?.char === '¶' ? cells.slice(1) : cells)

/** How to read what a decision makes of `cells`: without its first marker where that is only proposed in them. */
export const leadless = (cells: readonly OracleCell[]): ((one: readonly OracleCell[]) => string) =>
  cells[0] === undefined || oracleOwner(cells[0]) === null ? asBlocks : withoutLead
