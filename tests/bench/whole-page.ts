/** The whole page of the built product with a text of about 200 pages: 1,000 paragraphs of Arabic, as many suggestions and discussions as asked for. */
import { type Browser, chromium } from '@playwright/test'
import * as Y from 'yjs'
import { chromiumFlags, findChromium } from '../support/chromium.ts'
import { type Person, joinBy } from '../support/device.ts'
import { seedThreads } from '../support/seeded-threads.ts'
import { enterMiddle, type KeyFigures, measureKeys } from './keys.ts'
import { SETUP_TOKEN, startServer } from './peers.ts'
import { WireClient } from './wire-client.ts'

export const BLOCKS = 1_000
export const THREADS = 300
/** Every third paragraph has one. */
const EVERY = 3
export const VIEWPORT = { width: 1440, height: 900 }
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

/** Milliseconds from the start of the navigation to the frame in which the whole text stands, in `window.loadedAt`. */
export const watchLoad = `
  const look = () => {
    if (document.querySelectorAll('[contenteditable] p').length >= ${BLOCKS}) window.loadedAt = performance.now()
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
`

export interface PageFigures extends KeyFigures {
  readonly load: number
}

/** One server and one browser, for all rows of a table. */
export interface WholePage {
  readonly browser: Browser
  /** Makes a text with so many open suggestions and discussions; gives its id. */
  readonly newText: (suggestions: number, threads: number) => Promise<string>
  /** The address of a link with which one more editor comes in. */
  readonly invitation: () => Promise<string>
  /** A client beside the page that writes into the text. */
  readonly writer: (document: string) => Promise<WireClient>
  /** Opens the text in a browser that has nothing of the product yet, then writes in its middle. */
  readonly measure: (document: string) => Promise<PageFigures>
  readonly close: () => Promise<void>
}

export const openWholePage = async (port: number): Promise<WholePage> => {
  const server = await startServer('siyagha', port)
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumFlags() })
  const url = `http://127.0.0.1:${port}`
  const person = await joinBy(url, SETUP_TOKEN, 'القياس')

  const writer = (document: string): Promise<WireClient> =>
    WireClient.connect({ server: 'siyagha', port, document, cookie: person.cookie }, {}, 'first-state')

  /** Each time of a member of its own: nobody may begin more than 600 a minute. */
  const begin = async (document: string, threads: number): Promise<void> => {
    const { token } = await person.invite('commenter')
    const commenter: Person = await joinBy(url, token, `معلّق ${document}`)
    await seedThreads(
      port,
      commenter,
      document,
      Array.from({ length: threads }, (_, n) => ({
        id: `bench-${n}`,
        on: { bid: `b${n * EVERY}`, words: 'صياغة نصّ واحد' },
        body: 'هل هذه الصيغة تُلزم الطرفين معًا؟ أقترح أن نسمّي الآلية.',
      })),
    )
  }

  return {
    browser,
    writer,
    invitation: async () => `${url}/join#${(await person.invite('editor')).token}`,
    newText: async (suggestions, threads) => {
      const { id } = await person.newDocument('القياس')
      const first = await writer(id)
      first.send(textOf(person.member.id, suggestions))
      await new Promise((done) => setTimeout(done, 1_000))
      first.close()
      if (threads > 0) await begin(id, threads)
      return id
    },
    measure: async (document) => {
      const context = await browser.newContext({ locale: 'ar', viewport: VIEWPORT })
      try {
        const [name = '', ...rest] = person.cookie.split('=')
        await context.addCookies([{ name, value: rest.join('='), url }])
        const page = await context.newPage()
        await page.addInitScript(watchLoad)
        await page.goto(`${url}/documents/${document}`)
        const paragraphs = page.locator('[contenteditable] p')
        await paragraphs.nth(BLOCKS - 1).waitFor({ state: 'attached' })
        await page.waitForTimeout(1_600)
        const load = Number(await page.evaluate('window.loadedAt'))
        await enterMiddle(page, BLOCKS)
        return { load, ...(await measureKeys(page)) }
      } finally {
        await context.close()
      }
    },
    close: async () => {
      await browser.close()
      await server.stop()
    },
  }
}
