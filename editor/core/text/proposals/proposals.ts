import type { TextRange } from '../find.ts'
import type { DocumentLanguage } from '../language.ts'
import { blankProposals, wawProposals } from './blanks.ts'
import { dashProposals } from './dashes.ts'
import { invisibleProposals } from './invisible.ts'
import { startOf, type Proposal, type TextEdit } from './proposal.ts'
import { quoteProposals } from './quotes.ts'
import { spellingProposals } from './spelling.ts'
import { stopProposals } from './stops.ts'
import { tatweelProposals } from './tatweel.ts'
import { touches, untouchedIn } from './untouched.ts'

type Check = (text: string) => readonly Proposal[]

/** The first of two that meet is the one that is kept: it takes in what the other would do, or matters more. */
const CHECKS: readonly Check[] = [
  invisibleProposals,
  tatweelProposals,
  stopProposals,
  quoteProposals,
  spellingProposals,
  dashProposals,
  wawProposals,
  blankProposals,
]

/** They know how words of Arabic are written; Sorani has other words in the same letters, and writes «و» apart. */
const OF_ARABIC: ReadonlySet<Check> = new Set([spellingProposals, wawProposals])

const checksIn = (language: DocumentLanguage): readonly Check[] =>
  language === 'ckb' ? CHECKS.filter((check) => !OF_ARABIC.has(check)) : CHECKS

const meet = (one: TextEdit, two: TextEdit): boolean => one.start < two.end && two.start < one.end

/**
 * Everything that a text, a block's, might better say, in its order ([DIR8]). No two meet: doing all of them is doing
 * each. `kept` is left alone as Latin tokens are ([DIR9]), controls that cannot be seen excepted. `language` is that of
 * the document: of Arabic letters in a text in Latin ones it is said what would be said in an Arabic text, in a Sorani
 * one nothing that holds for Arabic alone ([DIR22]).
 */
export const proposalsFor = (
  text: string,
  kept: readonly TextRange[] = [],
  language: DocumentLanguage = 'ar',
): readonly Proposal[] => {
  if (text.trim() === '') return []
  const untouched = [...untouchedIn(text), ...kept]
  const taken: Proposal[] = []
  for (const check of checksIn(language))
    for (const proposal of check(text)) {
      const { edits, kind } = proposal
      const isKept = kind !== 'invisible' && edits.some(({ start, end }) => touches(untouched, start, end))
      if (isKept || taken.some((other) => other.edits.some((one) => edits.some((two) => meet(one, two)))))
        continue
      taken.push(proposal)
    }
  return taken.toSorted((one, two) => startOf(one) - startOf(two))
}
