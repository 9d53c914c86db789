/**
 * What honest people, the health check and the memory feel of while members and strangers attack, one kind after the
 * other, on the built server over real sockets.
 */
import { spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { joinBy } from '../support/device.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { ATTACKS, type AttackName, type Target } from './attack-target.ts'
import { SETUP_TOKEN, startServer } from './peers.ts'
import { residentMegabytes } from './process-figures.ts'
import { quantile, round, table } from './statistics.ts'
import { WireClient } from './wire-client.ts'
import { seedBlocks, writerOf } from './writer.ts'

const SECONDS = 8

const attackOf = (name: AttackName, target: Target): Promise<void> => {
  const attacker = spawn(
    process.execPath,
    ['--import', 'tsx', 'tests/bench/attacker.ts', name, String(SECONDS), JSON.stringify(target)],
    { stdio: 'inherit' },
  )
  return new Promise((done) => attacker.once('exit', () => done()))
}

export const benchAttacks = async (): Promise<string> => {
  const server = await startServer('siyagha', 4891)
  const url = `http://127.0.0.1:${server.port}`
  try {
    const person = await joinBy(url, SETUP_TOKEN, 'القياس')
    const { id: document } = await person.newDocument('نصّ')
    const evil = await joinBy(url, (await person.invite('editor')).token, 'المهاجم')
    const target = { server: 'siyagha', port: server.port, document, cookie: person.cookie } as const
    const sent = new Map<number, number>()
    let latencies: number[] = []
    const writer = await WireClient.connect(target, {}, 'first-state')
    seedBlocks(writer, 40)
    await pause(300)
    const receiver = await WireClient.connect(
      target,
      {
        token: (token) => {
          const at = sent.get(token)
          if (at !== undefined) latencies.push(performance.now() - at)
        },
      },
      'nothing',
    )
    const write = writerOf(writer, seededRandom(23).next)
    let token = 1
    const rows: (string | number)[][] = [
      ['attack', 'honest p50 ms', 'p99 ms', 'arrived', 'slowest health ms', 'memory MB', 'most, grown by'],
    ]
    await pause(2_000)
    const start = residentMegabytes(server.pid)
    for (const name of ATTACKS) {
      latencies = []
      let most = 0
      let health = 0
      let honest = 0
      let isOver = false
      const attack = attackOf(name, {
        port: server.port,
        group: person.group.id,
        document,
        cookie: evil.cookie,
      }).then(() => (isOver = true))
      const until = (): boolean => isOver
      while (!until()) {
        sent.set(token, performance.now())
        writer.send(write(token++))
        honest++
        if (honest % 5 === 0) {
          const asked = performance.now()
          await (await fetch(`${url}/healthz`)).text()
          health = Math.max(health, performance.now() - asked)
        }
        most = Math.max(most, residentMegabytes(server.pid))
        await pause(100)
      }
      await attack
      await pause(500)
      rows.push([
        name,
        round(quantile(latencies, 0.5)),
        round(quantile(latencies, 0.99)),
        `${latencies.length} of ${honest}`,
        round(health),
        round(residentMegabytes(server.pid), 0),
        round(most - start, 0),
      ])
    }
    writer.close()
    receiver.close()
    const section = `### Under attack\n\n${table(rows)}`
    console.log(section)
    return section
  } finally {
    await server.stop()
  }
}
