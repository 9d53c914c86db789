/** How many colours the palette of carets and avatars holds: a colour is an index into it. */
export const MEMBER_COLORS = 12

/**
 * The colour of who joins a group whose present members have these: the one that the fewest of them have, of several
 * the first. So the first twelve of a group differ whoever comes and goes, and people share a colour only when all are
 * taken [DOC331]. What is no index of the palette is passed over.
 */
export const leastUsedColor = (taken: readonly number[]): number => {
  const uses = Array.from(
    { length: MEMBER_COLORS },
    (_, color) => taken.filter((one) => one === color).length,
  )
  return uses.indexOf(Math.min(...uses))
}
