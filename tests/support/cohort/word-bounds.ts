import { idOf, type WordCopy } from './word-copies.ts'

/** What somebody did on their page, by the words that they took away and that they wrote, anew ones included. */
export interface Act {
  /** Of the page. */
  readonly member: string
  /** Had the page the text of the restore? Before there was one: false. */
  readonly knows: boolean
  readonly what: string
  readonly gone: readonly WordCopy[]
  readonly come: readonly WordCopy[]
}

/** Why it is not certain how often a word stands. */
export type Doubt =
  /** Somebody took it away and wrote it anew, or the server did: in the end it may be there or not. */
  | 'rewritten'
  /** A page that had not heard of the restore wrote it anew, by undo or by moving a paragraph. */
  | 'unaware'
  /** Several took it away, one after the other or at once: by undo and by moving each may bring back what they took. */
  | 'contended'
  /** The server carried it after a moved block, and it was undone or moved again: that does not find the server's copy. */
  | 'carried'
  /** It is in a proposal to some and not to others: two proposals meet around it. */
  | 'mixed'
  /** It was in work that was refused. */
  | 'refused'

/** How often a word may be in the text, and must be. */
export interface Bounds {
  readonly least: number
  readonly most: number
  /** Null when it is certain. */
  readonly doubt: Doubt | null
}

export interface WordStory {
  /** What was done with it and is no part of the text that the restore found, in the order in which it was done. */
  readonly acts: readonly Act[]
  /** How it was first written, if that is among `acts`. */
  readonly typed: WordCopy | null
  /** The copies of it that the restore left. */
  readonly left: readonly string[]
  /** How many copies the server wrote since, and whether such a one was taken away. */
  readonly byServer: number
  readonly isServersGone: boolean
}

/**
 * A copy goes when somebody takes it away. It comes back at most once for each page that took it, by moving what was
 * there or by undo; from nothing it comes only by undo of a page that does not know of the restore.
 */
export const boundsOf = ({ acts, typed, left, byServer, isServersGone }: WordStory): Bounds => {
  const roots = typed === null ? left : [idOf(typed)]
  const gone = new Set(acts.flatMap((act) => act.gone.map(idOf)))
  const staying = roots.filter((id) => !gone.has(id)).length
  const writes = acts.filter(({ come }) => come.some((copy) => copy !== typed))
  if (writes.length === 0 && byServer === 0 && !isServersGone)
    return { least: staying, most: staying, doubt: null }

  const isTaken = acts.some(({ gone: away, come }) => away.length > come.length)
  const least = isTaken ? 0 : roots.length
  const [known, unknown] = [returns(writes, acts, typed, true), returns(writes, acts, typed, false)]
  const fromNothing = writes.filter(({ knows, gone: away, come }) => !knows && away.length < come.length)
  const unaware = typed === null ? new Set(fromNothing.map(({ member }) => member)).size : 0
  const isMet = writes.length > 0 && byServer > 0
  const carried = isMet ? byServer : 0
  const most = Math.max(roots.length, staying + known + unknown) + unaware + carried
  if (most === least) return { least, most, doubt: null }
  if (carried > 0) return { least, most, doubt: 'carried' }
  if (most <= roots.length) return { least, most, doubt: 'rewritten' }
  return { least, most, doubt: unaware + unknown > 0 ? 'unaware' : 'contended' }
}

/** Copies that pages may have in the text for one that they took: of those that they had not themselves written anew. */
const returns = (
  writes: readonly Act[],
  acts: readonly Act[],
  typed: WordCopy | null,
  knows: boolean,
): number => {
  const writers = new Set(writes.map(({ member }) => member))
  const own = new Set(
    acts.flatMap(({ member, come }) =>
      come.flatMap((copy) => (copy === typed ? [] : [`${member} ${idOf(copy)}`])),
    ),
  )
  const taken = acts.flatMap((act) =>
    act.knows === knows && writers.has(act.member)
      ? act.gone.map((copy) => `${act.member} ${idOf(copy)}`)
      : [],
  )
  return new Set(taken.filter((one) => !own.has(one))).size
}
