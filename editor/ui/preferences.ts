import { withStorage } from '../sync/local-storage.ts'

/** Choices of this device that are worth nothing to anybody else: language, digits, size of the text, notifications, spell check, paragraph numbers. */
type PreferenceName =
  'language' | 'digits' | 'reading-size' | 'browser-notices' | 'spelling' | 'paragraph-numbers'

const PREFIX = 'siyagha.'

/** The stored value when it passes `accepts`; null when there is none, or storage is closed to us (private mode). */
export const readPreference = <T extends string>(
  name: PreferenceName,
  accepts: (value: unknown) => value is T,
): T | null =>
  withStorage(
    () => localStorage,
    (device) => {
      const stored = device.getItem(PREFIX + name)
      return accepts(stored) ? stored : null
    },
    null,
  )

/** Keeps a choice for the next visit, or for this visit only when storage is closed to us. */
export const writePreference = (name: PreferenceName, value: string): void =>
  withStorage(
    () => localStorage,
    (device) => device.setItem(PREFIX + name, value),
    undefined,
  )
