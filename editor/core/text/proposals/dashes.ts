import { foldText } from '../fold.ts'
import { DIGITS } from './letters.ts'
import type { Proposal } from './proposal.ts'

const D = `[${DIGITS}]`
const RANGE = new RegExp(
  `(?<![${DIGITS}.,٫٬/:\\-–—+])(${D}{1,4})( ?[-–—] ?)(${D}{1,4})(?![${DIGITS}]|[.,٫٬/:\\-–—]${D})(?! ?[-–—] ?${D})`,
  'gu',
)

const valueOf = (number: string): number => Number(foldText(number))

const isYear = (number: string): boolean => {
  const value = valueOf(number)
  return number.length === 4 && value >= 1000 && value < 2200
}

const isWestern = (number: string): boolean => /^\d+$/u.test(number)

/**
 * Ranges of years and of numbers take an en dash without blanks ([DIR11]): a hyphen between figures turns their order
 * round behind Arabic letters in some places and not in others. Only what goes up is a range; what begins with a
 * naught, and more than two figures, is a date or a code.
 */
export const dashProposals = (text: string): readonly Proposal[] =>
  [...text.matchAll(RANGE)].flatMap((match): readonly Proposal[] => {
    const [, first = '', dash = '', last = ''] = match
    const isRange =
      isWestern(first) === isWestern(last) &&
      valueOf(first) < valueOf(last) &&
      ![first, last].some((one) => /^[0٠۰]/u.test(one))
    if (dash === '–' || !isRange) return []
    const start = match.index + first.length
    return [
      {
        kind: 'dashes',
        certainty: isYear(first) && isYear(last) ? 'sure' : 'likely',
        edits: [{ start, end: start + dash.length, replacement: '–' }],
      },
    ]
  })
