import { expect, test as base, type Browser, type Page } from '@playwright/test'
import type { Role } from '#core/access/roles.ts'
import type { Person } from '../support/device.ts'
import { NetworkLine, type LineQuality } from '../support/network-line.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { converged, saved, text } from './document-room.ts'

const NO_NETWORK = 'غير متصل، محفوظ على هذا الجهاز'
/** There and back 600 ms. */
const SLOW: LineQuality = { bytesPerSecond: 50_000, delayMs: 300, dropped: 0.1 }

const WIDTHS = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
] as const

interface World {
  readonly server: TestServer
  readonly lineOf: (quality: LineQuality) => Promise<NetworkLine>
  readonly pageOf: (person: Person, url: string, viewport: (typeof WIDTHS)[number]) => Promise<Page>
}

const openPage = async (
  browser: Browser,
  person: Person,
  url: string,
  viewport: (typeof WIDTHS)[number],
): Promise<Page> => {
  const context = await browser.newContext({ locale: 'ar', viewport })
  const [name = '', ...rest] = person.cookie.split('=')
  await context.addCookies([{ name, value: rest.join('='), url }])
  return context.newPage()
}

/** A server that people reach over lines of their own, all under one address: it lets in pages of the line's. */
const test = base.extend<{ world: World }>({
  world: async ({ browser }, use) => {
    const lines: NetworkLine[] = []
    const pages: Page[] = []
    const server = await startTestServer()
    await use({
      server,
      lineOf: async (quality) => {
        const line = await NetworkLine.start(quality, seededRandom(lines.length + 7).next)
        line.leadTo(server.port)
        lines.push(line)
        return line
      },
      pageOf: async (person, url, viewport) => {
        const page = await openPage(browser, person, url, viewport)
        pages.push(page)
        return page
      },
    })
    await Promise.all(pages.map((page) => page.context().close()))
    await Promise.all(lines.map((line) => line.stop()))
    await server.stop()
  },
})

/** Writes at the end of the text, and waits until it shows. */
const write = async (page: Page, words: string): Promise<void> => {
  await text(page).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.insertText(words)
  await expect(text(page)).toContainText(words.trim())
}

const wordsOf = (shown: readonly string[]): readonly string[] =>
  shown
    .join(' ')
    .match(/كلمة\d+-\d+/gu)
    ?.toSorted() ?? []

test('[UI801] over a slow line on which connections break a page says that it is opening, and how far it is; then the text is there', async ({
  world,
}) => {
  test.setTimeout(180_000)
  const { id } = await world.server.facilitator.newDocument('على خطّ بطيء', 'sample')
  const line = await world.lineOf({ ...SLOW, dropped: 0.3 })
  const page = await world.pageOf(await world.server.join('editor', 'هالة'), line.url, WIDTHS[2])
  const opened = page.goto(`${line.url}/documents/${id}`, { waitUntil: 'commit' }).catch(() => null)
  if ((await opened) === null) await page.goto(`${line.url}/documents/${id}`, { waitUntil: 'commit' })
  await expect(page.getByText('تُفتح الصفحة…')).toBeVisible()
  await expect(page.getByRole('progressbar')).toBeVisible()
  await expect(text(page)).toBeVisible({ timeout: 120_000 })
  await write(page, 'كلمة1-1')
  await expect(saved(page)).toHaveText('حُفِظ', { timeout: 60_000 })
  expect(line.taken).toBeGreaterThan(1)
})

test('[UI805] [UI13] three people at 1440, 1280 and 390 px write over lines that are slow, break, are cut, silent and deaf: no word is lost or doubled', async ({
  world,
}) => {
  test.setTimeout(240_000)
  const { server } = world
  const { id } = await server.facilitator.newDocument('ثلاثة على خطوط سيّئة')
  const roles: readonly Role[] = ['editor', 'editor', 'editor']
  const people = await Promise.all(roles.map((role, index) => server.join(role, `عضو ${index + 1}`)))
  const lines: NetworkLine[] = []
  const pages: Page[] = []
  for (const [index, person] of people.entries()) {
    const line = await world.lineOf({ delayMs: 50 })
    const page = await world.pageOf(person, line.url, WIDTHS[index] ?? WIDTHS[2])
    lines.push(line)
    pages.push(page)
    await page
      .goto(`${line.url}/documents/${id}`, { waitUntil: 'commit' })
      .catch(() => page.goto(`${line.url}/documents/${id}`, { waitUntil: 'commit' }))
  }
  for (const page of pages) await expect(text(page)).toBeVisible()
  for (const page of pages) await expect(saved(page)).toHaveText('حُفِظ')
  // That a page opens over such a line is proved above; here they write over it.
  for (const line of lines.slice(1)) {
    line.become(SLOW)
    line.turn('cut')
    line.turn('open')
  }
  const expected: string[] = []
  let round = 0
  const everybodyWrites = async (): Promise<void> => {
    round += 1
    for (const [index, page] of pages.entries()) {
      const word = `كلمة${index + 1}-${round}`
      expected.push(word)
      await write(page, `${word} `)
    }
  }
  await everybodyWrites()
  for (const state of ['cut', 'silent', 'one-way'] as const) {
    for (const line of lines) line.turn(state)
    const place = await text(pages[2] ?? failed()).boundingBox()
    await everybodyWrites()
    for (const page of pages) {
      await expect(page.getByTestId('offline')).toBeVisible({ timeout: 5_000 })
      await expect(saved(page)).toHaveText(NO_NETWORK)
    }
    expect((await text(pages[2] ?? failed()).boundingBox())?.x).toBe(place?.x)
    for (const line of lines) line.turn('open')
    for (const page of pages) {
      await expect(page.getByTestId('offline')).toHaveCount(0, { timeout: 20_000 })
      await expect(saved(page)).toHaveText('حُفِظ', { timeout: 60_000 })
    }
  }
  // Flapping: cut again and again while they write.
  for (let turn = 0; turn < 3; turn++) {
    for (const line of lines) line.turn('cut')
    await everybodyWrites()
    for (const line of lines) line.turn('open')
  }
  expect(wordsOf(await converged(...pages))).toEqual(expected.toSorted())
})

function failed(): never {
  throw new Error('there is no such page')
}
