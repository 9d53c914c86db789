/**
 * Freezes a value and all that it holds, and returns it. Stops at what is frozen already, so a value that shares
 * most of its parts with a frozen one costs only what changed.
 */
export const freeze = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const part of Object.values(value)) freeze(part)
  return value
}
