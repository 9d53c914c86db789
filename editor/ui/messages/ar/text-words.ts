import { document } from './document.ts'
import { doors } from './doors.ts'
import { stages } from './stages.ts'

/** What the page of a text says before anything is opened on it. */
export const textWords = {
  ...document,
  ...doors,
  ...stages,
} as const
