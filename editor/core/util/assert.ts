/** A broken invariant: a bug of ours, never a user's or a peer's mistake. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError'
}

/** Throws {@link InvariantError} unless `condition` holds. For invariants only: bad input has its own errors. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantError(message)
}

/** Closes a `switch` over a union: does not compile when a case is missing. */
export const assertNever = (value: never): never => {
  throw new InvariantError(`unexpected ${JSON.stringify(value)}`)
}
