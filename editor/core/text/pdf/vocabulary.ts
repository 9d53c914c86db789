import { foldText } from '../fold.ts'
import { DEFINITE, INDEFINITE } from '../proposals/known-words.ts'

const WORD = /[\p{L}\p{M}]+/gu

/** Words so frequent that a short text need not hold them a second time. */
const FREQUENT = `
في من على إلى عن مع هذا هذه ذلك تلك التي الذي الذين كان كانت كما حول بين بعد قبل عند خلال حتى كل أن إن أو ثم لا ما لم
لن قد هو هي هم نحن كنا منذ عبر ضمن دون غير أي حيث بعض
`

const keysOf = (text: string): string[] => [...text.matchAll(WORD)].map(([word]) => foldText(word))

const KNOWN = new Set([DEFINITE, INDEFINITE, FREQUENT].flatMap(keysOf))

/** Is a word one of the fixed list, or such a word behind «و»? Folded as in a search. */
export const isListedWord = (word: string): boolean => {
  const key = foldText(word)
  return (
    (key.length > 1 && KNOWN.has(key)) || (key.length > 3 && key.startsWith('و') && KNOWN.has(key.slice(1)))
  )
}

/** The words of a text that are likely whole, by which a torn or glued one is told from them. */
export interface Vocabulary {
  /** Does the word stand elsewhere too, or is it a frequent one? Folded as in a search; «و» may stand before it. */
  readonly knows: (word: string) => boolean
}

/**
 * A word that stands once in the text may be what is damaged, so it takes two. Words of one letter are none: they are
 * what is left of a torn one.
 */
export const vocabularyOf = (texts: Iterable<string>): Vocabulary => {
  const counts = new Map<string, number>()
  for (const text of texts) for (const key of keysOf(text)) counts.set(key, (counts.get(key) ?? 0) + 1)
  const has = (key: string): boolean => key.length > 1 && (KNOWN.has(key) || (counts.get(key) ?? 0) > 1)
  /** Folding costs more than looking up, and every place of a glued word is tried. */
  const answers = new Map<string, boolean>()
  const look = (word: string): boolean => {
    const key = foldText(word)
    return has(key) || (key.length > 3 && key.startsWith('و') && has(key.slice(1)))
  }
  return {
    knows: (word) => {
      const known = answers.get(word) ?? look(word)
      answers.set(word, known)
      return known
    },
  }
}
