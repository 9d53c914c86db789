import { bodyToEdit } from '#core/comments/mention-text.ts'
import type { DocumentLanguage } from '#core/text/language.ts'
import { fileWords } from '../file-words.ts'

/** How people are called in a file. */
export interface AuthorNames {
  readonly of: (member: string) => string
  /** A comment's body with names in the place of mentions. */
  readonly body: (body: string) => string
}

/**
 * Names of authors in a file ([DOC623]): those of the members where they may be shown, else «عضو 1», «عضو 2» … (in the
 * language of the file) in the order in which they come up, so that one person is one name throughout the file.
 */
export const authorNames = (
  names: ReadonlyMap<string, string> | null,
  language: DocumentLanguage,
): AuthorNames => {
  const aliases = new Map<string, string>()
  const of = (member: string): string => {
    const known = names?.get(member) ?? aliases.get(member)
    if (known !== undefined) return known
    const alias = `${fileWords(language).member} ${aliases.size + 1}`
    aliases.set(member, alias)
    return alias
  }
  return { of, body: (body) => bodyToEdit(body, of) }
}
