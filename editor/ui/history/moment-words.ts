import { isolated, type Translator } from '../messages/translator.ts'
import type { Stop } from './stops.ts'
import { versionWords } from './version-words.ts'

/** Several names as a language lists them, each isolated [UI41]. */
export const listOfNames = (locale: string, names: readonly string[]): string =>
  new Intl.ListFormat(locale, { type: 'conjunction' }).format(names.map(isolated))

/** What a screen reader says of a moment: when, who wrote, which versions stand here [UI681]. */
export const spokenMoment = (
  { t, dateTime, locale }: Translator,
  stop: Stop,
  nameOf: (member: string) => string,
): string =>
  [
    dateTime(stop.at),
    stop.by.length === 0 ? t('history.nobody') : listOfNames(locale, stop.by.map(nameOf)),
    ...stop.versions.map((version) => versionWords(t, version)),
  ].join(' · ')
