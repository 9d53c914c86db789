import type { Group, Meta } from '../../sync-server/store/meta-store.ts'

export const groupOf = (id: string, name = id): Group => ({
  id,
  name,
  createdAt: 1,
  viewersSeeAuthors: false,
})

/** A change for `transact` that adds a group and answers how many there are then. */
export const addGroup =
  (id: string) =>
  (meta: Meta): { readonly meta: Meta; readonly result: number } => {
    const groups = { ...meta.groups, [id]: groupOf(id) }
    return { meta: { ...meta, groups }, result: Object.keys(groups).length }
  }
