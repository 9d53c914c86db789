/** Ends a session at a broken promise. */
export const say = (problem: string): never => {
  throw new Error(problem)
}
