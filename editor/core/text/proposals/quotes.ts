import { hasLatinLetter, isArabicLetter } from './letters.ts'
import type { Proposal, TextEdit } from './proposal.ts'

const MARK = /["“”„‟«»]/gu
const BEFORE_OPENING = /[\s([«:،؛\-–—]/u
const BEHIND_CLOSING = /[\s)\]».,،؛;:؟?!\-–—]/u
/** Particles that are written onto a word, and so before a mark. */
const PARTICLE = /(?:^|\s)[وفبلك]+ـ*$/u

interface Mark {
  readonly at: number
  readonly sign: string
}

const isOpening = (text: string, { at, sign }: Mark): boolean => {
  if (sign === '«') return true
  if (sign === '»') return false
  const [before, behind] = [text.charAt(at - 1), text.charAt(at + 1)]
  const mayOpen =
    before === '' || BEFORE_OPENING.test(before) || PARTICLE.test(text.slice(Math.max(0, at - 4), at))
  const mayClose = behind === '' || BEHIND_CLOSING.test(behind)
  return mayOpen && (!mayClose || before === '' || before === ' ') && behind !== '' && !/\s/u.test(behind)
}

const isArabicQuote = (quoted: string): boolean => {
  let [arabic, latin] = [0, 0]
  for (const character of quoted) {
    if (isArabicLetter(character)) arabic++
    if (hasLatinLetter(character)) latin++
  }
  return arabic > 0 && arabic >= latin
}

const editOf = ({ at, sign }: Mark, wanted: string): readonly TextEdit[] =>
  sign === wanted ? [] : [{ start: at, end: at + 1, replacement: wanted }]

/**
 * Quotation marks around Arabic words are guillemets, both marks in one proposal ([DIR16]). What is quoted in a
 * quotation keeps its own marks; so do quoted Latin words, inches and a mark without its other.
 */
export const quoteProposals = (text: string): readonly Proposal[] => {
  const proposals: Proposal[] = []
  const open: Mark[] = []
  for (const { 0: sign, index: at } of text.matchAll(MARK)) {
    const mark: Mark = { at, sign }
    if (isOpening(text, mark)) {
      open.push(mark)
      continue
    }
    const opening = open.pop()
    if (opening === undefined || open.length > 0) continue
    const edits = [...editOf(opening, '«'), ...editOf(mark, '»')]
    if (edits.length > 0 && isArabicQuote(text.slice(opening.at + 1, at)))
      proposals.push({ kind: 'quotes', certainty: 'sure', edits })
  }
  return proposals
}
