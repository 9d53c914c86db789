import { foldText } from '#core/text/fold.ts'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { numberWords } from '../paragraphs/number-words.ts'
import type { Translator } from '../messages/translator.ts'
import type { PaletteCommand } from './palette-commands.ts'

/** Digits of any kind come out of folding as Western ones. */
const wantedNumber = (query: string): number | null => {
  const digits = /^\D*(\d{1,6})\D*$/u.exec(foldText(query))?.[1]
  return digits === undefined ? null : Number(digits)
}

/** The paragraphs that a typed number means: «14», «الفقرة ١٤» [UI821]. */
export const paragraphsFor = (
  translator: Translator,
  document: DocumentEditor,
  query: string,
): readonly PaletteCommand[] => {
  const wanted = wantedNumber(query)
  if (wanted === null) return []
  return document.numbers.places(wanted).map(({ bid, words, ...number }) => ({
    id: `paragraph-${bid}`,
    words: translator.t('paragraphs.goTo', { number: numberWords(translator, number), words }),
    keys: null,
    isPlace: true,
    run: () => {
      document.goToBlock(bid)
    },
  }))
}
