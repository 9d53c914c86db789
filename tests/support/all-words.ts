import { Catalogues, type LoadedWords } from '../../editor/ui/messages/catalogue.ts'
import type { Language } from '../../editor/ui/messages/language.ts'

/** All words of a language. */
export const allWords = async (language: Language): Promise<LoadedWords> => {
  const catalogues = new Catalogues()
  await Promise.all([catalogues.need('text'), catalogues.need('settings'), catalogues.need('audit')])
  return catalogues.speak(language)
}
