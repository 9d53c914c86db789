import { BIDI_CONTROLS, KEPT_CONTROLS } from '../characters.ts'
import type { Proposal } from './proposal.ts'

const RUN = new RegExp(`(?:${KEPT_CONTROLS.source}|${BIDI_CONTROLS.source})+`, 'gu')
const OVERRIDES = new RegExp(BIDI_CONTROLS.source, 'u')

/**
 * Controls that a reader cannot see, to be taken out ([DIR13]): overrides, embeddings and isolates always; LRM, RLM,
 * ALM and ZWNJ may be meant.
 */
export const invisibleProposals = (text: string): readonly Proposal[] =>
  [...text.matchAll(RUN)].map((match) => ({
    kind: 'invisible',
    certainty: OVERRIDES.test(match[0]) ? 'sure' : 'likely',
    edits: [{ start: match.index, end: match.index + match[0].length, replacement: '' }],
  }))
