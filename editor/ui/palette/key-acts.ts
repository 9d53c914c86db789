import type { Action } from '#core/access/permits.ts'
import { actOfShortcut } from '../document/use-shortcuts.ts'
import type { WritingMode } from '../document/mode-switch.tsx'
import type { Translator } from '../messages/translator.ts'
import type { NamedAct } from './use-palette-commands.ts'

/** Keys of the margin and the panels, and what one has to be allowed for them. */
const KEYS = [
  ['nextSuggestion', 'follow'],
  ['previousSuggestion', 'follow'],
  ['acceptSuggestion', 'decide'],
  ['rejectSuggestion', 'decide'],
  ['withdrawSuggestion', 'withdraw'],
  ['nextThread', 'follow'],
  ['previousThread', 'follow'],
  ['nextFinding', 'follow'],
  ['previousFinding', 'follow'],
] as const

/** What the keys of the margin do, for as long as there is a margin that takes them [UI876]. */
export const keyActs = (t: Translator['t'], may: (act: Action) => boolean): readonly NamedAct[] =>
  KEYS.flatMap(([id, act]) =>
    may(act) && actOfShortcut(id) !== null
      ? [{ id, words: t(`document.command.${id}`), shortcut: id, run: () => actOfShortcut(id)?.() }]
      : [],
  )

/** Writing or suggesting, whichever it is not now; nothing for whoever cannot choose. */
export const modeActs = (
  t: Translator['t'],
  mode: WritingMode,
  choose: ((mode: WritingMode) => void) | null,
): readonly NamedAct[] => {
  if (choose === null) return []
  const other = mode === 'write' ? 'suggest' : 'write'
  return [
    {
      id: `mode-${other}`,
      words: `${t('document.mode')}: ${t(`document.mode.${other}`)}`,
      run: () => {
        choose(other)
      },
    },
  ]
}
