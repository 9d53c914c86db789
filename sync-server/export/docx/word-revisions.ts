import type { Suggestion } from '#core/suggestions/suggestion.ts'
import type { AuthorNames } from './word-authors.ts'
import { xmlText } from './xml-text.ts'

const LAST_DATE = Date.UTC(9999, 11, 31)

/** Attributes of tracked changes: numbers, authors and times, one after another as they are written. */
export class WordRevisions {
  readonly #names: AuthorNames
  readonly #groups = new Map<string, number>()
  #count = 0

  constructor(names: AuthorNames) {
    this.#names = names
  }

  /** Of one tracked change. Word keeps seconds; the full time and what belongs together stand beside it for ourselves. */
  attributes({ id, by, at }: Pick<Suggestion, 'id' | 'by' | 'at'>, number = this.nextId()): string {
    const author = xmlText(this.#names.of(by))
    return (
      `w:id="${number}" w:author="${author}" w:date="${dateOf(at)}" ` +
      `siyagha:at="${Math.max(0, Math.floor(at))}" siyagha:group="${this.groupOf(id)}"`
    )
  }

  nextId(): number {
    return ++this.#count
  }

  groupOf(suggestion: string): number {
    const known = this.#groups.get(suggestion)
    if (known !== undefined) return known
    const group = this.#groups.size + 1
    this.#groups.set(suggestion, group)
    return group
  }
}

/** In seconds, as Word writes it. */
export const dateOf = (at: number): string =>
  `${new Date(Math.max(0, Math.min(at, LAST_DATE))).toISOString().slice(0, 19)}Z`
