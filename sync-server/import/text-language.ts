import { pastedDirection } from '#core/text/direction.ts'
import { languageOfText } from '#core/text/guess-language.ts'
import { directionIn, type DocumentLanguage } from '#core/text/language.ts'
import type { ImportedBlock } from './imported.ts'

/** A text as it came out of a file, before it is known what its blocks' directions are told from. */
export interface ReadText {
  readonly blocks: readonly ImportedBlock[]
  /** `own`: a file of ours, whose blocks have the directions that they are to have. */
  readonly language:
    | { readonly own: DocumentLanguage }
    /** By `lang`, or the like; null where the file says nothing. */
    | { readonly declared: DocumentLanguage | null }
}

/** The words of some texts, as far as anything is told by them. */
export const someWords = (texts: Iterable<string>, most = 20_000): string => {
  let words = ''
  for (const text of texts) {
    words += `${text}\n`
    if (words.length >= most) break
  }
  return words
}

const textOf = ({ runs }: ImportedBlock): string => runs.map(({ text }) => text).join('')

/**
 * A text of another program in its language ([DOC697]): its blocks were read as those of an Arabic text, by their
 * letters alone ([DIR5]), and so are those of one in another language ([DIR20]).
 */
export const inItsLanguage = ({
  blocks,
  language,
}: ReadText): { readonly blocks: readonly ImportedBlock[]; readonly language: DocumentLanguage } => {
  if ('own' in language) return { blocks, language: language.own }
  const told = languageOfText(someWords(blocks.map(textOf)), language.declared)
  const direction = directionIn(told)
  if (direction === 'rtl') return { blocks, language: told }
  return {
    blocks: blocks.map((block) => ({
      ...block,
      attrs: { ...block.attrs, dir: pastedDirection(textOf(block), direction) },
    })),
    language: told,
  }
}
