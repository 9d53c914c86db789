import { afterAll, expect } from 'vitest'
import { ImportReader } from '../../../sync-server/import/import-reader.ts'
import type { ReadFailure } from '../../../sync-server/import/import-thread.ts'
import type { Imported } from '../../../sync-server/import/imported.ts'
import type { Result } from '#core/util/result.ts'

/**
 * Reads as the server does: in its thread, with its memory and its time. A file for which either does not suffice is one
 * that a limit of the readers themselves should have refused before: the test fails.
 */
export const readAsTheServer = (): ((
  filename: string,
  bytes: Uint8Array,
) => Promise<Result<Imported, ReadFailure>>) => {
  const reader = new ImportReader()
  afterAll(() => reader.close())
  return async (filename, bytes) => {
    const read = await reader.read(filename, bytes)
    if (!read.ok) {
      expect(read.error.reason).not.toBe('stopped')
      expect(read.error).not.toMatchObject({ detail: 'needs too much memory' })
      expect(read.error).not.toMatchObject({ detail: 'takes too long' })
    }
    return read
  }
}
