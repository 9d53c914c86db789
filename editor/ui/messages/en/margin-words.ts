import type { Words } from '../catalogue.ts'
import { suggestions } from './suggestions.ts'
import { threads } from './threads.ts'

/** What stands beside a text says. */
export const marginWords: Words<'margin'> = {
  ...suggestions,
  ...threads,
}
