import { shell } from './ar/shell.ts'
import { importAgain } from '../routing/import-again.ts'
import type { arabic, arabicParts } from './arabic.ts'
import type { Language } from './language.ts'

export type MessageKey = keyof typeof arabic
export type Catalogue = Readonly<Record<MessageKey, string>>

/** Words come in parts: those that every page says, those that a text is written with, those of what is opened later. */
export type WordsPart = keyof typeof arabicParts
export type Words<Part extends WordsPart> = Readonly<Record<keyof (typeof arabicParts)[Part], string>>

/** As far as it is loaded. */
export type LoadedWords = Partial<Catalogue>

type Load = () => Promise<LoadedWords>

const FILES: Readonly<Record<Language, Readonly<Record<WordsPart, Load>>>> = {
  ar: {
    shell: () => Promise.resolve(shell),
    text: async () => (await import('./ar/text-words.ts')).textWords,
    group: async () => (await import('./ar/group-words.ts')).groupWords,
    margin: async () => (await import('./ar/margin-words.ts')).marginWords,
    panels: async () => (await import('./ar/panel-words.ts')).panelWords,
    audit: async () => (await import('./ar/audit.ts')).audit,
    final: async () => (await import('./ar/final.ts')).final,
    history: async () => (await import('./ar/history.ts')).history,
    importing: async () => (await import('./ar/importing.ts')).importing,
    inbox: async () => (await import('./ar/inbox.ts')).inbox,
    since: async () => (await import('./ar/since.ts')).since,
  },
  en: {
    shell: async () => (await import('./en/shell.ts')).shell,
    text: async () => (await import('./en/text-words.ts')).textWords,
    group: async () => (await import('./en/group-words.ts')).groupWords,
    margin: async () => (await import('./en/margin-words.ts')).marginWords,
    panels: async () => (await import('./en/panel-words.ts')).panelWords,
    audit: async () => (await import('./en/audit.ts')).audit,
    final: async () => (await import('./en/final.ts')).final,
    history: async () => (await import('./en/history.ts')).history,
    importing: async () => (await import('./en/importing.ts')).importing,
    inbox: async () => (await import('./en/inbox.ts')).inbox,
    since: async () => (await import('./en/since.ts')).since,
  },
  fr: {
    shell: async () => (await import('./fr/shell.ts')).shell,
    text: async () => (await import('./fr/text-words.ts')).textWords,
    group: async () => (await import('./fr/group-words.ts')).groupWords,
    margin: async () => (await import('./fr/margin-words.ts')).marginWords,
    panels: async () => (await import('./fr/panel-words.ts')).panelWords,
    audit: async () => (await import('./fr/audit.ts')).audit,
    final: async () => (await import('./fr/final.ts')).final,
    history: async () => (await import('./fr/history.ts')).history,
    importing: async () => (await import('./fr/importing.ts')).importing,
    inbox: async () => (await import('./fr/inbox.ts')).inbox,
    since: async () => (await import('./fr/since.ts')).since,
  },
}

const load = (language: Language, part: WordsPart): Promise<LoadedWords> => FILES[language][part]()

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
    const words = this.#spoken.get('ar') ?? { ...shell }
    this.#spoken.set('ar', words)
    return words
  }
}

/** One for the page: what is fetched is fetched once. */
export const catalogues = new Catalogues()
