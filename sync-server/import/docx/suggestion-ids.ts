import type { SuggestionValue } from '#core/schema/formats.ts'
import type { ImportAs } from './import-as.ts'
import type { WordAuthors } from './word-authors.ts'
import type { Revision } from './word-revision.ts'

export interface Identified {
  readonly id: string
  readonly value: Pick<SuggestionValue, 'by' | 'at'>
}

/**
 * Which revisions are one suggestion ([DOC611]): the two sides of a move, and what stands side by side of one author and
 * one time, a deletion and what was put in its place as well. Asked in the order of the text.
 */
export class SuggestionIds {
  readonly #as: ImportAs
  readonly #authors: WordAuthors
  readonly #groups = new Map<string, Identified>()
  readonly #named = new Map<string, string>()
  readonly #strangers = new Map<string, string>()
  /** Those on the element before. */
  #before = new Map<string, Identified>()
  #here = new Map<string, Identified>()
  #count = 0

  constructor(as: ImportAs, authors: WordAuthors) {
    this.#as = as
    this.#authors = authors
  }

  /** The next element of the text, with or without revisions. */
  step(): void {
    this.#before = this.#here
    this.#here = new Map()
  }

  /** `notBefore`: a time that it must not lie before; then it is a suggestion of its own. */
  of(revision: Revision, notBefore = 0): Identified {
    const at = this.#authors.timeOf(revision.at)
    const key = JSON.stringify([revision.author, Math.max(at, notBefore), revision.group])
    const known = this.#here.get(key) ?? this.#before.get(key) ?? this.#groups.get(key)
    const identified = known ?? this.#new(revision.author, Math.max(at, notBefore))
    this.#here.set(key, identified)
    if (revision.group !== null) {
      this.#groups.set(key, identified)
      this.#named.set(revision.group, identified.id)
    }
    return identified
  }

  /** The suggestion of a named group; null when there is none in the text. */
  ofGroup(group: string): string | null {
    return this.#named.get(group) ?? null
  }

  /** Of a suggestion that stands in the name of who imports: whose it is by the file; null when it is a member's own. */
  strangerOf(suggestion: string): string | null {
    return this.#strangers.get(suggestion) ?? null
  }

  #new(author: string, at: number): Identified {
    const { by, stranger } = this.#authors.of(author)
    const id = `${by}-${this.#as.session}-${this.#count++}`
    if (stranger !== null) this.#strangers.set(id, stranger)
    return { id, value: { by, at } }
  }
}
