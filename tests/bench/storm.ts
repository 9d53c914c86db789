/**
 * Writing while others write: the whole page of the built product with 1,000 paragraphs, 1,000 suggestions and no remote
 * edits, then 10, then 50 a second, all over the text.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { chromium } from '@playwright/test'
import { chromiumFlags, findChromium } from '../support/chromium.ts'
import { joinBy } from '../support/device.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { SETUP_TOKEN, startServer } from './peers.ts'
import { round, table } from './statistics.ts'
import { measureWriting, openDocument } from './suggestions.ts'
import { WireClient } from './wire-client.ts'
import { writerOf } from './writer.ts'

const SUGGESTIONS = 1_000

/** Writes `perSecond` edits a second until it is told to stop. */
const storm = async (writer: WireClient, perSecond: number): Promise<() => Promise<void>> => {
  const write = writerOf(writer, seededRandom(7).next)
  let isOver = perSecond === 0
  const run = async (): Promise<void> => {
    for (let token = 1; !isOver; token++) {
      writer.send(write(token))
      await pause(1_000 / perSecond)
    }
  }
  const running = run()
  return async () => {
    isOver = true
    await running
  }
}

export const benchStorm = async (): Promise<string> => {
  const server = await startServer('siyagha', 4894)
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumFlags() })
  try {
    const url = `http://127.0.0.1:${server.port}`
    const person = await joinBy(url, SETUP_TOKEN, 'القياس')
    const rows: (string | number)[][] = [
      [
        'remote edits a second',
        'load ms',
        'key to paint p50 ms',
        'p95 ms',
        'script ms a key, remote edits among it',
      ],
    ]
    for (const perSecond of [0, 10, 50, 0, 10, 50]) {
      const document = await openDocument(person, server.port, SUGGESTIONS)
      const writer = await WireClient.connect(
        { server: 'siyagha', port: server.port, document, cookie: person.cookie },
        {},
        'first-state',
      )
      const stop = await storm(writer, perSecond)
      const context = await browser.newContext({ locale: 'ar', viewport: { width: 1440, height: 900 } })
      const [name = '', ...rest] = person.cookie.split('=')
      await context.addCookies([{ name, value: rest.join('='), url }])
      const f = await measureWriting(await context.newPage(), `${url}/documents/${document}`)
      await stop()
      writer.close()
      await context.close()
      rows.push([perSecond, round(f.load, 0), round(f.p50), round(f.p95), round(f.script, 2)])
    }
    const section = `### 1,000 paragraphs with 1,000 suggestions, while others write\n\n${table(rows)}`
    console.log(section)
    return section
  } finally {
    await browser.close()
    await server.stop()
  }
}
