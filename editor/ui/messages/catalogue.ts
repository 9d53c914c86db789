import { shellWords } from './ar/shell-words.ts'
import { importAgain } from '../routing/import-again.ts'
import type { arabic, arabicParts } from './arabic.ts'
import type { Language } from './language.ts'

export type MessageKey = keyof typeof arabic
export type Catalogue = Readonly<Record<MessageKey, string>>

/** Words come in parts: those that every page says, those of pages about a text, those of its settings, those of the audit. */
export type WordsPart = keyof typeof arabicParts
export type Words<Part extends WordsPart> = Readonly<Record<keyof (typeof arabicParts)[Part], string>>

/** As far as it is loaded. */
export type LoadedWords = Partial<Catalogue>

const load = async (language: Language, part: WordsPart): Promise<LoadedWords> => {
  switch (`${language}-${part}` as const) {
    case 'ar-shell':
      return shellWords
    case 'ar-text':
      return (await import('./ar/text-words.ts')).textWords
    case 'ar-settings':
      return (await import('./ar/settings.ts')).settings
    case 'ar-audit':
      return (await import('./ar/audit.ts')).audit
    case 'en-shell':
      return (await import('./en/shell-words.ts')).shellWords
    case 'en-text':
      return (await import('./en/text-words.ts')).textWords
    case 'en-settings':
      return (await import('./en/settings.ts')).settings
    case 'en-audit':
      return (await import('./en/audit.ts')).audit
    case 'fr-shell':
      return (await import('./fr/shell-words.ts')).shellWords
    case 'fr-text':
      return (await import('./fr/text-words.ts')).textWords
    case 'fr-settings':
      return (await import('./fr/settings.ts')).settings
    case 'fr-audit':
      return (await import('./fr/audit.ts')).audit
  }
}

/**
 * The words of the languages that are spoken, of the parts that are needed [UI851]: those of the Arabic shell are in the
 * first file, all others are fetched. One object for each language, which grows: who holds it sees what came later.
 */
export class Catalogues {
  readonly #load: typeof load
  readonly #spoken = new Map<Language, LoadedWords>()
  readonly #needed = new Set<WordsPart>(['shell'])

  constructor(from: typeof load = (language, part) => importAgain(() => load(language, part))) {
    this.#load = from
  }

  /** Rejects when a file cannot be had; may be asked again. */
  async speak(language: Language): Promise<LoadedWords> {
    const words = this.#spoken.get(language) ?? {}
    // From now on, so that a part that is needed meanwhile is fetched in this language too.
    this.#spoken.set(language, words)
    try {
      await this.#fill(language, words, [...this.#needed])
    } catch (error) {
      if (Object.keys(words).length === 0) this.#spoken.delete(language)
      throw error
    }
    return words
  }

  /** Resolves when every spoken language has the part; rejects as `speak` does. Nothing is spoken without it later. */
  async need(part: WordsPart): Promise<void> {
    this.#needed.add(part)
    await Promise.all([...this.#spoken].map(([language, words]) => this.#fill(language, words, [part])))
  }

  async #fill(language: Language, words: LoadedWords, parts: readonly WordsPart[]): Promise<void> {
    for (const loaded of await Promise.all(parts.map((part) => this.#load(language, part))))
      Object.assign(words, loaded)
  }

  /** At once and without a network. */
  arabicShell(): LoadedWords {
    const words = this.#spoken.get('ar') ?? { ...shellWords }
    this.#spoken.set('ar', words)
    return words
  }
}

/** One for the page: what is fetched is fetched once. */
export const catalogues = new Catalogues()
