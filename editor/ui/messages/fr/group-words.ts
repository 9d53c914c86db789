import type { Words } from '../catalogue.ts'
import { group } from './group.ts'
import { home } from './home.ts'

/** What the pages around the texts say. */
export const groupWords: Words<'group'> = {
  ...group,
  ...home,
}
