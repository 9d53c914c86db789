import { COMPARISON } from '#core/history/redline.ts'
import { shownNumber } from '#core/schema/numbering.ts'
import { suggestionsOn } from '#core/suggestions/suggestion.ts'
import type { RawFormats } from '#core/schema/content.ts'
import { authorNames, type AuthorNames } from '../docx/word-authors.ts'
import { fileWords, type WrittenAs } from '../file-words.ts'

/** Who proposed what, by number: numbers stand beside the proposals, names in a list before the text. */
export class Proposers {
  /** How people are called on the page. */
  readonly called: AuthorNames
  readonly #numbers = new Map<string, number>()
  readonly #as: WrittenAs

  /** `names`: by member id; null: everybody has an alias, as in Word files ([DOC623]). */
  constructor(names: ReadonlyMap<string, string> | null, as: WrittenAs) {
    this.called = authorNames(names, as.language)
    this.#as = as
  }

  /** The numbers of those with a suggestion on an element, in its order; none twice, none for what a comparison says. */
  on(formats: RawFormats): readonly string[] {
    const members = suggestionsOn(formats).flatMap(({ by }) => (by === COMPARISON ? [] : [by]))
    return [...new Set(members)].map((member) => shownNumber(this.#numberOf(member), this.#as.digits))
  }

  /** Numbers of several at one place, one behind another. */
  listed(numbers: readonly string[]): string {
    return numbers.join(`${fileWords(this.#as.language).comma} `)
  }

  /** Everybody who came up, in the order of their numbers. */
  names(): readonly string[] {
    return [...this.#numbers.keys()].map(this.called.of)
  }

  #numberOf(member: string): number {
    const known = this.#numbers.get(member)
    if (known !== undefined) return known
    this.#numbers.set(member, this.#numbers.size + 1)
    return this.#numbers.size
  }
}
