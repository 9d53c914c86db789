import { home } from './home.ts'
import { inbox } from './inbox.ts'
import { shell } from './shell.ts'
import { since } from './since.ts'

/** What every page says. */
export const shellWords = {
  ...home,
  ...inbox,
  ...shell,
  ...since,
} as const
