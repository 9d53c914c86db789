import { hasArabicLetter, mostLetters, type TextDirection } from '#core/text/direction.ts'
import { languageOfTag, languageOfText } from '#core/text/guess-language.ts'
import { documentLanguage, type DocumentLanguage } from '#core/text/language.ts'
import { someWords } from '../text-language.ts'
import type { WordPackage } from './word-package.ts'
import type { WordParagraph } from './word-paragraph.ts'
import type { WordStyles } from './word-styles.ts'

const textOf = ({ pieces }: WordParagraph): string =>
  pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('')

/** Which way most of a text goes: paragraph by paragraph as it is set, else as its letters are. */
const directionOf = (paragraphs: readonly WordParagraph[]): TextDirection | null => {
  let [rtl, ltr] = [0, 0]
  let isArabic = false
  for (const paragraph of paragraphs) {
    const text = textOf(paragraph)
    isArabic ||= hasArabicLetter(text)
    const way = paragraph.format.isRtl ? 'rtl' : mostLetters(text)
    if (way === 'rtl') rtl += text.length
    if (way === 'ltr') ltr += text.length
  }
  if (rtl + ltr === 0) return null
  // Set from right to left by a template, and written in Latin letters throughout: that is no Arabic text.
  return isArabic && rtl >= ltr ? 'rtl' : mostLetters(someWords(paragraphs.map(textOf)))
}

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
  const direction = directionOf(paragraphs)
  const declared = languageOfTag(styles.languageTag(direction ?? 'rtl'))
  return languageOfText(someWords(paragraphs.map(textOf)), declared, direction)
}
