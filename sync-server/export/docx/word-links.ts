/** Addresses of the links in a text: relationships of its part. */
export class WordLinks {
  readonly #ids = new Map<string, string>()

  idOf(href: string): string {
    const known = this.#ids.get(href)
    if (known !== undefined) return known
    const id = `link${this.#ids.size + 1}`
    this.#ids.set(href, id)
    return id
  }

  all(): readonly (readonly [id: string, href: string])[] {
    return [...this.#ids].map(([href, id]) => [id, href])
  }
}
