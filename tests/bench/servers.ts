/** The servers side by side, same generator, same run: figures of propagation, throughput, CPU, memory, load, loss. */
import { setTimeout as pause } from 'node:timers/promises'
import * as Y from 'yjs'
import { seededRandom } from '../support/seeded-random.ts'
import { type RunningServer, SERVERS, type ServerName, preparePeers, startServer } from './peers.ts'
import { residentMegabytes } from './process-figures.ts'
import { type Load, measureLoad, measureLoss, openDocuments } from './scenario.ts'
import { round, table } from './statistics.ts'
import { WireClient } from './wire-client.ts'
import { seedBlocks, writerOf } from './writer.ts'

const LOADS: readonly (readonly [string, Load])[] = [
  [
    '1 document × 10, 2 edits/s each',
    { documents: 1, clientsPerDocument: 10, writersPerDocument: 10, rate: 2, seconds: 15, blocks: 40 },
  ],
  [
    '1 document × 40, 3 edits/s each',
    { documents: 1, clientsPerDocument: 40, writersPerDocument: 40, rate: 3, seconds: 15, blocks: 40 },
  ],
  [
    '1 document × 200, 20 write 2/s',
    { documents: 1, clientsPerDocument: 200, writersPerDocument: 20, rate: 2, seconds: 15, blocks: 40 },
  ],
  [
    '20 documents × 3, 1,000/s',
    { documents: 20, clientsPerDocument: 3, writersPerDocument: 1, rate: 50, seconds: 10, blocks: 40 },
  ],
  [
    '20 documents × 2, 8,000/s offered',
    { documents: 20, clientsPerDocument: 2, writersPerDocument: 1, rate: 400, seconds: 6, blocks: 40 },
  ],
]

/** The last edit of the long history: when it arrives, the document is there. */
const LAST_TOKEN = 987_654_321

let port = 4900

const withServer = async <T>(name: ServerName, use: (server: RunningServer) => Promise<T>): Promise<T> => {
  const server = await startServer(name, port++)
  try {
    return await use(server)
  } finally {
    await server.stop()
  }
}

/** A history of 200,000 scattered edits as one document, sent in frames below the limits. */
const sendLongHistory = async (client: WireClient): Promise<void> => {
  const random = seededRandom(5).next
  seedBlocks(client, 40)
  const text = client.doc.getText('content')
  for (let done = 0; done < 200_000; done += 4000) {
    const before = Y.encodeStateVector(client.doc)
    client.doc.transact(() => {
      for (let i = 0; i < 4000; i++) {
        const at = 1 + Math.floor(random() * (text.length - 2))
        if (random() < 0.6) text.insert(at, 'ن')
        else if (text.length > 2000) text.delete(at, 1)
      }
    })
    client.send(Y.encodeStateAsUpdate(client.doc, before))
    await pause(30)
  }
  client.send(writerOf(client, random)(LAST_TOKEN))
}

const measureColdLoad = async (name: ServerName): Promise<{ milliseconds: number; megabytes: number }> =>
  withServer(name, async (server) => {
    const target = await (await openDocuments(server))('long')
    const writer = await WireClient.connect(target, {}, 'first-state')
    await sendLongHistory(writer)
    // Longer than the pause after which the peers store a document.
    await pause(12_000)
    writer.close()
    await pause(500)
    const again = await server.restart('SIGTERM')
    const before = residentMegabytes(again.pid)
    const started = performance.now()
    let milliseconds = Number.NaN
    const reader = await WireClient.connect(
      target,
      {
        token: (token) => {
          if (token === LAST_TOKEN) milliseconds = performance.now() - started
        },
      },
      'nothing',
    )
    for (let waited = 0; Number.isNaN(milliseconds) && waited < 600; waited++) await pause(50)
    const megabytes = residentMegabytes(again.pid) - before
    reader.close()
    await again.stop()
    return { milliseconds, megabytes }
  })

const measureMemory = (name: ServerName): Promise<number> =>
  withServer(name, async (server) => {
    const open = await openDocuments(server)
    const before = residentMegabytes(server.pid)
    const clients: WireClient[] = []
    for (let d = 0; d < 40; d++) {
      const client = await WireClient.connect(await open(`memory-${d}`), {}, 'first-state')
      seedBlocks(client, 300)
      clients.push(client)
    }
    await pause(3000)
    const megabytes = (residentMegabytes(server.pid) - before) / 40
    for (const client of clients) client.close()
    return megabytes
  })

export const benchServers = async (): Promise<string> => {
  preparePeers()
  const sections: string[] = []
  for (const [name, load] of LOADS) {
    const rows: (string | number)[][] = [
      ['server', 'edits/s', 'delivered', 'p50 ms', 'p95 ms', 'p99 ms', 'ack p95 ms', 'CPU s per 10k edits'],
    ]
    for (const server of SERVERS) {
      const f = await withServer(server, (running) => measureLoad(running, load))
      rows.push([
        server,
        f.editsPerSecond,
        f.delivered,
        f.p50,
        f.p95,
        f.p99,
        Number.isNaN(f.ackP95) ? '–' : f.ackP95,
        f.cpuPer10k,
      ])
    }
    sections.push(`### ${name}\n\n${table(rows)}`)
    console.log(sections.at(-1))
  }
  const rows: (string | number)[][] = [
    [
      'server',
      'cold load of 200,000 edits ms',
      'memory for it MB',
      'memory per document of 300 blocks MB',
      'seen edits lost by kill -9',
    ],
  ]
  for (const server of SERVERS) {
    const cold = await measureColdLoad(server)
    const memory = await measureMemory(server)
    const loss = await measureLoss(await startServer(server, port++))
    rows.push([
      server,
      round(cold.milliseconds, 0),
      round(cold.megabytes),
      round(memory, 2),
      `${loss.lost} of ${loss.seen}`,
    ])
  }
  sections.push(`### Load, memory, loss\n\n${table(rows)}`)
  console.log(sections.at(-1))
  return sections.join('\n\n')
}
