/** For whom a file is read: whose suggestions and comments it can hold, and by whom the rest came. */
export interface ImportAs {
  /** Member id of who imports. */
  readonly importer: string
  /** Everybody in the group: a name in the file that is one of theirs, folded, is theirs. */
  readonly members: readonly { readonly id: string; readonly name: string }[]
  /** Makes ids of suggestions that no other import has. */
  readonly session: string
  /** Now, milliseconds since 1970: nothing in the file is later. */
  readonly now: number
}

/** A file that is read to be compared, and goes into no document. */
export const READ_BY_NOBODY: ImportAs = { importer: 'import', members: [], session: 'file', now: 8.64e15 }
