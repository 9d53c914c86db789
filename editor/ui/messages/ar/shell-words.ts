import { inbox } from './inbox.ts'
import { shell } from './shell.ts'
import { since } from './since.ts'

/** What every page says. */
export const shellWords = {
  ...inbox,
  ...shell,
  ...since,
} as const
