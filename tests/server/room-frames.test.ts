import { once } from 'node:events'
import { createServer } from 'node:http'
import { describe, expect, it } from 'vitest'
import WebSocket, { WebSocketServer } from 'ws'
import { systemClock } from '../../sync-server/store/system-clock.ts'
import { roomSocket } from '../../sync-server/ws/socket.ts'

/** Around every length at which the head of a frame changes its form. */
const LENGTHS = [0, 1, 125, 126, 127, 65_535, 65_536, 65_537, 3_000_000]

const payload = (length: number, seed: number): Uint8Array =>
  Uint8Array.from({ length }, (_, index) => (index * 31 + seed) % 256)

describe('what the server sends on a socket', () => {
  it('[PRO300] arrives whole and in order, whatever the lengths, at everybody who is sent the same bytes', async () => {
    const http = createServer()
    const server = new WebSocketServer({ noServer: true, perMessageDeflate: false })
    const rooms: ReturnType<typeof roomSocket>[] = []
    const messages = LENGTHS.map((length, index) => payload(length, index))
    http.on('upgrade', (request, stream, head) => {
      server.handleUpgrade(request, stream, head, (socket) => {
        rooms.push(roomSocket(socket, systemClock))
        if (rooms.length < 2) return
        for (const message of messages)
          for (const room of rooms) {
            room.send(message)
            // A frame of ws's own between two of the room's.
            server.clients.forEach((client) => client.ping())
          }
        for (const room of rooms) room.close(1012, 'restart')
      })
    })
    http.listen(0, '127.0.0.1')
    await once(http, 'listening')
    const address = http.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const clients = [1, 2].map(() => new WebSocket(`ws://127.0.0.1:${port}`))
    const heard = await Promise.all(
      clients.map(async (client) => {
        const got: Uint8Array[] = []
        client.on('message', (data: Buffer) => got.push(new Uint8Array(data)))
        const [code]: unknown[] = await once(client, 'close')
        return { got, code }
      }),
    )
    for (const { got, code } of heard) {
      expect(code).toBe(1012)
      expect(got.map(({ length }) => length)).toEqual(LENGTHS)
      got.forEach((one, index) => expect(Buffer.compare(one, messages[index] ?? new Uint8Array())).toBe(0))
    }
    http.close()
  })
})
