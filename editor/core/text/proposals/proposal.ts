/** What a proposal is about; the order in which they are listed. */
export const PROPOSAL_KINDS = [
  'spelling',
  'punctuation',
  'quotes',
  'blanks',
  'dashes',
  'tatweel',
  'invisible',
] as const
export type ProposalKind = (typeof PROPOSAL_KINDS)[number]

/** What is written in the place of a range of UTF-16 units, end excluded; an empty range writes in between. */
export interface TextEdit {
  readonly start: number
  readonly end: number
  readonly replacement: string
}

/**
 * Something that a text might better say otherwise ([DIR8]). It is shown and never done without being asked for.
 *
 * `edits` are as small as can be, in order, and touch nothing between them: of a word one letter, of a quotation its
 * two marks. `sure` is what hardly ever errs; of `likely` the writer has to look at what is meant.
 */
export interface Proposal {
  readonly kind: ProposalKind
  readonly certainty: 'sure' | 'likely'
  readonly edits: readonly TextEdit[]
}

export const startOf = ({ edits }: Proposal): number => edits[0]?.start ?? 0

/** A text with edits done; they are in order and do not overlap. */
export const withEdits = (text: string, edits: readonly TextEdit[]): string => {
  let written = ''
  let at = 0
  for (const { start, end, replacement } of edits) {
    written += text.slice(at, start) + replacement
    at = end
  }
  return written + text.slice(at)
}
