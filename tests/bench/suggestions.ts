/**
 * What 1,000 open suggestions cost the person who writes: the whole page of the built product, cards and all, beside the
 * same text without them. 1,000 paragraphs of Arabic are about 200 pages.
 */
import { type Page, chromium } from '@playwright/test'
import * as Y from 'yjs'
import { chromiumFlags, findChromium } from '../support/chromium.ts'
import { type Person, joinBy } from '../support/device.ts'
import { SETUP_TOKEN, startServer } from './peers.ts'
import { quantile, round, table } from './statistics.ts'
import { WireClient } from './wire-client.ts'

const BLOCKS = 1_000
const KEYS = 80
const SENTENCE =
  'نؤكد نحن المشاركات والمشاركين في هذه المجموعة أن صياغة نصّ واحد يتفق عليه الجميع عمل شاق ودقيق، يحتاج إلى وقت وثقة. '

/** Every paragraph: a sentence, a word that half of them propose to insert and half to delete, a sentence. */
const textOf = (member: string, suggestions: number): Uint8Array => {
  const doc = new Y.Doc()
  const text = doc.getText('content')
  doc.transact(() => {
    for (let i = 0; i < BLOCKS; i++) {
      text.insertEmbed(text.length, new Y.Map([['bid', `b${i}`]]))
      text.insert(text.length, SENTENCE, {})
      const kind = i % 2 === 0 ? 'insertion' : 'deletion'
      const mark = { [`${kind}--${member}-bench-${i}`]: { by: member, at: 1_700_000_000_000 + i } }
      text.insert(text.length, 'الديمقراطية ', i < suggestions ? mark : {})
      text.insert(text.length, SENTENCE, {})
    }
  })
  return Y.encodeStateAsUpdate(doc)
}

const scriptSeconds = async (page: Page): Promise<() => Promise<number>> => {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return metrics.find((metric) => metric.name === 'ScriptDuration')?.value ?? Number.NaN
  }
}

/** Collects the milliseconds from each key to the paint after it in `window.keyTimes`. */
const watchKeys = `
  window.keyTimes = []
  document.addEventListener('keydown', ({ timeStamp }) => {
    requestAnimationFrame(() => setTimeout(() => window.keyTimes.push(performance.now() - timeStamp), 0))
  }, { capture: true })
`

/** Milliseconds from the start of the navigation to the frame in which the whole text stands, in `window.loadedAt`. */
const watchLoad = `
  const look = () => {
    if (document.querySelectorAll('[contenteditable] p').length >= ${BLOCKS}) window.loadedAt = performance.now()
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
`

interface Figures {
  readonly load: number
  readonly p50: number
  readonly p95: number
  readonly script: number
}

/** Loads a text of `BLOCKS` paragraphs, then writes in its middle. */
export const measureWriting = async (page: Page, address: string): Promise<Figures> => {
  await page.addInitScript(watchKeys)
  await page.addInitScript(watchLoad)
  await page.goto(address)
  await page
    .locator('[contenteditable] p')
    .nth(BLOCKS - 1)
    .waitFor({ state: 'attached' })
  await page.waitForTimeout(100)
  const load = Number(await page.evaluate('window.loadedAt'))
  await page.waitForTimeout(1_500)
  const middle = page.locator('[contenteditable] p').nth(BLOCKS / 2 + 1)
  await middle.scrollIntoViewIfNeeded()
  await middle.click()
  for (let i = 0; i < 10; i++) await page.keyboard.press('KeyA')
  await page.evaluate('window.keyTimes = []')
  const scripted = await scriptSeconds(page)
  const before = await scripted()
  for (let i = 0; i < KEYS; i++) {
    await page.keyboard.press('KeyA')
    await page.waitForTimeout(40)
  }
  const after = await scripted()
  const times: number[] = await page.evaluate('window.keyTimes')
  return {
    load,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    script: ((after - before) * 1000) / KEYS,
  }
}

export const openDocument = async (person: Person, port: number, suggestions: number): Promise<string> => {
  const { id } = await person.newDocument('القياس')
  const writer = await WireClient.connect(
    { server: 'siyagha', port, document: id, cookie: person.cookie },
    {},
    'first-state',
  )
  writer.send(textOf(person.member.id, suggestions))
  await new Promise((done) => setTimeout(done, 1_000))
  writer.close()
  return id
}

export const benchSuggestions = async (): Promise<string> => {
  const server = await startServer('siyagha', 4892)
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumFlags() })
  try {
    const url = `http://127.0.0.1:${server.port}`
    const person = await joinBy(url, SETUP_TOKEN, 'القياس')
    const rows: (string | number)[][] = [
      ['open suggestions', 'load ms', 'key to paint p50 ms', 'p95 ms', 'script ms a key'],
    ]
    for (const suggestions of [0, 1_000, 0, 1_000]) {
      const document = await openDocument(person, server.port, suggestions)
      const context = await browser.newContext({ locale: 'ar', viewport: { width: 1440, height: 900 } })
      const [name = '', ...rest] = person.cookie.split('=')
      await context.addCookies([{ name, value: rest.join('='), url }])
      const page = await context.newPage()
      const f = await measureWriting(page, `${url}/documents/${document}`)
      if (process.env['BENCH_SHOT'] !== undefined)
        await page.screenshot({ path: `${process.env['BENCH_SHOT']}-${suggestions}.png` })
      await context.close()
      rows.push([suggestions, round(f.load, 0), round(f.p50), round(f.p95), round(f.script, 2)])
    }
    const section = `### ${BLOCKS} paragraphs in the whole page, with and without suggestions\n\n${table(rows)}`
    console.log(section)
    return section
  } finally {
    await browser.close()
    await server.stop()
  }
}
