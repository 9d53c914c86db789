import type { Locator, Page } from '@playwright/test'
import type { ApiThread, ApiThreads } from '#core/protocol/api-threads.ts'
import { seedThreads, type SeededThread } from '../support/seeded-threads.ts'
import { expect, paste, saved, type DocumentRoom } from './document-room.ts'

export const WIDE = { viewport: { width: 1440, height: 900 } }
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

export const LETTER =
  '<h1>رسالة ختامية</h1>' +
  '<p>اجتمعت المجموعة ثلاثة أيام في جنيف وناقشت سبل حماية المدنيين والبنى التي يقوم عليها عيشهم.</p>' +
  '<p>نطلب وقف القتال فورًا وفتح الممرات أمام المساعدات.</p>' +
  '<ol><li>الإفراج عن المعتقلين</li><li>كشف مصير المفقودين</li></ol>' +
  '<p>ونشكر كلّ من فتح لنا بابه وأصغى إلينا.</p>'

/** The facilitator's page, with a letter of six blocks in it that is saved. */
export const openLetter = async (room: DocumentRoom): Promise<Page> => {
  const page = await room.open('facilitator', WIDE)
  await paste(page, LETTER)
  await expect(saved(page)).toHaveText('حُفِظ')
  return page
}

/** Threads of the facilitator, begun over HTTP. */
export const seed = (room: DocumentRoom, threads: readonly SeededThread[]): Promise<void> =>
  seedThreads(room.server.port, room.server.facilitator, room.document, threads)

/** What the server has. */
export const threadsOf = async (room: DocumentRoom): Promise<readonly ApiThread[]> =>
  (await room.server.facilitator.expect<ApiThreads>('GET', `/api/documents/${room.document}/threads`)).threads

export const memberId = async (room: DocumentRoom, name: string): Promise<string> => {
  const { facilitator } = room.server
  const { members } = await facilitator.expect<{ members: { id: string; name: string }[] }>(
    'GET',
    `/api/groups/${facilitator.group.id}/members`,
  )
  const found = members.find((member) => member.name === name)
  if (found === undefined) throw new Error(`no member ${name}`)
  return found.id
}

export const margin = (page: Page): Locator => page.getByTestId('suggestions')
export const talks = (page: Page): Locator => margin(page).locator('[data-thread]')
export const open = (page: Page): Locator => margin(page).locator('[data-thread][data-active=true]')
export const talk = (page: Page, id: string): Locator => margin(page).locator(`[data-thread="${id}"]`)
export const reply = (card: Locator): Locator => card.getByRole('textbox', { name: 'ردّ' })

/** The comments of an open card; Playwright knows no `comment` among its roles. */
export const said = (card: Locator): Locator => card.locator('[role=comment]')

/** Makes a card the active one. */
export const openTalk = async (page: Page, id: string): Promise<Locator> => {
  const card = talk(page, id)
  await expect(card).toBeVisible()
  if ((await card.getAttribute('data-active')) === 'false') await card.getByRole('button').first().click()
  await expect(card).toHaveAttribute('data-active', 'true')
  return card
}

/** Opens the list of discussions in the place of the cards. */
export const openList = async (page: Page): Promise<void> => {
  await margin(page).getByRole('button', { name: 'قائمة المراجعة' }).click()
  await page.getByRole('tab', { name: /النقاشات/ }).click()
}

/** What the browser says went wrong on a page, but for the network that a test takes away. */
export const hearErrors = (...pages: readonly Page[]): string[] => {
  const errors: string[] = []
  for (const page of pages) {
    page.on('console', (message) => {
      if (message.type() === 'error' && !/net::|Failed to load resource/.test(message.text()))
        errors.push(message.text())
    })
    page.on('pageerror', (error) => errors.push(String(error)))
  }
  return errors
}

/** The words that are selected in the text. */
export const selected = (page: Page): Promise<string> => page.evaluate(() => getSelection()?.toString() ?? '')
