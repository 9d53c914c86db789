import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** A script of ours in a process of its own, with the lines that it has printed. */
export interface Child {
  readonly process: ChildProcess
  readonly lines: readonly string[]
  /** Resolves when a printed line begins so; rejects when the process ends before. */
  said(beginning: string): Promise<string>
  /** Resolves when it has ended and everything that it printed has been read. */
  ended: Promise<void>
}

/** Starts `script` under tsx. `limits` is a line of shell that runs before it, for example `ulimit -f 100`. */
export const startChild = (script: string, args: readonly string[], limits = ':'): Child => {
  const child = spawn(
    'bash',
    ['-c', `${limits}; exec "$0" "$@"`, process.execPath, '--import', 'tsx', script, ...args],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const lines: string[] = []
  const hearing = new Set<() => void>()
  const reader = createInterface({ input: child.stdout })
  reader.on('line', (line) => {
    lines.push(line)
    for (const hear of hearing) hear()
  })
  let over = false
  const ended = Promise.all([once(child, 'exit'), once(reader, 'close')]).then(() => {
    over = true
    for (const hear of hearing) hear()
  })
  const said = (beginning: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const line = lines.find((candidate) => candidate.startsWith(beginning))
        if (line === undefined && !over) return
        hearing.delete(look)
        if (line === undefined)
          reject(new Error(`it ended without saying ${beginning}: ${lines.slice(-5).join(' | ')}`))
        else resolve(line)
      }
      hearing.add(look)
      look()
    })
  return { process: child, lines, said, ended }
}
