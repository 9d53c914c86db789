import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** `main.ts` or another script of the server in a process of its own, as an operator starts it. */
export interface MainProcess {
  readonly pid: number
  /** Everything printed so far, on both streams. */
  readonly output: () => string
  /** Resolves with the first match in the output; rejects when the process ends before. */
  said(pattern: RegExp): Promise<RegExpExecArray>
  signal(name: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): void
  /** The exit code; null after a signal that ended it. */
  readonly ended: Promise<number | null>
}

/** Starts `script` under tsx with these variables of the environment beside PATH and HOME. */
export const startMain = (
  environment: Readonly<Record<string, string>>,
  script = 'sync-server/main.ts',
  args: readonly string[] = [],
): MainProcess => {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    env: { PATH, HOME, NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let isOver = false
  const hearing = new Set<() => void>()
  const hear = (): void => {
    for (const one of hearing) one()
  }
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk
      hear()
    })
  }
  const ended = once(child, 'close').then(([code]: unknown[]) => {
    isOver = true
    hear()
    return typeof code === 'number' ? code : null
  })
  const said = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const match = pattern.exec(output)
        if (match === null && !isOver) return
        hearing.delete(look)
        if (match === null) reject(new Error(`it ended without saying ${pattern.source}: ${output}`))
        else resolve(match)
      }
      hearing.add(look)
      look()
    })
  return {
    pid: child.pid ?? 0,
    output: () => output,
    said,
    signal: (name) => {
      child.kill(name)
    },
    ended,
  }
}

/** A server on `port` that keeps everything in `dataDir`, until it says that it is ready; told to `begun` before, so that nobody forgets to end it. */
export const startReady = async (
  {
    port,
    dataDir,
    setupToken,
  }: { readonly port: number; readonly dataDir: string; readonly setupToken: string },
  begun: (main: MainProcess) => void,
): Promise<MainProcess> => {
  const main = startMain({
    PORT: String(port),
    DATA_DIR: dataDir,
    SETUP_TOKEN: setupToken,
    LOG_LEVEL: 'error',
  })
  begun(main)
  await main.said(/Siyagha is ready/)
  return main
}
