import { suggestionsOn } from '#core/suggestions/suggestion.ts'
import type { RawFormats } from '#core/schema/content.ts'
import { authorNames } from '../docx/word-authors.ts'

/** Who proposed what, by number: numbers stand beside the proposals, names in a list before the text. */
export class Proposers {
  readonly #numbers = new Map<string, number>()
  readonly #nameOf: (member: string) => string

  /** `names`: by member id; null: everybody has an alias, as in Word files ([DOC623]). */
  constructor(names: ReadonlyMap<string, string> | null) {
    this.#nameOf = authorNames(names).of
  }

  /** The numbers of those with a suggestion on an element, in its order; none twice. */
  on(formats: RawFormats): readonly number[] {
    return [...new Set(suggestionsOn(formats).map(({ by }) => this.#numberOf(by)))]
  }

  /** Everybody who came up, in the order of their numbers. */
  names(): readonly string[] {
    return [...this.#numbers.keys()].map(this.#nameOf)
  }

  #numberOf(member: string): number {
    const known = this.#numbers.get(member)
    if (known !== undefined) return known
    this.#numbers.set(member, this.#numbers.size + 1)
    return this.#numbers.size
  }
}
