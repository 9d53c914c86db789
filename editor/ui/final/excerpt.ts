import type { DocumentEditor } from '../../extensions/document-editor.ts'

/** Characters of a line in a list. */
const LONGEST = 90

/** The first words of a text, on one line. */
export const excerpt = (text: string): string => {
  const line = text.replace(/\s+/gu, ' ').trim()
  const characters = Array.from(line)
  return characters.length <= LONGEST ? line : `${characters.slice(0, LONGEST).join('')}…`
}

/** What stands in a block, as this page shows it; empty for one that does not. */
export const wordsOfBlock = ({ editor }: DocumentEditor, bid: string): string => {
  let words = ''
  editor.state.doc.forEach((block) => {
    if (block.attrs['bid'] === bid) words = block.textContent
  })
  return words
}
