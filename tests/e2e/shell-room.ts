import AxeBuilder from '@axe-core/playwright'
import { expect, test as base, type BrowserContext, type Page } from '@playwright/test'
import type { Person } from '../support/device.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

interface Room {
  readonly server: TestServer
  /** A browser of its own in which `person` is signed in. */
  readonly pageOf: (person: Person) => Promise<Page>
  /** A browser in which nobody is. */
  readonly freshPage: () => Promise<Page>
}

/** A server for each worker; a browser context for each page, closed at the end. */
export const test = base.extend<Room, { readonly shared: TestServer }>({
  shared: [
    // Playwright reads the names of the fixtures from this pattern.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const server = await startTestServer()
      await use(server)
      await server.stop()
    },
    { scope: 'worker' },
  ],
  server: async ({ shared }, use) => {
    await use(shared)
  },
  freshPage: async ({ browser }, use) => {
    const contexts: BrowserContext[] = []
    await use(async () => {
      const context = await browser.newContext({ locale: 'ar', viewport: { width: 1280, height: 720 } })
      contexts.push(context)
      return context.newPage()
    })
    await Promise.all(contexts.map((context) => context.close()))
  },
  pageOf: async ({ freshPage, server }, use) => {
    await use(async (person) => {
      const page = await freshPage()
      const [name = '', value = ''] = person.cookie.split('=')
      await page.context().addCookies([{ name, value, url: server.url }])
      return page
    })
  },
})

/** No finding of axe, colours included, on what is shown. */
export const expectAccessible = async (page: Page): Promise<void> => {
  // Colours in the middle of a transition are nobody's.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  // Not of the empty page that is there before the first screen.
  await expect(page.locator('main h1, [role=dialog], .documentText').first()).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
}
