import { audit } from './ar/audit.ts'
import { settings } from './ar/settings.ts'
import { shellWords } from './ar/shell-words.ts'
import { textWords } from './ar/text-words.ts'

/** The Arabic words in the parts in which they are loaded. Arabic is the source: its keys are the keys. */
export const arabicParts = { shell: shellWords, text: textWords, settings, audit } as const

/** All of them. The page itself never loads them at once. */
export const arabic = { ...shellWords, ...textWords, ...settings, ...audit } as const
