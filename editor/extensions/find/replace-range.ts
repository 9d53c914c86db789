import type { Transaction } from '@tiptap/pm/state'

/** Writes a text in the place of a stretch of one block; nothing takes the stretch away. */
export const replaceRange = (tr: Transaction, from: number, to: number, text: string): Transaction =>
  text === '' ? tr.delete(from, to) : tr.insertText(text, from, to)
