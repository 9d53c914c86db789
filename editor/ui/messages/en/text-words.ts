import type { Words } from '../catalogue.ts'
import { document } from './document.ts'
import { final } from './final.ts'
import { history } from './history.ts'
import { outline } from './outline.ts'
import { paragraphs } from './paragraphs.ts'
import { stages } from './stages.ts'
import { suggestions } from './suggestions.ts'
import { textCheck } from './text-check.ts'
import { threads } from './threads.ts'

/** What pages about a text say. */
export const textWords: Words<'text'> = {
  ...document,
  ...final,
  ...history,
  ...outline,
  ...paragraphs,
  ...stages,
  ...suggestions,
  ...textCheck,
  ...threads,
}
