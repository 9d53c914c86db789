import { withStorage } from './local-storage.ts'

/**
 * Stands on a device that its member left while the server was away: their session has to end there yet [UI753]. Beside
 * the device's database and not in it: every page asks for it first, and would wait until that is open.
 */
export interface LeavingNote {
  readonly stands: () => boolean
  /** False where the browser keeps nothing: then nobody can leave without the server. */
  readonly put: () => boolean
  readonly drop: () => void
}

const NAME = 'siyagha.leaving'

/** @param storage throws, or gives null, where the browser keeps nothing. */
export const createLeavingNote = (storage: () => Storage | null): LeavingNote => ({
  stands: () => withStorage(storage, (open) => open.getItem(NAME) !== null, false),
  put: () =>
    withStorage(
      storage,
      (open) => {
        open.setItem(NAME, '1')
        return true
      },
      false,
    ),
  drop: () => {
    withStorage(
      storage,
      (open) => {
        open.removeItem(NAME)
      },
      undefined,
    )
  },
})
