import type { BrowserContextOptions, Locator, Page } from '@playwright/test'
import type { Role } from '#core/access/roles.ts'
import type { Person } from '../support/device.ts'
import { LeapingClock } from '../support/leaping-clock.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import {
  caretAfter,
  expect,
  openIn,
  paste,
  pressLetters,
  saved,
  test as base,
  text,
} from './document-room.ts'

export const WIDE = { viewport: { width: 1440, height: 900 } }
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

const MINUTE = 60_000

/** A text that was written on three days, on a server whose time the test moves. */
export interface HistoryRoom {
  readonly server: TestServer
  readonly document: string
  readonly clock: LeapingClock
  /** Opens a page as the facilitator, or as somebody who joins. */
  readonly open: (
    who: 'facilitator' | { readonly role: Role; readonly name: string },
    path: string,
    options?: BrowserContextOptions,
  ) => Promise<Page>
  /** The address of the text, of its history at a fragment. */
  readonly textPath: string
  readonly historyPath: (fragment?: string) => string
}

export const test = base.extend<{ history: HistoryRoom }>({
  history: async ({ browser }, use) => {
    const clock = new LeapingClock()
    const server = await startTestServer({ clock })
    const { id } = await server.facilitator.newDocument('رسالة جنيف')
    const pages: Page[] = []
    const people = new Map<string, Person>()
    await use({
      server,
      document: id,
      clock,
      textPath: `/documents/${id}`,
      historyPath: (fragment = '') => `/documents/${id}/history${fragment}`,
      open: async (who, path, options = WIDE) => {
        const known = who === 'facilitator' ? server.facilitator : people.get(who.name)
        const person =
          known ?? (who === 'facilitator' ? server.facilitator : await server.join(who.role, who.name))
        if (who !== 'facilitator') people.set(who.name, person)
        const page = await openIn(browser, person, path, options)
        pages.push(page)
        return page
      },
    })
    await Promise.all(pages.map((page) => page.context().close()))
    await server.stop()
  },
})

const LETTER =
  '<h1>رسالة ختامية</h1>' +
  '<p>اجتمعت المجموعة ثلاثة أيام في جنيف.</p>' +
  '<p>نطلب وقف القتال فورًا.</p>' +
  '<p>ونرى أن الطريق طويل.</p>' +
  '<p>ولا بدّ من الصبر.</p>' +
  '<p>وقد سمعنا شهادات كثيرة.</p>' +
  '<p>ونشكر من فتح لنا بابه.</p>'

const letSave = async (page: Page): Promise<void> => {
  await expect(saved(page)).toHaveText('حُفِظ')
}

/**
 * The facilitator brings a letter of seven blocks and names it «الأولى»; an hour later هالة writes «أربعة» for «ثلاثة»; an
 * hour later the facilitator moves the last block up by two. Answers the facilitator's page of the text.
 */
export const writeHistory = async (room: HistoryRoom): Promise<Page> => {
  const facilitator = await room.open('facilitator', room.textPath)
  await text(facilitator).waitFor()
  await paste(facilitator, LETTER)
  await letSave(facilitator)
  await room.server.facilitator.expect('POST', `/api/documents/${room.document}/versions`, {
    id: 'v-first',
    name: 'الأولى',
  })
  room.clock.leap(60 * MINUTE)
  const hala = await room.open({ role: 'editor', name: 'هالة' }, room.textPath)
  await text(hala).waitFor()
  await caretAfter(hala, 1, 'اجتمعت المجموعة ', 'اجتمعت المجموعة ثلاثة')
  await pressLetters(hala, 'أربعة', 5)
  await letSave(hala)
  await expect(text(facilitator)).toContainText('أربعة')
  await hala.context().close()
  room.clock.leap(60 * MINUTE)
  await caretAfter(facilitator, 6, 'ونشكر')
  await facilitator.keyboard.press('Alt+ArrowUp')
  await facilitator.keyboard.press('Alt+ArrowUp')
  await letSave(facilitator)
  return facilitator
}

export const sheet = (page: Page): Locator => page.locator('#moment article')
/** The paper shows the moment that is meant. */
export const settled = (page: Page): Promise<void> =>
  expect(sheet(page)).toHaveAttribute('aria-busy', 'false')
export const slider = (page: Page, name = 'اللحظة المعروضة'): Locator => page.getByRole('slider', { name })
export const view = (page: Page, name: string): Locator =>
  page.getByRole('radiogroup', { name: 'ما يُعرَض' }).getByRole('radio', { name })
export const versions = (page: Page): Locator => page.getByTestId('versions')
