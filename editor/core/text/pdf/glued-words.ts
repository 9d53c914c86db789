import type { Vocabulary } from './vocabulary.ts'

const LETTERS = /^[\p{L}\p{M}]+$/u
/** Behind ة, which ends every word that it is in. */
const BEHIND_TEH = /(?<=ة\p{M}*)(?=\p{L})/u
/** Behind the ات of a plural, before an article. */
const BEHIND_PLURAL = /(?<=\p{L}ات)(?=(?:وال|ال|لل)\p{L}{3})/u
/** A lone ا before «وال…»: it ends a word that stands elsewhere. */
const LONE_ALEF = /(?<=^ا)(?=وال\p{L}{4})/u
/** Before إ, which stands only where a word begins or behind an article or ب ل ك و ف. */
const BEFORE_HAMZA = /(?<=\p{L}{3})(?<!ال|لل)(?=إ)/u
const ARTICLE = /^(?:وال|ال|لل)/u
/** What a word may begin with before an article or a known word without being a word itself. */
const SHORTEST = 3

/** Words of the prepositions and such, of which the second half of a glued pair may be one. */
const SHORT_WORDS = new Set(['في', 'على', 'إلى', 'عن', 'هي', 'هو', 'التي', 'الذي', 'من', 'مع', 'أن'])

const splitAtKnown = (word: string, vocabulary: Vocabulary): number | null => {
  for (let at = 2; at <= word.length - 2; at++) {
    if (/\p{M}/u.test(word[at] ?? '')) continue
    const [first, second] = [word.slice(0, at), word.slice(at)]
    const knowsFirst = first.length >= SHORTEST && vocabulary.knows(first)
    if (SHORT_WORDS.has(second) && knowsFirst) return at
    if (second.length < 4 || !vocabulary.knows(second)) continue
    if (ARTICLE.test(second) && first.length >= SHORTEST) return at
    if (knowsFirst && first.length >= 4) return at
  }
  return null
}

/** The words that a token was glued of, in the order in which they stand; mostly one. */
export const cutGluedWord = (token: string, vocabulary: Vocabulary): string[] => {
  const [, before = '', word = '', after = ''] = /^([^\p{L}\p{M}]*)(.*?)([^\p{L}\p{M}]*)$/u.exec(token) ?? []
  if (word.length < 2 || !LETTERS.test(word)) return [token]
  const parts = word
    .split(BEHIND_TEH)
    .flatMap((part) => part.split(BEHIND_PLURAL))
    .flatMap((part) => part.split(LONE_ALEF))
    .flatMap((part) => part.split(BEFORE_HAMZA))
    .flatMap((part) => splitKnown(part, vocabulary))
  const last = parts.length - 1
  return parts.map((part, at) => (at === 0 ? before : '') + part + (at === last ? after : ''))
}

const splitKnown = (word: string, vocabulary: Vocabulary): string[] => {
  if (word.length < 5 || vocabulary.knows(word)) return [word]
  const at = splitAtKnown(word, vocabulary)
  return at === null ? [word] : [word.slice(0, at), word.slice(at)]
}
