import { mostLetters } from '#core/text/direction.ts'
import { languageOfTag, languageOfText } from '#core/text/guess-language.ts'
import { documentLanguage, type DocumentLanguage } from '#core/text/language.ts'
import { someWords } from '../text-language.ts'
import type { WordPackage } from './word-package.ts'
import type { WordParagraph } from './word-paragraph.ts'
import type { WordStyles } from './word-styles.ts'

/**
 * The language of the text of a Word file ([DOC697]): a file of ours says it in its properties. Of another one it is
 * told by letters and words, and where these do not tell by `w:lang`, which names one language for each direction: that
 * of the program, most often, whatever is written with it.
 */
export const wordLanguage = (
  pack: WordPackage,
  styles: WordStyles,
  paragraphs: readonly WordParagraph[],
): DocumentLanguage => {
  if (pack.isOwn) return documentLanguage(languageOfTag(pack.language))
  const text = someWords(
    paragraphs.map(({ pieces }) => pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('')),
  )
  const tag = styles.languageTag(mostLetters(text) ?? 'rtl')
  return languageOfText(text, languageOfTag(tag))
}
