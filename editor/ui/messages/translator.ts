import { IntlMessageFormat } from 'intl-messageformat'
import type { LoadedWords, MessageKey } from './catalogue.ts'
import { formattingLocale, type Digits, type Language } from './language.ts'

export type MessageValues = Readonly<Record<string, string | number>>

/** What a screen needs to speak: messages, numbers and dates of one language. Immutable. */
export interface Translator {
  readonly language: Language
  readonly digits: Digits
  /** The tag for `Intl`, e.g. `ar-SY-u-nu-latn` [UI42]. */
  readonly locale: string
  readonly t: (key: MessageKey, values?: MessageValues) => string
  /** As `t`, with values of any kind left in place: for a sentence with a `<Name>` in it. */
  readonly parts: <T>(
    key: MessageKey,
    values: Readonly<Record<string, T | string | number>>,
  ) => readonly (T | string | number)[]
  readonly number: (value: number) => string
  /** «14 كانون الثاني 2022» */
  readonly date: (time: number) => string
  /** Date with hour and minute. */
  readonly dateTime: (time: number) => string
  /** «قبل 3 دقائق» within a week of `now`, the date before that. */
  readonly since: (time: number, now: number) => string
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

type Message = ConstructorParameters<typeof IntlMessageFormat>[0]

/** A message that stands for itself: such ones are never parsed, and in a built page there is no parser. */
const PLAIN = /^[^{}'<]*$/

const isPlain = (message: Message | undefined): message is string =>
  typeof message === 'string' && PLAIN.test(message)

/** As it is written, or as the build compiled it (editor/build/compiled-words.ts). */
const readable = (message: Message): Message => (isPlain(message) ? [{ type: 0, value: message }] : message)

/** Made at the first question: a browser takes tens of milliseconds for the first of a language, before anything is drawn. */
const whenAsked = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | null = null
  return () => (made ??= { value: make() }).value
}

/**
 * How many midnights of the reader's own calendar lie between: what was two evenings ago is not «yesterday» because
 * fewer than 48 hours have passed. Rounded, since a day has 23 or 25 hours when clocks change.
 */
const nights = (time: number, now: number): number =>
  Math.round((new Date(now).setHours(0, 0, 0, 0) - new Date(time).setHours(0, 0, 0, 0)) / DAY)

/**
 * Compiles each message at its first use and keeps it. A value that is missing throws: tests meet every key. So does a
 * message whose part is not loaded: no screen is shown before its words [UI851].
 */
export const createTranslator = (language: Language, digits: Digits, words: LoadedWords): Translator => {
  const locale = formattingLocale(language, digits)
  const compiled = new Map<MessageKey, IntlMessageFormat>()
  const message = (key: MessageKey): IntlMessageFormat => {
    const known = compiled.get(key)
    if (known !== undefined) return known
    const source = words[key]
    if (source === undefined) throw new Error(`the words of ${key} are not loaded`)
    const fresh = new IntlMessageFormat(readable(source), locale)
    compiled.set(key, fresh)
    return fresh
  }
  const numbers = whenAsked(() => new Intl.NumberFormat(locale))
  const dates = whenAsked(() => new Intl.DateTimeFormat(locale, { dateStyle: 'long' }))
  const datesWithTime = whenAsked(
    () =>
      new Intl.DateTimeFormat(locale, {
        day: 'numeric',
        month: 'long',
        year: 'numeric',
        hour: 'numeric',
        minute: '2-digit',
      }),
  )
  const relative = whenAsked(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))

  return {
    language,
    digits,
    locale,
    t: (key, values) => {
      const plain = words[key]
      // Without a format: the first of a language takes its time, before anything is drawn.
      return isPlain(plain) ? plain : String(message(key).format({ ...values }))
    },
    parts: <T>(key: MessageKey, values: Readonly<Record<string, T | string | number>>) =>
      message(key)
        .formatToParts<T>({ ...values })
        .map((part): T | string | number => part.value),
    number: (value) => numbers().format(value),
    date: (time) => dates().format(time),
    dateTime: (time) => datesWithTime().format(time),
    since: (time, now) => {
      const ago = Math.max(0, now - time)
      if (ago < MINUTE) return relative().format(0, 'second')
      if (ago < HOUR) return relative().format(-Math.floor(ago / MINUTE), 'minute')
      if (ago < DAY) return relative().format(-Math.floor(ago / HOUR), 'hour')
      const days = nights(time, now)
      if (days < 7) return relative().format(-days, 'day')
      return dates().format(time)
    },
  }
}

const FIRST_STRONG_ISOLATE = '\u2068'
const POP_ISOLATE = '\u2069'

/** Isolates a name inside a plain string (an `aria-label`, a title) where no `<bdi>` can stand [UI41]. */
export const isolated = (name: string): string => FIRST_STRONG_ISOLATE + name + POP_ISOLATE
