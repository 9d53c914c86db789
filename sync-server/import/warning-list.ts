import type { ImportWarning } from './imported.ts'

/** Gathers warnings while a file is read: one entry per code and detail, counted. */
export class WarningList {
  readonly #counts = new Map<
    string,
    { readonly code: string; readonly detail: string | null; count: number }
  >()

  add(code: string, detail: string | null = null, count = 1): void {
    const key = detail === null ? code : `${code} ${detail}`
    const entry = this.#counts.get(key)
    if (entry !== undefined) entry.count += count
    // A file may hold any number of unknown names: the list stays short.
    else if (this.#counts.size < 50)
      this.#counts.set(key, { code, detail: detail?.slice(0, 60) ?? null, count })
  }

  toArray(): ImportWarning[] {
    return [...this.#counts.values()].map(({ code, detail, count }) =>
      detail === null ? { code, count } : { code, detail, count },
    )
  }
}
