import type * as Y from 'yjs'
import { sameFormats, type RawFormats, type Run } from '../schema/content.ts'
import type { RegionOp } from './regions.ts'
import type { ItemRange } from './item-range.ts'

/** Adds a run; one with the formats of the last joins it. */
export const pushRun = (runs: Run[], text: string, formats: RawFormats): void => {
  const last = runs[runs.length - 1]
  if (last !== undefined && sameFormats(last.formats, formats))
    runs[runs.length - 1] = { text: last.text + text, formats: last.formats }
  else runs.push({ text, formats })
}

/** Adds kept text; it joins the last when both its formats are the same objects. */
export const pushKeep = (ops: RegionOp[], text: string, before: RawFormats, after: RawFormats): void => {
  const last = ops[ops.length - 1]
  if (last?.kind === 'keep' && last.before === before && last.after === after)
    ops[ops.length - 1] = { kind: 'keep', text: last.text + text, before, after }
  else ops.push({ kind: 'keep', text, before, after })
}

/** Adds inserted text, joined likewise. */
export const pushInsert = (ops: RegionOp[], text: string, formats: RawFormats): void => {
  const last = ops[ops.length - 1]
  if (last?.kind === 'insert' && last.formats === formats)
    ops[ops.length - 1] = { kind: 'insert', text: last.text + text, formats }
  else ops.push({ kind: 'insert', text, formats })
}

/** Adds deleted text, joined likewise. */
export const pushDelete = (ops: RegionOp[], text: string, formats: RawFormats, item: Y.Item): void => {
  const range: ItemRange = [item.id.client, item.id.clock, item.length]
  const last = ops[ops.length - 1]
  if (last?.kind === 'delete' && last.formats === formats) {
    const { items } = last
    // It grows with its op: a long text may consist of very many items.
    items.push(range)
    ops[ops.length - 1] = { kind: 'delete', text: last.text + text, formats, items }
  } else ops.push({ kind: 'delete', text, formats, items: [range] })
}
