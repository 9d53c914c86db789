import * as Y from 'yjs'
import { keepRedundantFormats } from '#core/shared-doc/changes.ts'
import type { LogEntry } from '../../sync-server/room/update-log.ts'
import { cellsOf } from './gate-edits.ts'
import { oracleOriginal, type OracleCell } from './suggestion-oracle.ts'

/** A block of the text with everything rejected, as its characters say it. */
export interface ModelBlock {
  readonly bid: string
  readonly words: string
  /** Kind, level, list … that differ from what a paragraph has. */
  readonly attrs: string
  /** Characters with their styles. */
  readonly cells: readonly OracleCell[]
  readonly suggestions: ReadonlySet<string>
}

export interface ModelText {
  /** Do two blocks bear one bid? So it is between an update and its repair, which the log has next. */
  readonly isUnrepaired: boolean
  readonly blocks: ReadonlyMap<string, ModelBlock>
  /** What each open suggestion says, by its id. */
  readonly says: ReadonlyMap<string, string>
}

const UPDATE = 0

/**
 * The text at a moment, by replaying every update from the first. Untidied, as the server and every page have it: what
 * Yjs tidies after one update another may lean on.
 */
export const modelAt = (entries: readonly LogEntry[]): Y.Doc => {
  const doc = new Y.Doc()
  doc.getText('content')
  keepRedundantFormats(doc)
  for (const { body } of entries) if (body[0] === UPDATE) Y.applyUpdate(doc, body.slice(1))
  return doc
}

const isPlain = (name: string, value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (name === 'kind' && value === 'paragraph') ||
  (name === 'indent' && value === 0)

const attrsOf = (cell: OracleCell): string =>
  JSON.stringify(
    Object.entries(cell.props)
      .filter(([name, value]) => name !== 'bid' && !isPlain(name, value))
      .sort(byName),
  )

const byName = ([one]: readonly [string, unknown], [two]: readonly [string, unknown]): number =>
  one < two ? -1 : 1

export const modelOf = (doc: Y.Doc): ModelText => {
  const cells = cellsOf(doc)
  const blocks: {
    bid: string
    words: string
    attrs: string
    cells: OracleCell[]
    suggestions: Set<string>
  }[] = []
  /** By suggestion, then by what it does. */
  const words = new Map<string, Map<string, string>>()
  const early = new Set<string>()
  const open = (bid: string, attrs: string) => {
    const block = { bid, words: '', attrs, cells: [], suggestions: new Set(early) }
    early.clear()
    blocks.push(block)
    return block
  }
  for (const cell of cells) {
    const [kept] = oracleOriginal([cell])
    const bid = kept?.props['bid']
    if (kept?.char === '¶') open(typeof bid === 'string' ? bid : '', attrsOf(kept))
    else if (kept !== undefined) {
      const block = blocks.at(-1) ?? open('', '[]')
      block.words += kept.char
      block.cells.push(kept)
    }
    const block = blocks.at(-1)
    for (const { id, kind, set, whole } of cell.marks) {
      ;(block?.suggestions ?? early).add(id)
      const said = words.get(id) ?? new Map<string, string>()
      const how = `${kind}${JSON.stringify(set ?? null)}${String(whole ?? false)}`
      words.set(id, said.set(how, (said.get(how) ?? '') + cell.char))
    }
  }
  const byBid = new Map(blocks.map((block) => [block.bid, block]))
  const says = new Map([...words].map(([id, said]) => [id, JSON.stringify([...said].sort(byName))]))
  return { isUnrepaired: byBid.size < blocks.length, blocks: byBid, says }
}

const styleOf = (cell: OracleCell | undefined): string =>
  JSON.stringify(
    Object.entries(cell?.props ?? {})
      .filter(([, value]) => value !== null && value !== undefined)
      .sort(byName),
  )

export const stylesOf = ({ cells }: ModelBlock): readonly string[] => cells.map(styleOf)
