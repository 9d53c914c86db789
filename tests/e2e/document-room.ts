import {
  test as base,
  expect,
  type Browser,
  type BrowserContextOptions,
  type CDPSession,
  type Page,
} from '@playwright/test'
import type { Role } from '#core/access/roles.ts'
import type { Person } from '../support/device.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

export { expect }

/** One document on a server of its own, and browsers of people who write in it. */
export interface DocumentRoom {
  readonly server: TestServer
  readonly document: string
  /** Opens the document in a browser of its own: the facilitator's, or one of a new member. */
  readonly open: (
    who: 'facilitator' | { role: Role; name: string },
    options?: BrowserContextOptions,
  ) => Promise<Page>
}

/** A page of somebody who is signed in, before it is anywhere. */
const newPageOf = async (browser: Browser, person: Person, options: BrowserContextOptions): Promise<Page> => {
  const context = await browser.newContext({ locale: 'ar', ...options })
  const [name, ...rest] = person.cookie.split('=')
  await context.addCookies([{ name: name ?? '', value: rest.join('='), url: person.url }])
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: person.url })
  return context.newPage()
}

export const openIn = async (
  browser: Browser,
  person: Person,
  path: string,
  options: BrowserContextOptions,
): Promise<Page> => {
  const page = await newPageOf(browser, person, options)
  await page.goto(person.url + path)
  return page
}

/** What a test does to the network is no fault of the page. */
const OF_THE_NETWORK = /net::|Failed to load resource|WebSocket connection/u

/** Playwright, told to block service workers, answers a registration with nothing, which no browser does. */
const BLOCKED_WORKER = "Cannot read properties of undefined (reading 'update')"

/** Every text of every test: what breaks on its page, and what it asks of anybody but our own server [UI831]. */
const hearWrong = (page: Page, origin: string, wrong: string[]): void => {
  page.on('pageerror', (error) => {
    if (error.message !== BLOCKED_WORKER) wrong.push(String(error))
  })
  page.on('console', (message) => {
    // What a test runs in the page, axe for one, has no address.
    const isOurs = message.location().url !== ''
    if (isOurs && message.type() === 'error' && !OF_THE_NETWORK.test(message.text()))
      wrong.push(message.text())
  })
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url())
    if (/^https?:$/u.test(protocol) && asked !== origin) wrong.push(`asked ${asked}`)
  })
}

export const test = base.extend<{ room: DocumentRoom }>({
  room: async ({ browser }, use) => {
    const server = await startTestServer()
    const { id } = await server.facilitator.newDocument('نصّ التجربة')
    const pages: Page[] = []
    const wrong: string[] = []
    await use({
      server,
      document: id,
      open: async (who, options = {}) => {
        const person = who === 'facilitator' ? server.facilitator : await server.join(who.role, who.name)
        const page = await newPageOf(browser, person, options)
        hearWrong(page, person.url, wrong)
        await page.goto(`${person.url}/documents/${id}`)
        pages.push(page)
        await page.locator('.documentText').waitFor({ timeout: 15_000 })
        return page
      },
    })
    await Promise.all(pages.map((page) => page.context().close()))
    await server.stop()
    expect(wrong).toEqual([])
  },
})

export const text = (page: Page) => page.locator('.documentText')
export const saved = (page: Page) => page.getByTestId('saved').locator('span').first()

/** Opens the list of all suggestions, with its filters, in the place of the cards of the margin. */
export const openReview = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'قائمة المراجعة' }).click()

/** The document as a page shows it: a line for each block, its kind before its words; carets of others left out. */
export const shown = (page: Page): Promise<string[]> =>
  text(page).evaluate((root) =>
    [...root.children].map((block) => {
      const copy = block.cloneNode(true)
      if (!(copy instanceof HTMLElement)) return ''
      for (const caret of copy.querySelectorAll('.sequence-caret')) caret.remove()
      const list = copy.dataset['list']
      const kind =
        list === undefined ? copy.tagName.toLowerCase() : `${list} ${copy.dataset['number'] ?? ''}`.trim()
      return `${kind}|${copy.textContent ?? ''}`
    }),
  )

/** Every page has everything saved, and all show equal text; answers that text. */
export const converged = async (...pages: readonly Page[]): Promise<string[]> => {
  for (const page of pages) await expect(saved(page)).toHaveText('حُفِظ', { timeout: 15_000 })
  await expect
    .poll(
      async () =>
        new Set(await Promise.all(pages.map(async (page) => JSON.stringify(await shown(page))))).size,
    )
    .toBe(1)
  const [first] = pages
  return first === undefined ? [] : shown(first)
}

/** Writes blocks into an empty document by pasting HTML, as a person would bring a text along. */
export const paste = async (page: Page, html: string): Promise<void> => {
  await text(page).click()
  await text(page).evaluate((root, source) => {
    const data = new DataTransfer()
    data.setData('text/html', source)
    data.setData('text/plain', root.ownerDocument.title)
    root.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, html)
}

/** Puts the caret behind `before` in block `index`, or selects from there to behind `upTo`, by the browser's own selection. */
export const caretAfter = (page: Page, index: number, before: string, upTo = before): Promise<void> =>
  text(page).evaluate(
    (root, [at, start, end]) => {
      const block = root.children[at]
      if (block === undefined || !(root instanceof HTMLElement)) throw new Error(`no block ${at}`)
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, (node) =>
        node.parentElement?.closest('.sequence-caret') === null
          ? NodeFilter.FILTER_ACCEPT
          : NodeFilter.FILTER_REJECT,
      )
      const find = (offset: number): [Node, number] => {
        let left = offset
        let last: Node = block
        walker.currentNode = block
        while (walker.nextNode()) {
          last = walker.currentNode
          const length = last.textContent?.length ?? 0
          if (left <= length) return [last, left]
          left -= length
        }
        return [last, 0]
      }
      root.focus()
      getSelection()?.setBaseAndExtent(...find(start), ...find(end))
    },
    [index, before.length, upTo.length] as const,
  )

export const devtools = (page: Page): Promise<CDPSession> => page.context().newCDPSession(page)

/** Presses one key for each character, as an Arabic keyboard does: `keyboard.type` would insert them without any key. */
export const pressLetters = async (page: Page, letters: string, delay: number): Promise<void> => {
  const keys = await devtools(page)
  for (const key of letters) {
    await keys.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text: key })
    await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', key })
    await page.waitForTimeout(delay)
  }
  await keys.detach()
}
