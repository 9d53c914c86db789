import type { Catalogue } from './catalogue.ts'
import { audit } from './en/audit.ts'
import { document } from './en/document.ts'
import { final } from './en/final.ts'
import { history } from './en/history.ts'
import { importing } from './en/importing.ts'
import { inbox } from './en/inbox.ts'
import { outline } from './en/outline.ts'
import { shell } from './en/shell.ts'
import { since } from './en/since.ts'
import { stages } from './en/stages.ts'
import { suggestions } from './en/suggestions.ts'
import { textCheck } from './en/text-check.ts'
import { threads } from './en/threads.ts'

export const english: Catalogue = {
  ...audit,
  ...document,
  ...final,
  ...history,
  ...importing,
  ...inbox,
  ...outline,
  ...shell,
  ...since,
  ...stages,
  ...suggestions,
  ...textCheck,
  ...threads,
}
