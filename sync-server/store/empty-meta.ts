import type { Meta } from './meta-store.ts'

/** What a new server knows: nothing. */
export const EMPTY_META: Meta = {
  version: 1,
  groups: {},
  members: {},
  invitations: {},
  documents: {},
  stageChanges: [],
}
