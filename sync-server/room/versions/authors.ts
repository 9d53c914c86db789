import * as Y from 'yjs'
import { NO_FORMATS, withFormat, type RawFormats } from '#core/schema/content.ts'
import { markerMap } from '#core/shared-doc/elements.ts'
import { ownerOf } from '#core/suggestions/suggestion.ts'
import type { Result } from '#core/util/result.ts'
import type { Damaged } from '../replay.ts'
import type { Act } from '../since/acts.ts'
import { followLog, type LogStretch, type Passage } from '../since/passage.ts'
import type { AuthoredRun } from './authored-run.ts'
import { BroughtBack, type WrittenText } from './brought-back.ts'

export interface AuthoredBlock {
  readonly bid: string
  readonly runs: readonly AuthoredRun[]
}

/** What one member wrote with shorter pauses than this, in milliseconds, is one run. */
const SAME_RUN = 30 * 60_000

/**
 * Who wrote what of the text at the end of a log that is read from its first entry [DOC524], suggestions left out.
 * Text is by who brought its characters, so that of an accepted suggestion by its author. Text of some length that
 * stood in the document before (moved, cut and pasted, brought back by undo or a restore) is by who wrote it first,
 * where it can be told; else by who brought it back.
 */
export const authorsOf = (log: LogStretch): Result<readonly AuthoredBlock[], Damaged> =>
  followLog({ ...log, snapshot: null, from: 0 }, authorsIn)

const authorsIn = (passage: Passage): readonly AuthoredBlock[] => {
  const written: WrittenText[] = []
  /** Indexes into `written`, block by block. */
  const blocks: { readonly bid: string; readonly texts: number[] }[] = []
  let formats = NO_FORMATS
  const home = (): number[] => {
    const last = blocks[blocks.length - 1]
    if (last !== undefined) return last.texts
    const first = { bid: '', texts: [] }
    blocks.push(first)
    return first.texts
  }
  for (let item = passage.text._start; item !== null; item = item.right) {
    const { content } = item
    if (content instanceof Y.ContentString) {
      const act = passage.broughtBy(item) ?? NOBODY
      written.push({ text: content.str, act, taken: passage.takenBy(item)?.seq ?? null })
      if (!item.deleted && isBase(formats)) home().push(written.length - 1)
    } else if (item.deleted) continue
    else if (content instanceof Y.ContentFormat) formats = withFormat(formats, content.key, content.value)
    else {
      const map = markerMap(item)
      if (map === null || !isBase(new Map(map.entries()))) continue
      const bid = map.get('bid')
      blocks.push({ bid: typeof bid === 'string' ? bid : '', texts: [] })
    }
  }
  const origins = new BroughtBack(written)
  return blocks.map(({ bid, texts }) => ({
    bid,
    runs: joinRuns(texts.flatMap((index) => origins.of(index))),
  }))
}

const NOBODY: Act = { seq: 0, at: 0, by: null }

/** Is it no proposal? */
const isBase = (formats: RawFormats): boolean => formats.size === 0 || ownerOf(formats) === null

const joinRuns = (runs: readonly AuthoredRun[]): readonly AuthoredRun[] => {
  const joined: AuthoredRun[] = []
  for (const run of runs) {
    const last = joined[joined.length - 1]
    if (last?.by === run.by && Math.abs(last.at - run.at) < SAME_RUN)
      joined[joined.length - 1] = { text: last.text + run.text, by: run.by, at: Math.max(last.at, run.at) }
    else joined.push(run)
  }
  return joined
}
