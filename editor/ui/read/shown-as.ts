import { createContext } from 'react'
import type { DocumentDigits } from '#core/schema/numbering.ts'
import { pastedDirection, type TextDirection } from '#core/text/direction.ts'
import { directionIn, type DocumentLanguage } from '#core/text/language.ts'

/** How the text that is shown is written. */
export interface Shown {
  readonly language: DocumentLanguage
  /** Of its numbers [UI920]. */
  readonly digits: DocumentDigits
}

export const ShownAs = createContext<Shown>({ language: 'ar', digits: 'latn' })

interface Way {
  readonly dir: TextDirection
  readonly lang?: DocumentLanguage
}

/** Of an element that holds the text itself. */
export const wayOf = (language: DocumentLanguage): Way => ({ dir: directionIn(language), lang: language })

/** Of an element that holds a few words out of the text, which may be of another language. */
export const wayOfWords = (words: string, { language }: Pick<Shown, 'language'>): Way => {
  const turned = pastedDirection(words, directionIn(language))
  return turned === null ? wayOf(language) : { dir: turned }
}
