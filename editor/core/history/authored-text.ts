import type { BlockContent } from '../schema/content.ts'

/** A stretch of a block's text with who wrote it. */
export interface AuthoredStretch {
  readonly text: string
  /** Member id; null: nobody. */
  readonly by: string | null
  /** Milliseconds since 1970. */
  readonly at: number
}

/** Who wrote the blocks of a text, asked by place. */
export class AuthoredText {
  readonly #blocks: readonly (readonly AuthoredStretch[])[]

  /** `authors`: of each block of `text`, in its order. Of a block whose letters are other ones nothing is known. */
  constructor(text: readonly BlockContent[], authors: readonly (readonly AuthoredStretch[])[]) {
    this.#blocks = text.map(({ runs }, index) => {
      const known = authors[index] ?? []
      const isItself = runs.map((run) => run.text).join('') === known.map((stretch) => stretch.text).join('')
      return isItself ? known : []
    })
  }

  /** Who wrote most of a block; null for an empty one. */
  of(block: number): AuthoredStretch | null {
    return (this.#blocks[block] ?? []).reduce<AuthoredStretch | null>(
      (most, one) => (most === null || one.text.length > most.text.length ? one : most),
      null,
    )
  }

  /** `text`, which stands in `block` behind `offset` UTF-16 units, in stretches of one author each. */
  cut(block: number, offset: number, text: string): readonly AuthoredStretch[] {
    const cut: AuthoredStretch[] = []
    let at = 0
    for (const stretch of this.#blocks[block] ?? []) {
      const [start, end] = [Math.max(at, offset), Math.min(at + stretch.text.length, offset + text.length)]
      if (start < end) cut.push({ ...stretch, text: text.slice(start - offset, end - offset) })
      at += stretch.text.length
    }
    return cut.length > 0 || text === '' ? cut : [{ text, by: null, at: 0 }]
  }
}
