import { oracleOriginal, type OracleCell } from '../suggestion-oracle.ts'
import { countOf, idsOn, wordsOf } from './words-in-text.ts'

/** What must have become of each word of a session, as far as that is certain. */
export class WordFates {
  /** Words typed directly, and words proposed: what the text with everything rejected must and must not hold. */
  readonly #direct = new Set<string>()
  readonly #proposed = new Set<string>()
  /** Words of which nothing is certain any more: a direct writer or a decision had to do with them. */
  readonly #open = new Set<string>()

  get proposed(): number {
    return this.#proposed.size
  }

  noteDirect(word: string): void {
    this.#direct.add(word)
  }

  noteProposed(word: string): void {
    this.#proposed.add(word)
  }

  /** Nothing is certain of it any more. */
  open(word: string): void {
    this.#open.add(word)
  }

  /** The same of every word on which one of these suggestions stands. */
  openAll(cells: readonly OracleCell[], ids: ReadonlySet<string>): void {
    for (const { word, cells: letters } of wordsOf(cells))
      for (const id of idsOn(letters)) if (ids.has(id)) this.#open.add(word)
  }

  /**
   * Words that were only proposed stand in the original never, words typed directly that nothing happened to once;
   * answers how many words that was, and those of which it is not so.
   */
  check(cells: readonly OracleCell[]): { readonly checkedWords: number; readonly faults: readonly string[] } {
    const [original, all] = [countOf(oracleOriginal(cells)), countOf(cells)]
    const faults: string[] = []
    let checkedWords = 0
    for (const word of this.#proposed) {
      if (this.#open.has(word)) continue
      checkedWords++
      if (original.has(word)) faults.push(`${word} was only proposed, and is text`)
    }
    for (const word of this.#direct) {
      if (this.#open.has(word)) continue
      checkedWords++
      // A proposed move has a copy of it.
      if (!all.has(word)) faults.push(`${word}, typed directly, is gone`)
      const times = original.get(word) ?? 0
      if (times > 1) faults.push(`${word}, typed directly, is there ${times} times`)
      if (times === 0 && all.has(word)) faults.push(`${word}, typed directly, is under a proposal`)
    }
    return { checkedWords, faults }
  }
}
