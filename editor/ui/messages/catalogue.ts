import { audit } from './ar/audit.ts'
import { document } from './ar/document.ts'
import { final } from './ar/final.ts'
import { history } from './ar/history.ts'
import { inbox } from './ar/inbox.ts'
import { outline } from './ar/outline.ts'
import { shell } from './ar/shell.ts'
import { since } from './ar/since.ts'
import { stages } from './ar/stages.ts'
import { suggestions } from './ar/suggestions.ts'
import { textCheck } from './ar/text-check.ts'
import { threads } from './ar/threads.ts'
import { importAgain } from '../routing/import-again.ts'
import type { Language } from './language.ts'

/** The Arabic catalogue is the source: its keys are the keys. It is in the first bundle, the others are fetched. */
export const arabic = {
  ...audit,
  ...document,
  ...final,
  ...history,
  ...inbox,
  ...outline,
  ...shell,
  ...since,
  ...stages,
  ...suggestions,
  ...textCheck,
  ...threads,
} as const

export type MessageKey = keyof typeof arabic
export type Catalogue = Readonly<Record<MessageKey, string>>

/** Loads the catalogue of a language; `en` and `fr` are files of their own. */
export const loadCatalogue = async (language: Language): Promise<Catalogue> => {
  switch (language) {
    case 'ar':
      return arabic
    case 'en':
      return (await importAgain(() => import('./en.ts'))).english
    case 'fr':
      return (await importAgain(() => import('./fr.ts'))).french
  }
}
