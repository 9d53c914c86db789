/** One snapshot is kept for about this many entries, so that any moment of a long history opens fast. */
export const SNAPSHOT_SPACING = 5000

/**
 * Which snapshots may go, given the sequence numbers of all that exist in ascending order. The newest always stays;
 * of the others, the first that lies a full spacing after the one kept before it (the empty document counts as
 * kept at 0). [LOG7]
 */
export const snapshotsToDrop = (
  seqs: readonly number[],
  spacing: number = SNAPSHOT_SPACING,
): readonly number[] => {
  const drop: number[] = []
  let kept = 0
  for (const seq of seqs.slice(0, -1)) {
    if (seq - kept >= spacing) kept = seq
    else drop.push(seq)
  }
  return drop
}
