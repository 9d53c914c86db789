import { audit } from './ar/audit.ts'
import { final } from './ar/final.ts'
import { groupWords } from './ar/group-words.ts'
import { history } from './ar/history.ts'
import { importing } from './ar/importing.ts'
import { inbox } from './ar/inbox.ts'
import { marginWords } from './ar/margin-words.ts'
import { panelWords } from './ar/panel-words.ts'
import { shell } from './ar/shell.ts'
import { since } from './ar/since.ts'
import { textWords } from './ar/text-words.ts'

/** The Arabic words in the parts in which they are loaded. Arabic is the source: its keys are the keys. */
export const arabicParts = {
  shell,
  text: textWords,
  group: groupWords,
  margin: marginWords,
  panels: panelWords,
  audit,
  final,
  history,
  importing,
  inbox,
  since,
} as const

/** All of them. The page itself never loads them at once. */
export const arabic = {
  ...shell,
  ...textWords,
  ...groupWords,
  ...marginWords,
  ...panelWords,
  ...audit,
  ...final,
  ...history,
  ...importing,
  ...inbox,
  ...since,
} as const
