/** Answers that take some working out, the last of them kept: what a log held never changes. */
export class KeptAnswers<T> {
  readonly #most: number
  readonly #kept = new Map<string, Promise<T>>()
  readonly #isKept: (answer: T) => boolean

  /** Keeps `most` of them; what `isKept` denies, and what is rejected, is worked out again. */
  constructor(most: number, isKept: (answer: T) => boolean) {
    this.#most = most
    this.#isKept = isKept
  }

  of(document: string, key: string, workOut: () => Promise<T>): Promise<T> {
    const name = `${document} ${key}`
    const known = this.#kept.get(name)
    const answer = known ?? workOut()
    this.#kept.delete(name)
    this.#kept.set(name, answer)
    const drop = (): boolean => this.#kept.get(name) === answer && this.#kept.delete(name)
    if (known === undefined) answer.then((value) => this.#isKept(value) || drop(), drop)
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#most) break
      this.#kept.delete(oldest)
    }
    return answer
  }

  /** What was known of a document that is no more. */
  forget(document: string): void {
    for (const name of this.#kept.keys()) if (name.startsWith(`${document} `)) this.#kept.delete(name)
  }
}
