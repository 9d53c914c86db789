import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { startReady, type MainProcess } from './main-process.ts'

/**
 * A server in a process of its own that a test kills and starts again on one folder; process and folder go at the end
 * of the suite.
 */
export const killableServer = (name: string) => {
  const setupToken = `${name}-setup-token-0123456789`
  const dataDir = mkdtempSync(join(tmpdir(), `siyagha-${name}-`))
  let running: MainProcess | null = null
  afterAll(async () => {
    running?.signal('SIGKILL')
    await running?.ended
    rmSync(dataDir, { recursive: true, force: true })
  })
  const start = (port: number): Promise<MainProcess> =>
    startReady({ port, dataDir, setupToken }, (main) => {
      running = main
    })
  return { dataDir, setupToken, start }
}
