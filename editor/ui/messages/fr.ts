import type { Catalogue } from './catalogue.ts'
import { audit } from './fr/audit.ts'
import { document } from './fr/document.ts'
import { final } from './fr/final.ts'
import { history } from './fr/history.ts'
import { importing } from './fr/importing.ts'
import { inbox } from './fr/inbox.ts'
import { outline } from './fr/outline.ts'
import { shell } from './fr/shell.ts'
import { since } from './fr/since.ts'
import { stages } from './fr/stages.ts'
import { suggestions } from './fr/suggestions.ts'
import { textCheck } from './fr/text-check.ts'
import { threads } from './fr/threads.ts'

export const french: Catalogue = {
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
