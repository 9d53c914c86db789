import { setTimeout as pause } from 'node:timers/promises'
import { joinBy } from '../support/device.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { type RunningServer, SETUP_TOKEN } from './peers.ts'
import { cpuSeconds } from './process-figures.ts'
import { quantile, round } from './statistics.ts'
import { WireClient, type WireTarget } from './wire-client.ts'
import { seedBlocks, writerOf } from './writer.ts'

/** Signs in on this server, or needs nothing on the others, and gives targets for new documents. */
export const openDocuments = async (
  server: RunningServer,
): Promise<(name: string) => Promise<WireTarget>> => {
  if (server.name !== 'siyagha')
    return (name) => Promise.resolve({ server: server.name, port: server.port, document: name, cookie: null })
  const person = await joinBy(`http://127.0.0.1:${server.port}`, SETUP_TOKEN, 'القياس')
  return async (name) => {
    const { id } = await person.newDocument(name)
    return { server: 'siyagha', port: server.port, document: id, cookie: person.cookie }
  }
}

export interface Load {
  readonly documents: number
  readonly clientsPerDocument: number
  readonly writersPerDocument: number
  /** Edits per second of each writer. */
  readonly rate: number
  readonly seconds: number
  readonly blocks: number
}

export interface LoadFigures {
  readonly edits: number
  readonly delivered: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  /** 95th percentile from sending to the ack; NaN for servers without one. */
  readonly ackP95: number
  readonly cpuPer10k: number
  readonly editsPerSecond: number
}

/** Offers a steady load and measures, for each edit and each other client of its document, when it arrived. */
export const measureLoad = async (server: RunningServer, load: Load): Promise<LoadFigures> => {
  const open = await openDocuments(server)
  const sentAt = new Map<number, number>()
  const latencies: number[] = []
  const ackLatencies: number[] = []
  const clients: WireClient[] = []
  const writers: ((now: number) => void)[] = []
  const random = seededRandom(11).next
  let nextToken = 1
  for (let d = 0; d < load.documents; d++) {
    const target = await open(`bench-${d}`)
    const first = await WireClient.connect(target, {}, 'first-state')
    seedBlocks(first, load.blocks)
    // y-websocket's server answers before it has loaded the document.
    await pause(300)
    first.close()
    for (let c = 0; c < load.clientsPerDocument; c++) {
      const own = new Set<number>()
      const ownFrames: (readonly [frame: number, sent: number])[] = []
      const writes = c < load.writersPerDocument
      const client = await WireClient.connect(
        target,
        {
          token: (token) => {
            const sent = sentAt.get(token)
            if (sent !== undefined && !own.has(token)) latencies.push(performance.now() - sent)
          },
          ack: (handled) => {
            while (ownFrames[0] !== undefined && ownFrames[0][0] <= handled) {
              ackLatencies.push(performance.now() - ownFrames[0][1])
              ownFrames.shift()
            }
          },
        },
        writes ? 'first-state' : 'nothing',
      )
      clients.push(client)
      if (!writes) continue
      const write = writerOf(client, random)
      writers.push((now) => {
        const token = nextToken++
        own.add(token)
        sentAt.set(token, now)
        ownFrames.push([client.send(write(token)), now])
      })
    }
  }
  await pause(500)
  const perSecond = writers.length * load.rate
  const total = Math.round(perSecond * load.seconds)
  const cpuBefore = cpuSeconds(server.pid)
  const started = performance.now()
  for (let sent = 0; sent < total;) {
    const due = Math.min(total, Math.floor(((performance.now() - started) / 1000) * perSecond) + 1)
    for (; sent < due; sent++) writers[sent % writers.length]?.(performance.now())
    await pause(1)
  }
  const elapsed = (performance.now() - started) / 1000
  const expected = total * (load.clientsPerDocument - 1)
  for (let waited = 0; latencies.length < expected && waited < 100; waited++) await pause(50)
  const cpu = cpuSeconds(server.pid) - cpuBefore
  for (const client of clients) client.close()
  return {
    edits: total,
    delivered: round(latencies.length / expected, 4),
    p50: round(quantile(latencies, 0.5), 2),
    p95: round(quantile(latencies, 0.95), 2),
    p99: round(quantile(latencies, 0.99), 2),
    ackP95: round(quantile(ackLatencies, 0.95), 2),
    cpuPer10k: round((cpu / total) * 10_000, 2),
    editsPerSecond: Math.round(total / elapsed),
  }
}

/** How many edits that another client had seen are gone after kill -9 in traffic. */
export const measureLoss = async (server: RunningServer): Promise<{ seen: number; lost: number }> => {
  const open = await openDocuments(server)
  const target = await open('loss')
  const seen = new Set<number>()
  const writer = await WireClient.connect(target, {}, 'first-state')
  seedBlocks(writer, 20)
  await pause(300)
  const reader = await WireClient.connect(target, { token: (token) => seen.add(token) }, 'nothing')
  const write = writerOf(writer, seededRandom(3).next)
  for (let token = 1; token <= 300; token++) {
    writer.send(write(token))
    await pause(10)
  }
  writer.close()
  reader.close()
  const again = await server.restart('SIGKILL')
  const after = await WireClient.connect(target, {}, 'everything')
  // y-websocket's server answers before it has loaded the document.
  await pause(1500)
  const kept = after.doc.getText('content').toJSON()
  const lost = [...seen].filter((token) => !kept.includes(`#${token};`)).length
  after.close()
  await again.stop()
  return { seen: seen.size, lost }
}
