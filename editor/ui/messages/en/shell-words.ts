import type { Words } from '../catalogue.ts'
import { home } from './home.ts'
import { importing } from './importing.ts'
import { inbox } from './inbox.ts'
import { shell } from './shell.ts'
import { since } from './since.ts'

/** What every page says. */
export const shellWords: Words<'shell'> = {
  ...home,
  ...importing,
  ...inbox,
  ...shell,
  ...since,
}
