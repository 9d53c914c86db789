import { permits } from '../access/permits.ts'
import { touchesLocked, type LockedBlocks } from '../locks/touches-locked.ts'
import type { AuthorshipProblem, SuggestionLedger } from './gate-authorship.ts'
import { isUnchanged, keepsOthersText, onlyWithdraws } from './gate-region.ts'
import type { DocumentState, RefusalReason, Sender } from './judge.ts'
import type { Region } from './regions.ts'
import type { SequenceBlock } from './sequence-block.ts'

export interface Refusal {
  readonly reason: RefusalReason
  readonly detail: string
}

/** How far a member may change the shared text, from the most to the least. */
export type Reach = 'write' | 'suggest' | 'withdraw' | 'none'

/** The strongest action on the text that the table allows; the gate enforces this and nothing else [ACC1]. */
export const reachOf = ({ role }: Sender, { stage }: DocumentState): Reach => {
  if (permits(role, stage, 'write')) return 'write'
  if (permits(role, stage, 'suggest')) return 'suggest'
  return permits(role, stage, 'withdraw') ? 'withdraw' : 'none'
}

/** The refusal of a member who may not change the text at all: by their stage, if another one would let them. */
export const outOfReach = (sender: Sender, { stage }: DocumentState): Refusal => {
  const atBest = reachOf(sender, { stage: 'drafting', locks: [] })
  return { reason: atBest === 'none' ? 'role' : 'stage', detail: `${sender.role} in ${stage}` }
}

/**
 * May `sender` change the regions as they did? Null when they may. Regions in which nothing shows a change pass
 * whoever sends them [GAT8]: every Yjs client tidies redundant formats now and then.
 */
export const permissionProblem = (
  regions: readonly Region[],
  sender: Sender,
  document: DocumentState,
  locked: LockedBlocks<SequenceBlock>,
  ledger: SuggestionLedger,
): Refusal | null => {
  if (locked.all.size > 0 && regions.some((region) => touchesLocked(region.ops, locked)))
    return { reason: 'locked', detail: 'a locked section' }
  const reach = reachOf(sender, document)
  if (reach === 'none') return regions.every(isUnchanged) ? null : outOfReach(sender, document)
  const { member } = sender
  const authorship: AuthorshipProblem | null = ledger.problem(regions, member)
  if (authorship !== null) return authorship
  if (reach === 'write') return null
  if (!regions.every((region) => keepsOthersText(region, member)))
    return { reason: 'base-or-foreign-changed', detail: `${sender.role} in ${document.stage}` }
  if (reach === 'withdraw' && !regions.every((region) => onlyWithdraws(region, member)))
    return { reason: 'stage', detail: `${sender.role} in ${document.stage}` }
  return null
}
