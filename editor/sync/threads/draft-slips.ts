import { withStorage } from '../local-storage.ts'
import type { Draft } from './thread-keep.ts'

/** A draft as the database keeps it; `owner` is member and document. */
export interface DraftRow {
  readonly key: string
  readonly owner: string
  readonly document: string
  readonly name: string
  readonly draft: Draft
}

const PREFIX = 'siyagha.draft.'

/** What lies under our names was written here, by this page or an earlier one. */
const isRow = (value: unknown): value is DraftRow =>
  typeof value === 'object' && value !== null && 'owner' in value && 'draft' in value

const parse = (slip: string | null): DraftRow | null => {
  try {
    const row: unknown = JSON.parse(slip ?? 'null')
    return isRow(row) ? row : null
  } catch {
    return null
  }
}

/**
 * Slips of paper for the rows of drafts that the database is still writing. A transaction takes as long as the disk
 * does, and one that a page has not committed when it goes is lost; a slip is written within the key [UI930]. One lies
 * there until the database has its words: it is never older than the row with its key. Nothing is said when the
 * browser takes none (no room, storage closed to us): the database is on its way all the same.
 */
export interface DraftSlips {
  readonly write: (row: DraftRow) => void
  /** Of whatever owner. */
  readonly all: () => readonly DraftRow[]
  /** What lies there under the key of a row now. Answers how to take it away, unless another was written meanwhile. */
  readonly seen: (key: string) => () => void
  /** For logging out. */
  readonly clear: () => void
}

/** @param storage see {@link withStorage}. */
export const createDraftSlips = (storage: () => Storage): DraftSlips => {
  const attempt = <T>(act: (open: Storage) => T, otherwise: T): T => withStorage(storage, act, otherwise)
  const names = (open: Storage): readonly string[] =>
    Object.keys(open).filter((name) => name.startsWith(PREFIX))

  return {
    write: (row) => attempt((open) => open.setItem(PREFIX + row.key, JSON.stringify(row)), undefined),
    all: () => attempt((open) => names(open).flatMap((name) => parse(open.getItem(name)) ?? []), []),
    seen: (key) => {
      const read = (): string | null => attempt((open) => open.getItem(PREFIX + key), null)
      const before = read()
      return () => {
        if (before !== null && read() === before) attempt((open) => open.removeItem(PREFIX + key), undefined)
      }
    },
    clear: () => attempt((open) => names(open).forEach((name) => open.removeItem(name)), undefined),
  }
}
