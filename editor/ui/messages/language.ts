/** The languages of the interface. Arabic is the source; the others are its translations. */
export const LANGUAGES = ['ar', 'en', 'fr'] as const
export type Language = (typeof LANGUAGES)[number]

export const isLanguage = (value: unknown): value is Language => LANGUAGES.some((one) => one === value)

/** Digits of counts and dates: Western unless the reader chose the Arabic-Indic ones (Arabic interface only). */
export const DIGITS = ['latn', 'arab'] as const
export type Digits = (typeof DIGITS)[number]

export const isDigits = (value: unknown): value is Digits => DIGITS.some((one) => one === value)

/** Each language in its own words: the switch shows these, never translations of them. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  ar: 'العربية',
  en: 'English',
  fr: 'Français',
}

export const directionOf = (language: Language): 'rtl' | 'ltr' => (language === 'ar' ? 'rtl' : 'ltr')

/**
 * The BCP 47 tag that numbers and dates are formatted with [UI42]: `ar-SY` gives the months of the Levant
 * («كانون الثاني»); the numbering system is named, since the default of `ar-SY` differs between engines.
 */
export const formattingLocale = (language: Language, digits: Digits): string => {
  switch (language) {
    case 'ar':
      return `ar-SY-u-nu-${digits}`
    case 'en':
      return 'en-GB'
    case 'fr':
      return 'fr-CH'
  }
}
