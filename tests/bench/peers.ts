/**
 * The servers that are measured side by side: this one, Hocuspocus + SQLite and y-websocket's server + LevelDB.
 * The two peers are installed into a scratch folder at the first run; they are no dependency of this project.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export const SERVERS = ['siyagha', 'hocuspocus', 'y-websocket'] as const
export type ServerName = (typeof SERVERS)[number]

const SCRATCH = resolve('.cache/bench-peers')

const PACKAGES = {
  hocuspocus: ['@hocuspocus/server@4.7.0', '@hocuspocus/extension-sqlite@4.7.0', 'yjs@13.6.33'],
  'y-websocket': ['@y/websocket-server@0.1.1', 'y-leveldb@0.2.0', 'yjs@13.6.33'],
} as const

const PROGRAMS = {
  hocuspocus: `
import { Server } from '@hocuspocus/server'
import { SQLite } from '@hocuspocus/extension-sqlite'
const server = new Server({ port: Number(process.env.PORT), address: '127.0.0.1', quiet: true,
  extensions: [new SQLite({ database: process.env.DATA_DIR + '/db.sqlite' })] })
await server.listen()
console.log('ready')
`,
  'y-websocket': `
import http from 'node:http'
import WebSocket from 'ws'
import { setupWSConnection } from '@y/websocket-server/utils'
const wss = new WebSocket.Server({ noServer: true })
wss.on('connection', setupWSConnection)
const server = http.createServer((_, response) => response.end('ok'))
server.on('upgrade', (request, socket, head) => wss.handleUpgrade(request, socket, head, (ws) => wss.emit('connection', ws, request)))
server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('ready'))
`,
} as const

/** Installs the peers once. Their native parts are compiled on the machine, which takes about a minute. */
export const preparePeers = (): void => {
  for (const name of ['hocuspocus', 'y-websocket'] as const) {
    const folder = join(SCRATCH, name)
    if (existsSync(join(folder, 'program.mjs'))) continue
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{"private":true,"type":"module"}')
    const installed = spawnSync('npm', ['i', '--save-exact', '--legacy-peer-deps', ...PACKAGES[name]], {
      cwd: folder,
      stdio: 'inherit',
    })
    if (installed.status !== 0) throw new Error(`could not install ${name}`)
    writeFileSync(join(folder, 'program.mjs'), PROGRAMS[name])
  }
}

export const SETUP_TOKEN = 'bench-setup-token-0123456789'

export interface RunningServer {
  readonly name: ServerName
  readonly port: number
  readonly pid: number
  readonly dataDir: string
  /** Ends it by the signal and starts it again on the same data; `between` runs while it is down. */
  readonly restart: (
    signal: 'SIGKILL' | 'SIGTERM',
    between?: () => void | Promise<void>,
  ) => Promise<RunningServer>
  /** Stops and removes its data. */
  readonly stop: () => Promise<void>
}

const command = (name: ServerName): { readonly file: string; readonly cwd: string } =>
  name === 'siyagha'
    ? { file: resolve('dist-server/main.js'), cwd: process.cwd() }
    : { file: join(SCRATCH, name, 'program.mjs'), cwd: join(SCRATCH, name) }

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((done) => child.once('exit', () => done()))

const answers = async (port: number): Promise<boolean> => {
  try {
    await fetch(`http://127.0.0.1:${port}/healthz`)
    return true
  } catch {
    return false
  }
}

const launch = async (name: ServerName, port: number, dataDir: string): Promise<RunningServer> => {
  const { file, cwd } = command(name)
  const child = spawn(process.execPath, [file], {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      YPERSISTENCE: dataDir,
      SETUP_TOKEN,
      LOG_LEVEL: 'error',
      NODE_ENV: 'production',
    },
  })
  for (let tries = 0; !(await answers(port)); tries++) {
    if (tries > 500 || child.exitCode !== null) throw new Error(`${name} did not start`)
    await pause(20)
  }
  const pid = child.pid ?? 0
  return {
    name,
    port,
    pid,
    dataDir,
    restart: async (signal, between) => {
      child.kill(signal)
      await ended(child)
      await between?.()
      return launch(name, port, dataDir)
    },
    stop: async () => {
      child.kill('SIGTERM')
      await Promise.race([ended(child), pause(5000)])
      child.kill('SIGKILL')
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

export const startServer = (name: ServerName, port: number): Promise<RunningServer> =>
  launch(name, port, mkdtempSync(join(tmpdir(), `bench-${name}-`)))
