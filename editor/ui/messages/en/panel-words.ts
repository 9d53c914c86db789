import type { Words } from '../catalogue.ts'
import { outline } from './outline.ts'
import { panels } from './panels.ts'
import { paragraphs } from './paragraphs.ts'
import { standing } from './standing.ts'
import { textCheck } from './text-check.ts'

/** What is opened over a text says. */
export const panelWords: Words<'panels'> = {
  ...outline,
  ...panels,
  ...paragraphs,
  ...standing,
  ...textCheck,
}
