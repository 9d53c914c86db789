import { foldText } from './fold.ts'

/** The article is not what anybody types: «اقتراح» finds «الاقتراح», and so does «الاقتراح» itself. */
const withoutArticle = (word: string): string => word.replace(/^(?:وال|ال|لل|بال)(?=.{2})/u, '')

const wordsOf = (text: string): readonly string[] => foldText(text).match(/[\p{L}\p{N}]+/gu) ?? []

const begins = (word: string, query: string): boolean =>
  word.startsWith(query) || withoutArticle(word).startsWith(withoutArticle(query))

/**
 * How well what is typed names a text, folded ([DIR7]): 0 when the text begins with it, 1 when each typed word begins
 * a word of the text in whatever order, null when it does not. Nothing typed names everything. What only looks like an
 * article («ألوان») may be left out, too: a name found too many is no harm.
 */
export const matchWords = (text: string, query: string): 0 | 1 | null => {
  const typed = wordsOf(query)
  const words = wordsOf(text)
  if (words.join(' ').startsWith(typed.join(' '))) return 0
  return typed.every((one) => words.some((word) => begins(word, one))) ? 1 : null
}
