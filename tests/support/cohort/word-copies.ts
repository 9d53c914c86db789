import * as Y from 'yjs'
import { cellsOf } from '../gate-edits.ts'
import { contentOf } from '../gate-world.ts'
import { WORD } from './suggesting-typist.ts'

const COPIED = new RegExp(`¶|${WORD.source}`, 'g')

/** A word where it stands, known by the item of its first letter: written anew it is another copy. */
export interface WordCopy {
  readonly word: string
  readonly client: number
  readonly clock: number
  /** Its place in the text, as a number of letters and block markers. */
  readonly at: number
  /** Whose insertions it stands in. */
  readonly proposers: readonly string[]
  /** The ids of all that is proposed about it. */
  readonly suggestions: readonly string[]
}

export const idOf = ({ client, clock }: Pick<WordCopy, 'client' | 'clock'>): string => `${client}:${clock}`

/** What stands in a text, letter by letter: each with the item that it is; a block marker as ¶. */
export const lettersOf = (
  doc: Y.Doc,
): readonly { readonly letter: string; readonly client: number; readonly clock: number }[] => {
  const letters: { letter: string; client: number; clock: number }[] = []
  for (let item = contentOf(doc)._start; item !== null; item = item.right) {
    if (item.deleted) continue
    const { content } = item
    const { client, clock } = item.id
    if (content instanceof Y.ContentString)
      for (const [index, letter] of content.str.split('').entries())
        letters.push({ letter, client, clock: clock + index })
    else if (content instanceof Y.ContentType) letters.push({ letter: '¶', client, clock })
  }
  return letters
}

/** Every word, and every block marker as the word ¶, that stands in a text, proposals included, by the id of its copy. */
export const copiesIn = (doc: Y.Doc): ReadonlyMap<string, WordCopy> => {
  const letters = lettersOf(doc)
  const cells = cellsOf(doc)
  const copies = new Map<string, WordCopy>()
  const text = letters.map(({ letter }) => letter).join('')
  for (const { 0: word, index: at } of text.matchAll(COPIED)) {
    const first = letters[at]
    if (first === undefined) continue
    const marks = cells[at]?.marks ?? []
    const proposers = marks.flatMap(({ kind, by }) => (kind === 'insertion' ? [by] : []))
    const suggestions = marks.map(({ id }) => id)
    const copy = { word, client: first.client, clock: first.clock, at, proposers, suggestions }
    copies.set(idOf(copy), copy)
  }
  return copies
}
