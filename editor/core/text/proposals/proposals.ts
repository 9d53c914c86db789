import type { TextRange } from '../find.ts'
import { blankProposals } from './blanks.ts'
import { dashProposals } from './dashes.ts'
import { invisibleProposals } from './invisible.ts'
import { startOf, type Proposal, type TextEdit } from './proposal.ts'
import { quoteProposals } from './quotes.ts'
import { spellingProposals } from './spelling.ts'
import { stopProposals } from './stops.ts'
import { tatweelProposals } from './tatweel.ts'
import { touches, untouchedIn } from './untouched.ts'

/** The first of two that meet is the one that is kept: it takes in what the other would do, or matters more. */
const CHECKS: readonly ((text: string) => readonly Proposal[])[] = [
  invisibleProposals,
  tatweelProposals,
  stopProposals,
  quoteProposals,
  spellingProposals,
  dashProposals,
  blankProposals,
]

const meet = (one: TextEdit, two: TextEdit): boolean => one.start < two.end && two.start < one.end

/**
 * Everything that a text, a block's, might better say, in its order ([DIR8]). No two meet: doing all of them is doing
 * each. `kept` is left alone as Latin tokens are ([DIR9]), controls that cannot be seen excepted.
 */
export const proposalsFor = (text: string, kept: readonly TextRange[] = []): readonly Proposal[] => {
  if (text.trim() === '') return []
  const untouched = [...untouchedIn(text), ...kept]
  const taken: Proposal[] = []
  for (const check of CHECKS)
    for (const proposal of check(text)) {
      const { edits, kind } = proposal
      const isKept = kind !== 'invisible' && edits.some(({ start, end }) => touches(untouched, start, end))
      if (isKept || taken.some((other) => other.edits.some((one) => edits.some((two) => meet(one, two)))))
        continue
      taken.push(proposal)
    }
  return taken.toSorted((one, two) => startOf(one) - startOf(two))
}
