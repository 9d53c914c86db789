import { arabicParts } from '../../editor/ui/messages/arabic.ts'
import { Catalogues, type LoadedWords, type WordsPart } from '../../editor/ui/messages/catalogue.ts'
import type { Language } from '../../editor/ui/messages/language.ts'

const PARTS = Object.keys(arabicParts) as WordsPart[]

/** All words of a language. */
export const allWords = async (language: Language): Promise<LoadedWords> => {
  const catalogues = new Catalogues()
  await Promise.all(PARTS.map((part) => catalogues.need(part)))
  return catalogues.speak(language)
}
