import { suggestions } from './suggestions.ts'
import { threads } from './threads.ts'

/** What stands beside a text says. */
export const marginWords = {
  ...suggestions,
  ...threads,
} as const
