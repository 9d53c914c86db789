import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { DATA_NAMES } from '../data-dir.ts'

/** What the operator's commands ask of a running server. */
export const CONTROL_REQUESTS = ['who', 'backup', 'audit', 'facilitator-link'] as const
export type ControlRequest = (typeof CONTROL_REQUESTS)[number]

/** Bytes of the answer, in pieces. */
export type ControlAnswer = (request: ControlRequest) => AsyncIterable<Uint8Array>

export interface ControlSocket {
  readonly path: string
  close(): Promise<void>
}

/** The longest path that every system takes for a local socket. */
const MAX_PATH_BYTES = 100
const IDLE_MS = 10_000

/**
 * A local socket that only the user who runs the server can reach: the rights of its folder and its own see to it.
 * One word asks, the answer follows, the end of the stream ends it.
 */
export const listenForControl = async (dataDir: string, answer: ControlAnswer): Promise<ControlSocket> => {
  const path = await socketPath(dataDir)
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    socket.setTimeout(IDLE_MS, () => socket.destroy())
    // A peer that went away ends its own answer only.
    serve(socket, answer).catch(() => socket.destroy())
  })
  server.listen(path)
  await once(server, 'listening')
  if (process.platform !== 'win32') await chmod(path, 0o600)
  return {
    path,
    close: async () => {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
      if (dirname(path) !== dataDir && process.platform !== 'win32')
        await rm(dirname(path), { recursive: true })
    },
  }
}

const serve = async (socket: Socket, answer: ControlAnswer): Promise<void> => {
  socket.on('error', () => socket.destroy())
  let asked = ''
  while (!asked.includes('\n') && asked.length < 64) {
    const [chunk]: unknown[] = await once(socket, 'data')
    asked += String(chunk)
  }
  const request = CONTROL_REQUESTS.find((known) => known === asked.trim())
  if (request === undefined) {
    socket.destroy()
    return
  }
  await pipeline(Readable.from(answer(request)), socket)
}

/** The answer of the server that listens there; rejects when none does. */
export const askServer = async (path: string, request: ControlRequest): Promise<Readable> => {
  const socket = connect(path)
  await once(socket, 'connect')
  socket.setTimeout(IDLE_MS, () => socket.destroy(new Error('the server does not answer')))
  socket.write(`${request}\n`)
  return socket
}

/** Does a server listen there? */
export const answersAt = async (path: string): Promise<boolean> => {
  try {
    const answer = await askServer(path, 'who')
    for await (const chunk of answer) if (chunk !== undefined) return true
    return false
  } catch {
    return false
  }
}

const socketPath = async (dataDir: string): Promise<string> => {
  if (process.platform === 'win32') return `\\\\.\\pipe\\siyagha-${randomBytes(12).toString('hex')}`
  const path = join(dataDir, DATA_NAMES.control)
  if (Buffer.byteLength(path) > MAX_PATH_BYTES) {
    return join(await mkdtemp(join(tmpdir(), 'siyagha-')), DATA_NAMES.control)
  }
  // Left by a server that was killed: this process holds the database's lock, so nobody listens there.
  await rm(path, { force: true })
  return path
}
