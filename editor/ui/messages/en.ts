import type { Catalogue } from './catalogue.ts'
import { document } from './en/document.ts'
import { inbox } from './en/inbox.ts'
import { shell } from './en/shell.ts'
import { since } from './en/since.ts'
import { stages } from './en/stages.ts'
import { suggestions } from './en/suggestions.ts'
import { threads } from './en/threads.ts'

export const english: Catalogue = {
  ...shell,
  ...document,
  ...inbox,
  ...since,
  ...stages,
  ...suggestions,
  ...threads,
}
