import { isArabicSentence, scriptAfter, scriptBefore } from './context.ts'
import { DIGITS, isArabicLetter } from './letters.ts'
import type { Proposal } from './proposal.ts'

/** A stop, with blanks before and behind it on its line. */
const STOP = /( *)([,،;؛?؟.:!]+)( *)/gu
const ARABIC_FOR: Readonly<Record<string, string>> = { ',': '،', ';': '؛', '?': '؟' }
const DIGIT = new RegExp(`[${DIGITS}]`, 'u')
/** What a stop may stand behind: a word, a number, the end of a quotation or bracket. */
const CAN_END = /[\p{L}\p{M}\p{N}»”"')\]٪%]/u
const OPENS = /[«“(["]/u
/** Two words that a full stop may part: shorter ones are abbreviations («د.م»). */
const WORD_END = /[\p{L}\p{M}]{3,}$/u
const WORD_START = /^[\p{L}\p{M}]{2,}/u

const withArabicSigns = (text: string, index: number, stop: string): string => {
  const [before, after] = [scriptBefore(text, index), scriptAfter(text, index + stop.length)]
  return Array.from(stop)
    .map((sign) => {
      const isArabic =
        sign === '?' || sign === ';'
          ? before === 'arabic' || (before === 'latin' && isArabicSentence(text, index))
          : before === 'arabic' || (before === 'latin' && after === 'arabic')
      return isArabic ? (ARABIC_FOR[sign] ?? sign) : sign
    })
    .join('')
}

const needsBlank = (text: string, index: number, stop: string, end: number): boolean => {
  const next = text.charAt(end)
  if (!isArabicLetter(next) && !(OPENS.test(next) && next !== '"')) return false
  const sign = stop.at(-1) ?? ''
  if ('،؛؟'.includes(sign)) return true
  return (
    sign === '.' && stop === '.' && WORD_END.test(text.slice(0, index)) && WORD_START.test(text.slice(end))
  )
}

/**
 * Stops in Arabic sentences ([DIR14]): the Arabic comma, semicolon and question mark; no blank before a stop, one
 * behind it. What is written with a stop inside (1,250, 3.5, an address) is left alone, and so are stops between Latin
 * words.
 */
export const stopProposals = (text: string): readonly Proposal[] =>
  [...text.matchAll(STOP)].flatMap((match): readonly Proposal[] => {
    const [whole, blanks = '', stop = '', after = ''] = match
    const index = match.index + blanks.length
    const end = index + stop.length
    const [last, next] = [text.charAt(match.index - 1), text.charAt(end)]
    if (last === '' || !CAN_END.test(last) || (DIGIT.test(last) && DIGIT.test(next))) return []
    const arabic = withArabicSigns(text, index, stop)
    const isOurs = /[،؛؟]/u.test(arabic) || scriptBefore(text, index) === 'arabic'
    // A stop that begins a word (.NET) or parts figures stands where it is meant to.
    const isFree = next === '' || /[\s»”")\]«(]/u.test(next) || isArabicLetter(next)
    if (!isOurs || !isFree) return []
    const isFinal = match.index + whole.length === text.length
    const tight = blanks === '' || (arabic.startsWith('.') && isArabicLetter(next)) ? blanks : ''
    const behind = needsBlank(text, index, arabic, end) ? ' ' : ''
    const changes = arabic !== stop
    if (!changes && tight === blanks && (behind === '' || after !== '' || isFinal)) return []
    return [
      {
        kind: changes ? 'punctuation' : 'blanks',
        certainty: behind !== '' && arabic === '.' ? 'likely' : 'sure',
        edits: [{ start: match.index, end, replacement: tight + arabic + behind }],
      },
    ]
  })
