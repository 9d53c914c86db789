/** Who is here, by id: their names. */
export type Names = ReadonlyMap<string, string>

/** Who came and who went between two looks; of somebody who went and came back between them nothing is told. */
export const presenceNews = (
  before: Names,
  now: Names,
): { readonly came: readonly string[]; readonly left: readonly string[] } => ({
  came: [...now].flatMap(([id, name]) => (before.has(id) ? [] : [name])),
  left: [...before].flatMap(([id, name]) => (now.has(id) ? [] : [name])),
})
