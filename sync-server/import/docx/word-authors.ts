import { foldName } from '#core/text/fold.ts'
import type { WarningList } from '../warning-list.ts'
import type { ImportAs } from './import-as.ts'

/** Who wrote something that the file names by `author`, in this group. */
export interface Attributed {
  /** Member id. */
  readonly by: string
  /** The author's name where nobody here has it: who imports stands for them. Null for one of the members. */
  readonly stranger: string | null
}

/**
 * Authors of a Word file as members ([DOC612]): by name, folded as names of members are, where exactly one member bears
 * it; everybody else's work is that of who imports, and the warning tells whose it was.
 */
export class WordAuthors {
  readonly #as: ImportAs
  readonly #warnings: WarningList
  readonly #byName = new Map<string, string | null>()

  constructor(as: ImportAs, warnings: WarningList) {
    this.#as = as
    this.#warnings = warnings
    for (const { id, name } of as.members) {
      const key = foldName(name)
      this.#byName.set(key, this.#byName.has(key) ? null : id)
    }
  }

  of(author: string): Attributed {
    const member = this.#byName.get(foldName(author)) ?? null
    if (member !== null && author !== '') return { by: member, stranger: null }
    this.#warnings.add('author', author === '' ? '?' : author)
    return { by: this.#as.importer, stranger: author === '' ? null : author }
  }

  /** A time out of the file, never later than now. */
  timeOf(at: number | null): number {
    return at === null ? this.#as.now : Math.max(0, Math.min(at, this.#as.now))
  }
}
