import { TATWEEL } from '../characters.ts'
import { LETTERS, MARKS } from './letters.ts'
import type { Proposal } from './proposal.ts'

const INSIDE = new RegExp(`(?<=[${LETTERS}][${MARKS}]*)${TATWEEL}+(?=[${LETTERS}])`, 'gu')

/**
 * Tatweel between two letters of a word goes ([DIR12]). At the end of a word it joins a particle to a number or a Latin
 * name («بـ20»), or abbreviates («1443 هـ»); under a mark it carries it: there it stays.
 */
export const tatweelProposals = (text: string): readonly Proposal[] =>
  [...text.matchAll(INSIDE)].map((match) => ({
    kind: 'tatweel',
    certainty: 'sure',
    edits: [{ start: match.index, end: match.index + match[0].length, replacement: '' }],
  }))
