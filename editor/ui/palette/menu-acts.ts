import { DOCUMENT_DIGITS } from '#core/schema/numbering.ts'
import type { DocumentMenuProps } from '../document/document-menu.tsx'
import { exportChoices } from '../document/export-choice.ts'
import { LANGUAGES, LANGUAGE_NAMES, type Language } from '../messages/language.ts'
import type { Translator } from '../messages/translator.ts'
import type { NamedAct } from './use-palette-commands.ts'

/** An act that a menu holds only for those who may. */
const perhaps = (id: string, words: string, run: (() => void) | null): readonly NamedAct[] =>
  run === null ? [] : [{ id, words, run }]

/** What stands in the menu of a document, as commands; what is chosen there already is left out [UI876]. */
export const menuActs = (
  { t, language }: Pick<Translator, 't' | 'language'>,
  menu: DocumentMenuProps,
  setLanguage: (language: Language) => void,
): readonly NamedAct[] => {
  const { history, setDigits } = menu
  return [
    { id: 'stage', words: t('stages.menu'), run: menu.showStage },
    ...perhaps('finalise', t('final.menu'), menu.finalise),
    ...perhaps('certificate', t('final.certificate'), menu.showCertificate),
    ...perhaps('leaveFinal', t('final.leave.menu'), menu.leaveFinal),
    { id: 'preview', words: t('document.menu.preview'), run: menu.preview },
    ...(history === null
      ? []
      : [
          { id: 'history', words: t('history.menu'), shortcut: 'history', run: history.open },
          { id: 'whoWrote', words: t('history.menu.whoWrote'), shortcut: 'whoWrote', run: history.whoWrote },
        ]),
    { id: 'exports', words: t('document.menu.exportAs'), run: menu.showExports },
    ...exportChoices(menu.showDecisions !== null, menu.mayName).map((choice): NamedAct => ({
      id: `export-${choice}`,
      words: t(`document.menu.export.${choice}`),
      also: t('document.menu.export'),
      run: () => {
        menu.download(choice)
      },
    })),
    ...perhaps('import', t('document.menu.import'), menu.importText),
    ...perhaps('decisions', t('decisions.menu'), menu.showDecisions),
    ...perhaps('late', t('late.menu'), menu.showLate),
    ...(setDigits === null ? [] : DOCUMENT_DIGITS)
      .filter((one) => one !== menu.digits)
      .map((one): NamedAct => ({
        id: `text-digits-${one}`,
        words: `${t('document.digits')}: ${t(`document.digits.${one}`)}`,
        run: () => {
          setDigits?.(one)
        },
      })),
    {
      id: 'shortcuts',
      words: t('document.command.shortcuts'),
      shortcut: 'shortcuts',
      run: menu.showShortcuts,
    },
    ...LANGUAGES.filter((one) => one !== language).map((one): NamedAct => ({
      id: `language-${one}`,
      words: LANGUAGE_NAMES[one],
      also: t('app.language'),
      run: () => {
        setLanguage(one)
      },
    })),
  ]
}
