import { withStorage } from '../sync/local-storage.ts'

/** Sets of words that this device keeps, one for each key; for this visit only where storage is closed to us. */
export interface KeptSets {
  readonly read: (key: string) => ReadonlySet<string>
  readonly keep: (key: string, set: ReadonlySet<string>) => void
  /** Those of every key: the device is being left. */
  readonly forgetAll: () => void
}

const isText = (value: unknown): value is string => typeof value === 'string'

/** @param most of a larger set the newest so many words are kept. */
export const keptSets = (prefix: string, most = Number.POSITIVE_INFINITY): KeptSets => {
  const open = (): Storage => localStorage
  return {
    read: (key) =>
      withStorage(
        open,
        (device) => {
          const kept: unknown = JSON.parse(device.getItem(prefix + key) ?? '[]')
          return new Set(Array.isArray(kept) ? kept.filter(isText) : [])
        },
        new Set<string>(),
      ),
    keep: (key, set) =>
      withStorage(
        open,
        (device) =>
          set.size === 0
            ? device.removeItem(prefix + key)
            : device.setItem(prefix + key, JSON.stringify([...set].slice(-most))),
        undefined,
      ),
    forgetAll: () =>
      withStorage(
        open,
        (device) => {
          for (const name of Object.keys(device)) if (name.startsWith(prefix)) device.removeItem(name)
        },
        undefined,
      ),
  }
}
