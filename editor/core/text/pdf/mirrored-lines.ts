import { cleanText } from '../clean.ts'
import { hasArabicLetter } from '../direction.ts'
import { FOREIGN } from './cut-line.ts'
import { isListedWord } from './vocabulary.ts'

/* Words of the list alone vouch for a reading: in a mirrored text its own would vouch for each other. */

const WORD = /[\p{L}\p{M}]+/gu
const MARKS = /\p{M}/gu
/** Words of two letters that are none from the other end («يا» would be «أي»). */
const SHORT = new Set(['في', 'من', 'عن', 'أن', 'إن', 'هو', 'هي'])
const WITH_ARTICLE = /^[وفبك]?ال\p{L}{3}/u
/** Letters that end words and begin none. */
const ENDS_WORDS = /[ةى]$/u

const reversed = (word: string): string => Array.from(word).reverse().join('')

const isKnown = (word: string): boolean =>
  SHORT.has(word) || (Array.from(word).length > 2 && isListedWord(word))

/** Does anything say that a word is read as it stands? */
const isReadable = (word: string): boolean =>
  isKnown(word) || WITH_ARTICLE.test(word) || (ENDS_WORDS.test(word) && Array.from(word).length > 2)

interface Evidence {
  /** Different words that are read as they stand, and those that are read from their end. */
  readonly forward: number
  readonly backward: number
  /** Of the latter, those that no writer could have meant otherwise. */
  readonly sure: number
}

/** A line says in so many characters how it is read. */
const LOOKED_AT = 300

const evidenceOf = (line: string): Evidence => {
  let [forward, backward, sure] = [0, 0, 0]
  const text = line.slice(0, LOOKED_AT)
  const words = new Set([...text.matchAll(WORD)].map(([word]) => word.replaceAll(MARKS, '')))
  for (const word of words) {
    if (!hasArabicLetter(word)) continue
    const back = reversed(word)
    const [readsOn, readsBack] = [isReadable(word), isReadable(back)]
    if (readsOn && !readsBack) forward++
    if (!readsBack || readsOn) continue
    backward++
    if (ENDS_WORDS.test(back) || isKnown(back)) sure++
  }
  return { forward, backward, sure }
}

const COMMON =
  'في من عن أن إن هو هي هذا ذلك التي الذي الذين كان كانت كما بين بعد قبل عند خلال منذ ضمن غير حيث بعض'.split(
    ' ',
  )
/** What a mirrored line hardly ever lacks, and others seldom have: only these are looked at word by word. */
const MAY_BE = new RegExp(
  `(?<![\\p{L}\\p{M}])(?:[ةى]\\p{L}|(?:${COMMON.map(reversed).join('|')})(?![\\p{L}\\p{M}]))|\\p{L}{3}لا(?![\\p{L}\\p{M}])`,
  'u',
)

const isMirrored = (line: string): boolean => {
  if (!MAY_BE.test(line.slice(0, LOOKED_AT))) return false
  const { forward, backward, sure } = evidenceOf(line)
  return sure > 0 && backward > 1 && forward * 3 < backward
}

const saysNothingElse = (line: string): boolean => {
  const { forward, backward } = evidenceOf(line)
  return forward <= backward
}

/**
 * Which of these lines were written as they are seen from the left, letter by letter, so that every word begins with its
 * last letter ([DOC717]); by index. Two words must say so, one of them beyond doubt («يف», «ةنيدملا»). Where most lines
 * are such, so are those that say nothing either way.
 */
export const mirroredLines = (lines: readonly string[]): ReadonlySet<number> => {
  const sure = new Set<number>()
  for (const [at, line] of lines.entries()) if (isMirrored(line)) sure.add(at)
  if (sure.size < 2) return sure
  const arabic = lines.flatMap((line, at) => (hasArabicLetter(line.slice(0, LOOKED_AT)) ? [at] : []))
  if (sure.size * 2 < arabic.length) return sure
  return new Set(arabic.filter((at) => sure.has(at) || saysNothingElse(lines[at] ?? '')))
}

const PAIRS = ['()', '[]', '{}', '«»'] as const

/** Brackets are written as they were seen, or as they were meant: they open before they close. */
const mendBrackets = (text: string): string =>
  PAIRS.reduce((mended, pair) => {
    const [open = '', close = ''] = pair
    const [opens, closes] = [mended.indexOf(open), mended.indexOf(close)]
    if (closes === -1 || opens === -1 || opens < closes) return mended
    return Array.from(mended, (one) => (one === open ? close : one === close ? open : one)).join('')
  }, text)

/** A lam-alef was one sign and not turned round with the others: «األمن», «خالل» were «الأمن», «خلال». */
const mendLamAlef = (text: string): string =>
  text.replace(WORD, (word) => {
    const turned = word.replace(/^([وفبك]?)ا([اأإآ])ل/u, '$1ال$2')
    if (turned !== word || isListedWord(word)) return turned
    const inside = word.replace(/([اأإآ])ل/u, 'ل$1')
    return !/^[وفبك]?ال/u.test(word) && isListedWord(inside) ? inside : word
  })

const CLUSTER = /\P{M}\p{M}*|\p{M}+/gu
const FOREIGN_ALL = new RegExp(FOREIGN.source, 'gu')
/** No word is read from a mark on: where one ends with it in the line, marks were left behind their letters. */
const MARK_LAST = /\p{M}(?![\p{L}\p{M}])/u

/** Parts of a line that are turned round as one. */
const unitsOf = (text: string): readonly string[] => {
  const units: string[] = []
  const add = (stretch: string): void => {
    units.push(...(MARK_LAST.test(text) ? (stretch.match(CLUSTER) ?? []) : Array.from(stretch)))
  }
  let end = 0
  for (const match of text.matchAll(FOREIGN_ALL)) {
    add(text.slice(end, match.index))
    units.push(match[0])
    end = match.index + match[0].length
  }
  add(text.slice(end))
  return units
}

/**
 * A mirrored line as it is read ([DOC717]): its letters from the other end, words of other scripts and numbers as they
 * stand, brackets opening before they close. No letter is lost or added.
 */
export const readMirrored = (line: string): string =>
  mendLamAlef(cleanText(mendBrackets([...unitsOf(line)].reverse().join(''))))
