import { sameFormats, type RawFormats, type Run } from '../schema/content.ts'
import type { RegionOp } from './regions.ts'

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

/** Adds inserted or deleted text, joined likewise. */
export const pushText = (
  ops: RegionOp[],
  kind: 'insert' | 'delete',
  text: string,
  formats: RawFormats,
): void => {
  const last = ops[ops.length - 1]
  if (last?.kind === kind && last.formats === formats)
    ops[ops.length - 1] = { kind, text: last.text + text, formats }
  else ops.push({ kind, text, formats })
}
