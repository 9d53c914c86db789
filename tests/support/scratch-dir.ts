import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A new empty folder that goes away with the test. */
export const scratchDir = async (): Promise<string> => {
  const path = await mkdtemp(join(tmpdir(), 'siyagha-test-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}
