import type { Decision } from '../suggestions/decide.ts'
import { carryOut, decidedBlocks } from './decide-suggestions.ts'
import { decidedParts, type DecidedParts } from './decided-stretches.ts'
import { lockedBlocks } from './gate-locks.ts'
import type { SectionLock } from './judge.ts'
import type { Sequence } from './sequence.ts'
import { standingSuggestions } from './standing-suggestions.ts'

/** What became of one id that somebody decides about. */
export type Fate =
  | { readonly kind: 'decided'; readonly author: string }
  /** It is somebody else's, and only its author may do this. */
  | { readonly kind: 'not-yours' }
  /** A part of it lies in a locked section, in which nothing changes. */
  | { readonly kind: 'locked' }
  | { readonly kind: 'unknown' }

export interface Carried {
  readonly fates: ReadonlyMap<string, Fate>
  /** Suggestions that went with what was decided: rivals, and what others proposed about text that is gone. */
  readonly closed: readonly { readonly id: string; readonly author: string }[]
  readonly parts: DecidedParts
}

/**
 * Decides about those of `decision.ids` that stand, in one transaction under `origin` [SUG400]. With `onlyOf`, about
 * that member's own alone.
 */
export const decideStanding = (
  sequence: Sequence,
  decision: Decision,
  conditions: { readonly locks: readonly SectionLock[]; readonly onlyOf: string | null },
  origin: unknown,
): Carried => {
  const { locks, onlyOf } = conditions
  const standing = standingSuggestions(sequence, decision.ids)
  const locked = locks.length === 0 ? null : lockedBlocks(sequence, locks).all
  const fates = new Map<string, Fate>()
  for (const id of decision.ids) {
    const found = standing.get(id)
    if (found === undefined) fates.set(id, { kind: 'unknown' })
    else if (onlyOf !== null && found.by !== onlyOf) fates.set(id, { kind: 'not-yours' })
    else if (locked !== null && [...found.slots].some((slot) => locked.has(sequence.block(slot))))
      fates.set(id, { kind: 'locked' })
    else fates.set(id, { kind: 'decided', author: found.by })
  }
  const ids = new Set([...fates].filter(([, { kind }]) => kind === 'decided').map(([id]) => id))
  const blocks = ids.size === 0 ? [] : decidedBlocks(sequence, { verdict: decision.verdict, ids })
  const parts = decidedParts(sequence, blocks)
  const others = new Set([...parts.stretches, ...parts.markers].flatMap((part) => part.ids))
  for (const id of ids) others.delete(id)
  const before = others.size === 0 ? null : standingSuggestions(sequence, others)
  carryOut(sequence, blocks, origin)
  const after = before === null ? null : standingSuggestions(sequence, others)
  const closed = [...(before ?? [])].flatMap(([id, { by }]) => (after?.has(id) ? [] : [{ id, author: by }]))
  return { fates, closed, parts }
}
