import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'

/** What a line does with the bytes of both directions. */
export interface LineQuality {
  /** For all connections together, in each direction; no limit by default. */
  readonly bytesPerSecond?: number
  /** From one end to the other, milliseconds. */
  readonly delayMs?: number
  /** Of connections that break after some bytes, 0 to 1. */
  readonly dropped?: number
}

/**
 * `open`: bytes pass. `cut`: connections break and none is taken. `silent`: whatever is sent is swallowed and nobody is
 * told; such a connection stays dead when the line opens again. `one-way`: only what comes from the server is swallowed.
 */
export type LineState = 'open' | 'cut' | 'silent' | 'one-way'

/** Breaks come after as many bytes from the server as a small answer or a third of a large file has. */
const BREAKS_WITHIN = 120_000
const PIECE = 4_096
/** More than this on its way, and the sender has to wait, as on a real line. */
const BUFFER = 64_000

/** One direction of the line: bytes leave in order, as fast as it carries them, and arrive after the delay. */
class Lane {
  #free = 0
  quality: LineQuality

  constructor(quality: LineQuality) {
    this.quality = quality
  }

  /** Milliseconds until a piece of this length arrives. */
  carry(bytes: number): number {
    const { bytesPerSecond = Number.POSITIVE_INFINITY, delayMs = 0 } = this.quality
    const now = performance.now()
    this.#free = Math.max(now, this.#free) + (bytes / bytesPerSecond) * 1_000
    return this.#free - now + delayMs
  }
}

interface Pair {
  readonly near: Socket
  readonly far: Socket
  /** Swallows what the server says, from then on. */
  isDeaf: boolean
  /** Swallows what the client says, from then on. */
  isMute: boolean
}

/** A bad network between browsers and a server on this machine: a TCP proxy for HTTP and WebSockets alike. */
export class NetworkLine {
  readonly port: number
  readonly url: string
  /** Connections that it broke. */
  broken = 0
  /** Connections that it took. */
  taken = 0
  #state: LineState = 'open'
  #target = 0
  readonly #pairs = new Set<Pair>()
  readonly #server: Server
  readonly #up: Lane
  readonly #down: Lane
  readonly #random: () => number

  private constructor(server: Server, port: number, quality: LineQuality, random: () => number) {
    this.#server = server
    this.port = port
    this.url = `http://127.0.0.1:${port}`
    this.#up = new Lane(quality)
    this.#down = new Lane(quality)
    this.#random = random
    server.on('connection', (near) => {
      this.#take(near)
    })
  }

  /** Listens on a free port; leads nowhere before `leadTo`. */
  static async start(quality: LineQuality, random: () => number): Promise<NetworkLine> {
    const server = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('the line has no port')
    return new NetworkLine(server, address.port, quality, random)
  }

  /** Of another quality from now on; which connections break is settled when they are taken. */
  become(quality: LineQuality): void {
    this.#up.quality = quality
    this.#down.quality = quality
  }

  leadTo(port: number): void {
    this.#target = port
  }

  turn(state: LineState): void {
    this.#state = state
    for (const pair of this.#pairs) {
      if (state === 'cut') this.#break(pair)
      if (state === 'silent') pair.isMute = true
      if (state !== 'open') pair.isDeaf = true
    }
  }

  async stop(): Promise<void> {
    this.turn('cut')
    this.#server.close()
    await once(this.#server, 'close')
  }

  #take(near: Socket): void {
    this.taken += 1
    near.on('error', () => undefined)
    if (this.#state === 'cut' || this.#target === 0) {
      near.destroy()
      return
    }
    const far = connect({ port: this.#target, host: '127.0.0.1', allowHalfOpen: true })
    far.on('error', () => near.destroy())
    const isSilent = this.#state === 'silent'
    const pair: Pair = { near, far, isDeaf: this.#state !== 'open', isMute: isSilent }
    this.#pairs.add(pair)
    near.once('close', () => {
      this.#pairs.delete(pair)
      far.destroy()
    })
    far.once('close', () => {
      if (!pair.isDeaf) near.destroySoon()
    })
    const { dropped = 0 } = this.#down.quality
    const breaksAfter = this.#random() < dropped ? this.#random() * BREAKS_WITHIN : Number.POSITIVE_INFINITY
    let carried = 0
    this.#pipe(near, far, this.#up, () => pair.isMute)
    this.#pipe(
      far,
      near,
      this.#down,
      () => pair.isDeaf,
      (bytes) => {
        carried += bytes
        if (carried < breaksAfter) return
        this.broken += 1
        this.#break(pair)
      },
    )
  }

  #break({ near, far }: Pair): void {
    near.resetAndDestroy()
    far.destroy()
  }

  #pipe(from: Socket, to: Socket, lane: Lane, isLost: () => boolean, passed?: (bytes: number) => void): void {
    /** Null is the end. Timers of one moment may ring in another order: each lets the oldest go. */
    const underWay: (Buffer | null)[] = []
    let bytes = 0
    const arrive = (): void => {
      const piece = underWay.shift()
      if (piece === undefined) return
      bytes -= piece?.length ?? 0
      if (bytes < BUFFER) from.resume()
      if (isLost() || to.destroyed) return
      if (piece === null) to.end()
      else to.write(piece)
      passed?.(piece?.length ?? 0)
    }
    const leave = (piece: Buffer | null): void => {
      underWay.push(piece)
      setTimeout(arrive, lane.carry(piece?.length ?? 0))
    }
    from.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      for (let at = 0; at < chunk.length; at += PIECE) leave(chunk.subarray(at, at + PIECE))
      if (bytes >= BUFFER) from.pause()
    })
    from.on('end', () => {
      leave(null)
    })
  }
}
