import { scriptAfter, scriptBefore } from './context.ts'
import { LETTERS, MARKS } from './letters.ts'
import type { Proposal } from './proposal.ts'

const DOUBLED = /(?<=[^\s]) {2,}(?=[^\s])/gu
const INSIDE_BRACKETS = /(?<=[([«]) +(?=\S)|(?<=\S) +(?=[)\]»])/gu
/** «و» alone, with a word of two letters or more behind it, and a word before it. */
const LONE_WAW = new RegExp(
  `(?<=[${LETTERS}${MARKS}]{2}[»”")،؛]* )و[${MARKS}]* +(?=[${LETTERS}][${MARKS}]*[${LETTERS}])`,
  'gu',
)

const isArabicPlace = (text: string, start: number, end: number): boolean =>
  scriptBefore(text, start) === 'arabic' ||
  (scriptBefore(text, start) === null && scriptAfter(text, end) === 'arabic')

/** No blank stands behind «و», which in Arabic is written onto its word ([DIR15]). */
export const wawProposals = (text: string): readonly Proposal[] =>
  [...text.matchAll(LONE_WAW)].map((match): Proposal => {
    const end = match.index + match[0].length
    const blanks = match[0].length - match[0].trimEnd().length
    return { kind: 'blanks', certainty: 'likely', edits: [{ start: end - blanks, end, replacement: '' }] }
  })

/** Two blanks are one; none stands inside brackets and guillemets ([DIR15]). */
export const blankProposals = (text: string): readonly Proposal[] => [
  ...[...text.matchAll(INSIDE_BRACKETS)].flatMap((match): readonly Proposal[] => {
    const [start, end] = [match.index, match.index + match[0].length]
    return isArabicPlace(text, start, end)
      ? [{ kind: 'blanks', certainty: 'sure', edits: [{ start, end, replacement: '' }] }]
      : []
  }),
  ...[...text.matchAll(DOUBLED)].map((match): Proposal => ({
    kind: 'blanks',
    certainty: 'sure',
    edits: [{ start: match.index, end: match.index + match[0].length, replacement: ' ' }],
  })),
]
