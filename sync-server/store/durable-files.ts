import { copyFile, link, open, rename, rm } from 'node:fs/promises'

/** The steps of a crash-safe change of a file. A port, so that tests can let any of them fail. */
export interface DurableFiles {
  /** Writes a new file and waits until its bytes are on the disk. */
  write(path: string, bytes: Uint8Array): Promise<void>
  /** A second name for a file, or a copy where the file system knows none. `copy` must not exist. */
  duplicate(path: string, copy: string): Promise<void>
  /** Replaces `to`, in one step. */
  rename(from: string, to: string): Promise<void>
  /** Waits until the names in a folder are on the disk: without it a rename may be undone by a power cut. */
  syncFolder(path: string): Promise<void>
  /** Missing is no error. */
  remove(path: string): Promise<void>
}

const synced = async (path: string, flags: string, use?: Uint8Array): Promise<void> => {
  const file = await open(path, flags, 0o600)
  try {
    if (use !== undefined) await file.writeFile(use)
    await file.sync()
  } finally {
    await file.close()
  }
}

export const durableFiles: DurableFiles = {
  write: (path, bytes) => synced(path, 'wx', bytes),
  duplicate: async (path, copy) => {
    try {
      await link(path, copy)
    } catch {
      await copyFile(path, copy)
      await synced(copy, 'r+')
    }
  },
  rename,
  // Windows cannot open a folder; its renames are journalled.
  syncFolder: (path) => (process.platform === 'win32' ? Promise.resolve() : synced(path, 'r')),
  remove: (path) => rm(path, { force: true }),
}
