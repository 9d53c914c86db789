import { Direction } from 'radix-ui'
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import { catalogues, type LoadedWords } from './messages/catalogue.ts'
import { directionOf, isDigits, isLanguage, type Digits, type Language } from './messages/language.ts'
import { createTranslator, type Translator } from './messages/translator.ts'
import { readPreference, writePreference } from './preferences.ts'

interface Locale {
  readonly translator: Translator
  readonly setLanguage: (language: Language) => void
  readonly setDigits: (digits: Digits) => void
}

const LocaleContext = createContext<Locale | null>(null)

interface Spoken {
  readonly language: Language
  readonly words: LoadedWords
}

/**
 * Speaks one language to everything below: messages, `lang` and `dir` of the page, direction of the Radix parts.
 * Arabic until the reader chose another. While the file of another language is on its way the page goes on in
 * the one before, so nothing flashes.
 */
export function LocaleProvider({ children }: { readonly children: ReactNode }) {
  const [wanted, setWanted] = useState<Language>(() => readPreference('language', isLanguage) ?? 'ar')
  const [digits, setDigitsState] = useState<Digits>(() => readPreference('digits', isDigits) ?? 'latn')
  const [spoken, setSpoken] = useState<Spoken | null>(
    wanted === 'ar' ? { language: 'ar', words: catalogues.arabicShell() } : null,
  )

  useEffect(() => {
    let current = true
    catalogues.speak(wanted).then(
      (words) => {
        if (current) setSpoken({ language: wanted, words })
      },
      () => {
        // The file cannot be fetched (no network): a page in Arabic is better than no page.
        if (current) setSpoken((before) => before ?? { language: 'ar', words: catalogues.arabicShell() })
      },
    )
    return () => {
      current = false
    }
  }, [wanted])

  const language = spoken?.language ?? 'ar'
  useEffect(() => {
    document.documentElement.lang = language
    document.documentElement.dir = directionOf(language)
  }, [language])

  const setLanguage = useCallback((next: Language) => {
    writePreference('language', next)
    setWanted(next)
  }, [])
  const setDigits = useCallback((next: Digits) => {
    writePreference('digits', next)
    setDigitsState(next)
  }, [])
  const locale = useMemo<Locale | null>(
    () =>
      spoken === null
        ? null
        : {
            translator: createTranslator(spoken.language, digits, spoken.words),
            setLanguage,
            setDigits,
          },
    [spoken, digits, setLanguage, setDigits],
  )
  if (locale === null) return null
  return (
    <LocaleContext value={locale}>
      <Direction.Provider dir={directionOf(language)}>{children}</Direction.Provider>
    </LocaleContext>
  )
}

const useLocale = (): Locale => {
  const locale = useContext(LocaleContext)
  if (locale === null) throw new Error('no LocaleProvider above this component')
  return locale
}

/** Messages, numbers and dates: `const { t, number } = useMessages()`. Changes identity with the language only. */
export const useMessages = (): Translator => useLocale().translator

export const useLanguageSwitch = (): Pick<Locale, 'setLanguage' | 'setDigits'> => useLocale()
