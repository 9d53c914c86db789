import type { Translator } from '../messages/translator.ts'
import type { NamedAct } from '../palette/use-palette-commands.ts'
import type { CheckFor } from './use-checking.ts'

/** The check of the text and the conversion of its digits, for the list of commands. */
export const checkActs = (t: Translator['t'], check: (what: CheckFor) => void): readonly NamedAct[] => [
  {
    id: 'check',
    words: t('document.command.check'),
    also: t('textCheck.menu'),
    shortcut: 'check',
    run: () => {
      check('look')
    },
  },
  ...(['arabic-indic', 'western'] as const).map((script): NamedAct => ({
    id: `digits-${script}`,
    words: t(`textCheck.digits.command.${script}`),
    run: () => {
      check(script)
    },
  })),
]
