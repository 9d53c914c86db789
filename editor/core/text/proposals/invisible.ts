import { BIDI_CONTROLS, KEPT_CONTROLS } from '../characters.ts'
import type { Proposal } from './proposal.ts'

const RUN = new RegExp(`(${KEPT_CONTROLS.source}|${BIDI_CONTROLS.source})\\1*`, 'gu')
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

/** The code points of what cannot be seen in a text, as `U+200F`. */
export const codePointsOf = (text: string): readonly string[] =>
  [...new Set(text)].map(
    (character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  )
