import { foldText } from '../fold.ts'
import { LETTERS, MARKS } from './letters.ts'
import { DEFINITE, INDEFINITE, NOT_MISTAKES, PARTICLES, REWRITTEN } from './known-words.ts'
import type { Proposal, TextEdit } from './proposal.ts'
import { rightVerbalNoun } from './verbal-nouns.ts'

const WORD = new RegExp(`[${LETTERS}][${LETTERS}${MARKS}\u0640]*`, 'gu')
const MARK = new RegExp(`[${MARKS}\u0640]`, 'gu')

const listed = (words: string): ReadonlyMap<string, string> =>
  new Map(
    words
      .trim()
      .split(/\s+/u)
      .map((word) => [foldText(word), word]),
  )

interface Known {
  readonly words: ReadonlyMap<string, string>
  /** What may stand before such a word, and be left out to look it up. */
  readonly before: RegExp
  /** Is a final ه the letter ة written poorer, and never a pronoun? */
  readonly isTeh: boolean
}

const KNOWN: readonly Known[] = [
  { words: listed(DEFINITE), before: /^[وف]?[بك]?(?=ال)/u, isTeh: true },
  { words: listed(INDEFINITE), before: /^[وف]?[بلك]?/u, isTeh: false },
  { words: listed(PARTICLES), before: /^[وف]?/u, isTeh: false },
]

const POORER: Readonly<Record<string, string>> = { أ: 'ا', إ: 'ا', آ: 'ا', ة: 'ه', ى: 'ي', ي: 'ى' }

/** Is this the right word with a letter or more of it written poorer? A hamza that is there is never doubted. */
const isPoorer = (written: string, right: string): boolean =>
  written !== right &&
  written.length === right.length &&
  Array.from(written).every((letter, at) => {
    const wanted = right.charAt(at)
    // ى for ي, and back, is a mistake at the end alone.
    return (
      letter === wanted ||
      (POORER[wanted] === letter && ((letter !== 'ى' && letter !== 'ي') || at === right.length - 1))
    )
  })

/** Every way to cut a particle off: none first. */
const cuts = (word: string, before: RegExp): readonly string[] => {
  const longest = before.exec(word)?.[0] ?? ''
  return Array.from({ length: longest.length + 1 }, (_, length) => longest.slice(0, length))
}

const rightKnown = (word: string): string | null => {
  for (const { words, before, isTeh } of KNOWN)
    for (const prefix of cuts(word, before)) {
      const stem = word.slice(prefix.length)
      const right = words.get(foldText(stem))
      if (right === undefined || (!isTeh && stem.endsWith('ه') && right.endsWith('ة'))) continue
      if (isPoorer(stem, right)) return prefix + right
    }
  // «لل» is «ل» and the article.
  const article = /^([وف]?)لل(?=.)/u.exec(word)
  if (article === null) return null
  const right = rightKnown(`ال${word.slice(article[0].length)}`)
  return right === null ? null : `${article[1] ?? ''}لل${right.slice(2)}`
}

const rightRewritten = (word: string): string | null => {
  const prefix = /^[وف](?=.{2})/u.exec(word)?.[0] ?? ''
  const right = REWRITTEN.get(word.slice(prefix.length)) ?? null
  return REWRITTEN.get(word) ?? (right === null ? null : prefix + right)
}

/** How a word is written rightly; null for what is right, or not known to be wrong. Without marks and tatweel. */
export const rightSpelling = (word: string): string | null =>
  NOT_MISTAKES.has(word) ? null : (rightRewritten(word) ?? rightKnown(word) ?? rightVerbalNoun(word))

/** Letter by letter where the length stays, so that marks stay with their letters; else what differs, as one. */
const editsOf = (text: string, start: number, written: string, right: string): readonly TextEdit[] => {
  const bare = written.replaceAll(MARK, '')
  if (bare.length === right.length) {
    const edits: TextEdit[] = []
    let letter = 0
    for (let at = 0; at < written.length; at++) {
      if (written.charAt(at).replaceAll(MARK, '') === '') continue
      const wanted = right.charAt(letter)
      if (bare.charAt(letter) !== wanted)
        edits.push({ start: start + at, end: start + at + 1, replacement: wanted })
      letter++
    }
    return edits
  }
  if (bare !== written) return []
  let head = 0
  while (head < written.length && written[head] === right[head]) head++
  let tail = 0
  while (
    tail < Math.min(written.length, right.length) - head &&
    written.at(-1 - tail) === right.at(-1 - tail)
  )
    tail++
  return [
    {
      start: start + head,
      end: start + written.length - tail,
      replacement: right.slice(head, right.length - tail),
    },
  ]
}

/**
 * Hamza, ى and ي, ة and ه in words of which one spelling alone is right ([DIR17]): a list, and the forms of verbal nouns
 * that begin without hamza. It misses most mistakes, and hardly ever takes a right word for one. A word that touches a
 * letter of another script or a figure is left alone.
 */
export const spellingProposals = (text: string): readonly Proposal[] =>
  [...text.matchAll(WORD)].flatMap((match): readonly Proposal[] => {
    const [written] = match
    const end = match.index + written.length
    if (/[\p{L}\p{M}\p{N}_]/u.test(text.charAt(match.index - 1) + text.charAt(end))) return []
    const right = rightSpelling(written.replaceAll(MARK, ''))
    const edits = right === null ? [] : editsOf(text, match.index, written, right)
    return edits.length === 0 ? [] : [{ kind: 'spelling', certainty: 'sure', edits }]
  })
