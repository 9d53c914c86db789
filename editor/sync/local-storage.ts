/**
 * What `act` makes of the browser's local storage. `otherwise` where there is none, or it says no by throwing: closed to
 * us (a private window, a setting), or full. Nobody is told: what is kept there can be missed, or is elsewhere too.
 *
 * @param storage which some browsers refuse to name at all, by throwing.
 */
export const withStorage = <T>(storage: () => Storage | null, act: (open: Storage) => T, otherwise: T): T => {
  try {
    const open = storage()
    return open === null ? otherwise : act(open)
  } catch {
    return otherwise
  }
}
