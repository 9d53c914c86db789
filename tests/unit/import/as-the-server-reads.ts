import { afterAll, expect } from 'vitest'
import { IMPORT_LIMITS, ImportReader } from '../../../sync-server/import/import-reader.ts'
import type { ReadFailure } from '../../../sync-server/import/import-thread.ts'
import type { Imported } from '../../../sync-server/import/imported.ts'
import type { Result } from '#core/util/result.ts'

/** Of this process, which reads one file at a time, in seconds. */
const processorTime = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/**
 * Processor time that one file may take, in seconds. The worst that are known take 3 s; a reader that is quadratic
 * takes minutes on them.
 */
const MOST_SECONDS = 10

/**
 * Reads as the server does: in its thread, with its memory. Its deadline is by the clock, which also counts what else
 * a machine does, and has tests of its own [DIR301]: here the time is that of the processor. A file for which either does
 * not suffice is one that a limit of the readers themselves should have refused before: the test fails.
 */
export const readAsTheServer = (): ((
  filename: string,
  bytes: Uint8Array,
) => Promise<Result<Imported, ReadFailure>>) => {
  const reader = new ImportReader({ ...IMPORT_LIMITS, milliseconds: 600_000 })
  afterAll(() => reader.close())
  return async (filename, bytes) => {
    const before = processorTime()
    const read = await reader.read(filename, bytes)
    expect(processorTime() - before).toBeLessThan(MOST_SECONDS)
    if (!read.ok) {
      expect(read.error.reason).not.toBe('stopped')
      expect(read.error).not.toMatchObject({ detail: 'needs too much memory' })
      expect(read.error).not.toMatchObject({ detail: 'takes too long' })
    }
    return read
  }
}
