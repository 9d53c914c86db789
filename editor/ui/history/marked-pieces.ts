import type { ApiTextRun } from '#core/protocol/api.ts'
import type { ApiDiffBlock } from '#core/protocol/api-history.ts'
import type { WordPiece } from '#core/text/word-diff.ts'

/** A piece of a changed block with the emphasis and the links that its words have. */
export interface MarkedPiece {
  readonly kind: WordPiece['kind']
  readonly runs: readonly ApiTextRun[]
}

/** Of runs the part between two offsets (UTF-16), empty ones left out. */
export const sliceRuns = (runs: readonly ApiTextRun[], from: number, to: number): readonly ApiTextRun[] => {
  const slice: ApiTextRun[] = []
  let start = 0
  for (const run of runs) {
    const text = run.text.slice(Math.max(0, from - start), Math.max(0, to - start))
    if (text !== '') slice.push({ ...run, text })
    start += run.text.length
  }
  return slice
}

const textOf = (runs: readonly ApiTextRun[]): string => runs.map(({ text }) => text).join('')

/**
 * Pieces know words only: what came is drawn as it stands in the later text, what went as it stood in the earlier one. A
 * piece that is not found there is its plain words.
 *
 * @param stayed in which of the two what stayed is drawn.
 */
export const markedPieces = (
  { pieces, before, after }: ApiDiffBlock,
  stayed: 'before' | 'after' = 'after',
): readonly MarkedPiece[] => {
  let [old, now] = [0, 0]
  return pieces.map(({ kind, text }) => {
    const isOld = kind === 'gone' || (kind === 'same' && (stayed === 'before' || after === null))
    const runs = isOld
      ? sliceRuns(before?.runs ?? [], old, old + text.length)
      : sliceRuns(after?.runs ?? [], now, now + text.length)
    if (kind !== 'come') old += text.length
    if (kind !== 'gone') now += text.length
    return { kind, runs: textOf(runs) === text ? runs : [{ text }] }
  })
}
