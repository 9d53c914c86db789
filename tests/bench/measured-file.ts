import { redlineOf } from '#core/history/redline.ts'
import type { BlockContent } from '#core/schema/content.ts'
import { viewBlocks } from '../../sync-server/export/view-blocks.ts'
import type { Person } from '../support/device.ts'
import { cpuOf, longestWait } from './costs.ts'
import { editsMeanwhile } from './edits-meanwhile.ts'
import { quantile, round } from './statistics.ts'

export const REPEATS = 7

/** What one row measures beside the time of the answer. */
export const WRITTEN_HEAD = [
  'first, ms',
  'again p50, ms',
  'CPU of the work p50, ms',
  'kB',
  'longest wait of others, ms',
  'an edit of others p95, ms',
] as const

/** Changes since the version that a redline is of. */
export const CHANGES = 1_000

/** The two texts of a redline as the bench writes them itself, for the CPU of it: the later one has other words. */
const redlineTexts = (
  blocks: readonly BlockContent[],
): { readonly before: readonly BlockContent[]; readonly after: readonly BlockContent[] } => {
  // With ids, as the blocks of a document have them: by these they are found again.
  const before = viewBlocks('original', blocks).map((block, index) => ({
    ...block,
    attrs: { ...block.attrs, bid: `b${index}` },
  }))
  const after = before.map((block, index) => {
    const [first, ...rest] = block.runs
    if (first === undefined || index % 3 === 2) return block
    const text = index % 3 === 0 ? first.text.replace(/^(\S+ \S+ )\S+/u, '$1بديل') : `مزيد ${first.text}`
    return { ...block, runs: [{ ...first, text }, ...rest] }
  })
  return { before, after }
}

export const redlineBlocks = (blocks: readonly BlockContent[]): readonly BlockContent[] => {
  const { before, after } = redlineTexts(blocks)
  return redlineOf(before, after, { at: 0, authors: null })
}

export interface MeasuredFile {
  readonly name: string
  readonly query: string
  /** The same work, here. */
  readonly work: () => unknown
}

/** One row of the table of files: asked for `REPEATS` times, once more while others write. */
export const measureFile = async (
  { who, port, document }: { readonly who: Person; readonly port: number; readonly document: string },
  { name, query, work }: MeasuredFile,
): Promise<readonly (string | number)[]> => {
  const times: number[] = []
  let size = 0
  const ask = async (): Promise<void> => {
    const before = performance.now()
    const response = await who.call('GET', `/api/documents/${document}/export?${query}`)
    size = (await response.arrayBuffer()).byteLength
    if (!response.ok) throw new Error(`${name}: ${response.status}`)
    times.push(performance.now() - before)
  }
  const waited = await longestWait(who.url, async () => {
    for (let turn = 0; turn < REPEATS; turn++) await ask()
  })
  const [first = Number.NaN, ...others] = times
  const again = quantile(others, 0.5)
  const edits = await editsMeanwhile(who, port, document, async () => {
    for (let turn = 0; turn < REPEATS; turn++) await ask()
  })
  const figures = [first, again, cpuOf(REPEATS, work), size / 1024, waited, edits]
  return [name, ...figures.map((figure) => round(figure, 0))]
}
