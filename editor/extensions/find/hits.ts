import type { Node } from '@tiptap/pm/model'
import { findText } from '#core/text/find.ts'

/** A place where what is sought stands, as positions of the document. */
export interface Hit {
  readonly from: number
  readonly to: number
}

export interface Search {
  readonly query: string
  /** Letter for letter, with marks and case; otherwise both are folded (core/text/fold.ts). */
  readonly exact: boolean
}

const isDeleted = (node: Node): boolean => node.marks.some(({ type }) => type.name === 'deletion')

/** Hits in a block, from the start of its text. What is proposed for deletion is not sought, and parts what is. */
const hitsOfBlock = (block: Node, { query, exact }: Search): readonly Hit[] => {
  const hits: Hit[] = []
  let text = ''
  let start = 0
  const seek = (): void => {
    for (const found of findText(text, query, { exact }))
      hits.push({ from: start + found.start, to: start + found.end })
    text = ''
  }
  block.forEach((node, offset) => {
    if (isDeleted(node)) {
      seek()
      return
    }
    if (text === '') start = offset
    text += node.text ?? ''
  })
  seek()
  return hits
}

/** Seeks in each block once, for as long as it stays as it is [UI364]. */
export class Hits {
  readonly #search: Search
  readonly #known = new WeakMap<Node, readonly Hit[]>()

  constructor(search: Search) {
    this.#search = search
  }

  in(doc: Node): readonly Hit[] {
    const hits: Hit[] = []
    doc.forEach((block, before) => {
      let found = this.#known.get(block)
      if (found === undefined) {
        found = hitsOfBlock(block, this.#search)
        this.#known.set(block, found)
      }
      for (const { from, to } of found) hits.push({ from: before + 1 + from, to: before + 1 + to })
    })
    return hits
  }
}
