import type { Command } from '@tiptap/pm/state'
import {
  indent,
  outdent,
  setAlign,
  setParagraph,
  toggleContinueNumbering,
  toggleDirection,
  toggleHeading,
  toggleList,
  toggleQuote,
} from '../blocks/block-commands.ts'
import { insertLineBreak } from '../blocks/enter-and-backspace.ts'
import { toggleStyle } from '../blocks/styles.ts'

/** The commands that change the text and need no question first; the rest of the shortcuts belong to the page. */
export const DOCUMENT_COMMANDS = {
  bold: toggleStyle('bold'),
  italic: toggleStyle('italic'),
  underline: toggleStyle('underline'),
  paragraph: setParagraph,
  heading1: toggleHeading(1),
  heading2: toggleHeading(2),
  heading3: toggleHeading(3),
  ordered: toggleList('ordered'),
  bullet: toggleList('bullet'),
  quote: toggleQuote,
  indent,
  outdent,
  continueNumbering: toggleContinueNumbering,
  alignStart: setAlign(null),
  alignCenter: setAlign('center'),
  alignEnd: setAlign('end'),
  alignJustify: setAlign('justify'),
  direction: toggleDirection,
  lineBreak: insertLineBreak,
} as const satisfies Readonly<Record<string, Command>>

export type DocumentCommandId = keyof typeof DOCUMENT_COMMANDS

export const isDocumentCommand = (id: string): id is DocumentCommandId => Object.hasOwn(DOCUMENT_COMMANDS, id)
