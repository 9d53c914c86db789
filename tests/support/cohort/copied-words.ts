import * as Y from 'yjs'
import { cellsOf } from '../gate-edits.ts'
import { contentOf } from '../gate-world.ts'
import { oracleOwner } from '../suggestion-oracle.ts'
import { WORD } from './suggesting-typist.ts'

/** By word the ids of its letters, wherever it stands as text that is not only proposed. */
export const standingOf = (doc: Y.Doc): ReadonlyMap<string, string> => {
  const letters: { readonly letter: string; readonly id: string }[] = []
  for (let item = contentOf(doc)._start; item !== null; item = item.right) {
    if (item.deleted) continue
    const { content, id } = item
    if (content instanceof Y.ContentString)
      for (const [index, letter] of content.str.split('').entries())
        letters.push({ letter, id: `${id.client}:${id.clock + index}` })
    else if (content instanceof Y.ContentType) letters.push({ letter: '¶', id: '' })
  }
  const cells = cellsOf(doc)
  const places = new Map<string, string>()
  for (const { 0: word, index } of letters
    .map(({ letter }) => letter)
    .join('')
    .matchAll(WORD)) {
    if (cells.slice(index, index + word.length).some((cell) => oracleOwner(cell) !== null)) continue
    const ids = letters.slice(index, index + word.length).map(({ id }) => id)
    places.set(word, [...(places.get(word)?.split(' ') ?? []), ids.join('+')].sort().join(' '))
  }
  return places
}

/**
 * A word that is moved, taken out and brought back, or of which a proposed copy is accepted, stands in other letters.
 * Where that happens twice, and neither knew of the other's, both copies are kept [GAT16]: they may be of unequal
 * blocks, and only a block is known again.
 */
export class CopiedWords {
  /** By word under which client ids it was written again, and the clock at which it had been. */
  readonly #copies = new Map<string, { readonly client: number; readonly end: number }[]>()
  readonly #twice: (word: string) => void

  /** `twice` hears of every word that was written again by two who did not know of each other's. */
  constructor(twice: (word: string) => void) {
    this.#twice = twice
  }

  /** Looks at what became in `doc` of the words that `stood`; `by`: the client id under which it happened. */
  note(doc: Y.Doc, stood: ReadonlyMap<string, string>, by: number): void {
    for (const [word, place] of standingOf(doc)) {
      const isBy = place.split(/[ +]/).some((id) => id.startsWith(`${by}:`))
      // What its writer types is no copy; what the server writes is one of what they typed.
      const was = stood.get(word) ?? (doc.clientID === by ? place : null)
      if (!isBy || was === place) continue
      const copies = this.#copies.get(word) ?? []
      this.#copies.set(word, copies)
      if (copies.some(({ client, end }) => Y.getState(doc.store, client) < end)) this.#twice(word)
      copies.push({ client: by, end: Y.getState(doc.store, by) })
    }
  }
}
