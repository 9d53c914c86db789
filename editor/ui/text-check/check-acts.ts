import { directionIn, type DocumentLanguage } from '#core/text/language.ts'
import type { Translator } from '../messages/translator.ts'
import type { NamedAct } from '../palette/use-palette-commands.ts'
import type { CheckFor } from './use-checking.ts'

const SCRIPTS = ['arabic-indic', 'western'] as const

/** The check of the text and the conversion of its digits, for the list of commands. */
export const checkActs = (
  t: Translator['t'],
  check: (what: CheckFor) => void,
  language: DocumentLanguage,
): readonly NamedAct[] => [
  {
    id: 'check',
    words: t('document.command.check'),
    also: t('textCheck.menu'),
    shortcut: 'check',
    run: () => {
      check('look')
    },
  },
  // Latin letters have digits of one kind.
  ...(directionIn(language) === 'rtl' ? SCRIPTS : []).map((script): NamedAct => ({
    id: `digits-${script}`,
    words: t(`textCheck.digits.command.${script}`),
    run: () => {
      check(script)
    },
  })),
]
