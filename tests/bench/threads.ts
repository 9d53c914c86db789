/**
 * What 1,000 open suggestions and 300 open discussions cost the person who writes: the whole page of the built product,
 * cards and all, beside the same text with neither. 1,000 paragraphs of Arabic are about 200 pages.
 */
import { chromium } from '@playwright/test'
import { chromiumFlags, findChromium } from '../support/chromium.ts'
import { joinBy, type Person } from '../support/device.ts'
import { seedThreads } from '../support/seeded-threads.ts'
import { SETUP_TOKEN, startServer } from './peers.ts'
import { round, table } from './statistics.ts'
import { measureWriting, openDocument } from './suggestions.ts'

const THREADS = 300
/** Every third paragraph has one. */
const EVERY = 3

/** Each time of a member of its own: nobody may begin more than 600 a minute. */
const withThreads = async (port: number, person: Person, document: string, count: number): Promise<void> => {
  const { token } = await person.invite('commenter')
  await seedThreads(
    port,
    await joinBy(person.url, token, `معلّق ${document}`),
    document,
    Array.from({ length: count }, (_, n) => ({
      id: `bench-${n}`,
      on: { bid: `b${n * EVERY}`, words: 'صياغة نصّ واحد' },
      body: 'هل هذه الصيغة تُلزم الطرفين معًا؟ أقترح أن نسمّي الآلية.',
    })),
  )
}

export const benchThreads = async (): Promise<string> => {
  const server = await startServer('siyagha', 4893)
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumFlags() })
  try {
    const url = `http://127.0.0.1:${server.port}`
    const person = await joinBy(url, SETUP_TOKEN, 'القياس')
    const rows: (string | number)[][] = [
      ['suggestions', 'discussions', 'load ms', 'key to paint p50 ms', 'p95 ms', 'script ms a key'],
    ]
    for (const [suggestions, threads] of [
      [0, 0],
      [0, THREADS],
      [1_000, 0],
      [1_000, THREADS],
      [0, 0],
      [1_000, THREADS],
    ] as const) {
      const document = await openDocument(person, server.port, suggestions)
      await withThreads(server.port, person, document, threads)
      const context = await browser.newContext({ locale: 'ar', viewport: { width: 1440, height: 900 } })
      const [name = '', ...rest] = person.cookie.split('=')
      await context.addCookies([{ name, value: rest.join('='), url }])
      const page = await context.newPage()
      const f = await measureWriting(page, `${url}/documents/${document}`)
      if (process.env['BENCH_SHOT'] !== undefined)
        await page.screenshot({ path: `${process.env['BENCH_SHOT']}-${suggestions}-${threads}.png` })
      await context.close()
      rows.push([suggestions, threads, round(f.load, 0), round(f.p50), round(f.p95), round(f.script, 2)])
    }
    const section = `### 1,000 paragraphs in the whole page, with suggestions and discussions\n\n${table(rows)}`
    console.log(section)
    return section
  } finally {
    await browser.close()
    await server.stop()
  }
}
