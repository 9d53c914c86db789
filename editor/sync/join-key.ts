import { withStorage } from './local-storage.ts'

/**
 * A secret of this device, drawn before it joins and sent along: by it the server knows the device again whose answer was
 * lost, also after a reload and in another tab [ACC120]. It is kept from the first try until an answer came.
 */
export interface JoinKey {
  /** Null unless a join was tried and not answered. */
  readonly kept: () => string | null
  /** The one that is kept, or a new one. */
  readonly need: () => string
  readonly drop: () => void
}

const NAME = 'siyagha.join-key'

/** @param storage null, or throwing, where the browser keeps nothing: then the key lives as long as the page. */
export const createJoinKey = (storage: () => Storage | null, createKey: () => string): JoinKey => {
  let own: string | null = null
  const onDevice = <T>(act: (device: Storage) => T): T | null => withStorage<T | null>(storage, act, null)
  const kept = (): string | null => own ?? onDevice((device) => device.getItem(NAME))
  return {
    kept,
    need: () => {
      own = kept() ?? createKey()
      const key = own
      onDevice((device) => device.setItem(NAME, key))
      return key
    },
    drop: () => {
      own = null
      onDevice((device) => device.removeItem(NAME))
    },
  }
}
