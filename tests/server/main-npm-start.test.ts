import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { scratchDir } from '../support/scratch-dir.ts'

/** Says that it runs, and takes a moment to end: as the server does while it makes durable what it took. */
const SLOW_TO_END = `
  import { writeFileSync } from 'node:fs'
  process.on('SIGTERM', () => setTimeout(() => {
    writeFileSync('ended-well', String(process.pid))
    process.exit(0)
  }, 300))
  setInterval(() => undefined, 1000)
  console.log('server ' + process.pid)
`

const startScript = async (): Promise<string> =>
  z
    .object({ scripts: z.object({ start: z.string() }) })
    .parse(JSON.parse(await readFile('package.json', 'utf8'))).scripts.start

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('npm start', () => {
  it('[LOG104] ends only with the server: a SIGTERM to npm reaches it, and npm waits for its end', async () => {
    const folder = await scratchDir()
    await mkdir(join(folder, 'dist-server'))
    await writeFile(join(folder, 'dist-server', 'main.js'), SLOW_TO_END)
    const scripts = { build: 'true', start: await startScript() }
    await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module', scripts }))
    const { PATH = '', HOME = '' } = process.env
    const npm = spawn('npm', ['start'], {
      cwd: folder,
      env: { PATH, HOME },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const server = await new Promise<string>((resolve) => {
      let output = ''
      npm.stdout.setEncoding('utf8').on('data', (chunk: string) => {
        output += chunk
        const said = /^server (\d+)$/m.exec(output)?.[1]
        if (said !== undefined) resolve(said)
      })
    })
    onTestFinished(() => {
      if (isRunning(Number(server))) process.kill(Number(server), 'SIGKILL')
    })
    npm.kill('SIGTERM')
    await once(npm, 'close')
    expect(await readFile(join(folder, 'ended-well'), 'utf8')).toBe(server)
    expect(isRunning(Number(server))).toBe(false)
  })
})
