import { matchWords } from '#core/text/match-words.ts'

/** Something that can be done on the page, by its words. */
export interface PaletteCommand {
  readonly id: string
  readonly words: string
  /** What else people call it. */
  readonly also?: string
  /** The keys that do the same, as written; null when there are none. */
  readonly keys: string | null
  /** A place in the text, not an act. */
  readonly isPlace?: true
  /** Choosing it puts these words into the field, to be typed on: nothing is run. */
  readonly asks?: string
  readonly run: () => void
}

/** So many are shown at once: more is a list to be read, not to be typed into. */
const SHOWN = 40

/**
 * The commands that the typed words mean, folded: those whose words begin with them first, then by whole words; acts
 * before places; else in the order given [UI35].
 */
export const commandsFor = (
  commands: readonly PaletteCommand[],
  query: string,
): readonly PaletteCommand[] => {
  const ranked = commands.flatMap((command) => {
    const { words, also } = command
    const rank =
      matchWords(words, query) ??
      // «تنزيل Word»: a word of its name beside one of what else it is called.
      (also === undefined || matchWords(`${also} ${words}`, query) === null ? null : 2)
    if (rank === null) return []
    return [{ command, rank: rank + (command.isPlace === true ? 3 : 0) }]
  })
  return ranked
    .toSorted((one, other) => one.rank - other.rank)
    .slice(0, SHOWN)
    .map(({ command }) => command)
}
