import { group } from './group.ts'
import { home } from './home.ts'

/** What the pages around the texts say. */
export const groupWords = {
  ...group,
  ...home,
} as const
