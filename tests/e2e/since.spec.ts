import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { systemClock } from '../../sync-server/store/system-clock.ts'
import { startTestServer } from '../support/server.ts'
import {
  caretAfter,
  converged,
  devtools,
  expect,
  openIn,
  paste,
  pressLetters,
  saved,
  shown,
  test,
  text,
} from './document-room.ts'

const TEXT = [
  '<h1>رسالة ختامية</h1>',
  '<p>اجتمعت المجموعة ثلاثة أيام في جنيف وناقشت حماية الشبكات المحلية.</p>',
  '<p>نطلب من الجهات المعنية وقف القتال فورا.</p>',
  '<p>ونشكر من فتح لنا بابه.</p>',
].join('')

const wide = { viewport: { width: 1440, height: 900 } }
const bar = (page: Page) => page.getByTestId('since')

/** The page has heard what changed: who leaves before has been told of nothing, and marks nothing as seen. */
const hasAsked = (page: Page) =>
  expect
    .poll(() =>
      page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .some(({ name, duration }) => name.includes('/since') && duration > 0),
      ),
    )
    .toBe(true)

test('[UI620] [UI621] who comes back is told what changed, goes through it, and is told once', async ({
  room,
}) => {
  const facilitator = await room.open('facilitator', wide)
  await paste(facilitator, TEXT)
  await expect(saved(facilitator)).toHaveText('حُفِظ')
  const a = await room.open({ role: 'editor', name: 'هالة' }, wide)
  await hasAsked(a)
  await expect(bar(a)).toHaveCount(0)
  const marked = a.waitForResponse((response) => response.url().endsWith('/seen'))
  await a
    .getByRole('link', { name: /مجموعة العمل/ })
    .first()
    .click()
  await marked

  // While she is away: a word replaced, a paragraph gone and a new one, a comment that mentions her.
  await caretAfter(facilitator, 1, 'اجتمعت المجموعة ', 'اجتمعت المجموعة ثلاثة')
  await pressLetters(facilitator, 'أربعة', 20)
  await caretAfter(facilitator, 3, 'ونشكر من فتح لنا بابه.')
  await facilitator.keyboard.press('Enter')
  await facilitator.keyboard.insertText('والسلام.')
  await caretAfter(facilitator, 2, 'نطلب ', 'نطلب من الجهات المعنية')
  await facilitator.keyboard.press('Control+Alt+m')
  await expect(facilitator.locator('[data-thread=""] textarea')).toBeFocused()
  await facilitator.keyboard.insertText('من هي؟ @هالة')
  // Who can be mentioned is asked for when a comment is begun: before the list is there, Escape would leave the field.
  await expect(facilitator.getByRole('option', { name: 'هالة' })).toBeVisible()
  await facilitator.keyboard.press('Escape')
  await facilitator.keyboard.press('Control+Enter')
  await expect(saved(facilitator)).toHaveText('حُفِظ')

  await a.reload()
  await expect(a.getByTestId('row-unread')).toContainText('ذُكر اسمك هنا')
  await a.getByRole('link', { name: 'نصّ التجربة' }).click()
  await text(a).waitFor()
  await expect(bar(a)).toContainText('تغييران وتعليق واحد منذ زيارتك الأخيرة')
  await expect(bar(a)).toContainText('ذُكر اسمك مرّة')
  await bar(a).getByRole('button', { name: 'استعراض' }).click()
  await expect(bar(a).locator('del')).toHaveText('ثلاثة')
  await expect(bar(a).locator('ins')).toHaveText('أربعة')
  await expect(bar(a)).toContainText('1 من 3')
  expect(
    (await new AxeBuilder({ page: a }).setLegacyMode().include('[data-testid=since]').analyze()).violations,
  ).toEqual([])
  await a.keyboard.press('Enter')
  await expect(bar(a)).toContainText('فقرة جديدة')
  await expect(bar(a)).toContainText('والسلام.')
  await a.keyboard.press('Enter')
  await expect(bar(a)).toContainText('نقاش جديد')
  await expect(bar(a)).toContainText('من هي؟ @هالة')
  await a.keyboard.press('Enter')
  await expect(bar(a)).toHaveCount(0)

  await a.reload()
  await text(a).waitFor()
  await expect(saved(a)).toHaveText('حُفِظ')
  await expect(bar(a)).toHaveCount(0)
})

test('[UI931] [UI932] [UI14] a page that was open and offline for a day, or frozen while the server went, merges, loses nothing, and says what came meanwhile', async ({
  browser,
}) => {
  let ahead = 0
  const clock = { ...systemClock, now: () => systemClock.now() + ahead }
  const server = await startTestServer({ clock })
  const { id } = await server.facilitator.newDocument('يوم بلا شبكة')
  const facilitator = await openIn(browser, server.facilitator, `/documents/${id}`, wide)
  await paste(facilitator, TEXT)
  await expect(saved(facilitator)).toHaveText('حُفِظ')
  const hala = await openIn(browser, await server.join('editor', 'هالة'), `/documents/${id}`, wide)
  await expect(text(hala)).toContainText('ونشكر')
  // What was before her first visit has been asked for, and is none.
  const entries = () => performance.getEntriesByType('resource').map(({ name }) => name)
  await expect
    .poll(async () => (await hala.evaluate(entries)).some((name) => name.endsWith('/since')))
    .toBe(true)
  // She sees this live: it is no news on her return.
  await caretAfter(facilitator, 1, '', '')
  await facilitator.keyboard.insertText('وقد ')
  // The caret of who wrote it stands between the two words.
  await expect.poll(async () => (await shown(hala)).join(' ')).toContain('وقد اجتمعت')
  await hala.context().setOffline(true)
  await caretAfter(hala, 3, 'ونشكر من فتح لنا بابه.')
  await hala.keyboard.insertText(' كُتب في القطار.')
  await expect(saved(hala)).toHaveText('غير متصل، محفوظ على هذا الجهاز')
  await caretAfter(facilitator, 2, 'نطلب من الجهات المعنية وقف القتال فورا.')
  await facilitator.keyboard.insertText(' بلا شرط.')
  await expect(saved(facilitator)).toHaveText('حُفِظ')
  ahead = 24 * 3_600_000
  await hala.context().setOffline(false)
  await expect(bar(hala)).toContainText('تغيير واحد منذ زيارتك')
  const now = (await converged(facilitator, hala)).join(' ')
  for (const words of ['وقد اجتمعت', 'بلا شرط.', 'كُتب في القطار.']) expect(now).toContain(words)
  await bar(hala).getByRole('button', { name: 'اعتبارها مقروءة' }).click()
  await expect(bar(hala)).toHaveCount(0)

  // Her page stands still, as a browser freezes one, with words that no server has; the server is back meanwhile. (Headless
  // browsers freeze none when told to: here it stops where it is, and everything that happens waits for it.)
  await server.stop({ keepData: true })
  await caretAfter(hala, 3, 'ونشكر من فتح لنا بابه. كُتب في القطار.')
  await hala.keyboard.insertText(' وقبل النوم.')
  await expect(saved(hala)).toHaveText('غير متصل، محفوظ على هذا الجهاز')
  const tab = await devtools(hala)
  await tab.send('Debugger.enable')
  const frozen = new Promise((resolve) => {
    tab.once('Debugger.paused', resolve)
  })
  await tab.send('Debugger.pause')
  await frozen
  const after = await startTestServer({ clock, dataDir: server.dataDir, port: server.port })
  await expect(saved(facilitator)).toHaveText('حُفِظ', { timeout: 15_000 })
  await caretAfter(facilitator, 2, 'نطلب من الجهات المعنية')
  await facilitator.keyboard.insertText(' كلّها')
  await expect(saved(facilitator)).toHaveText('حُفِظ')
  ahead += 600_000
  await tab.send('Debugger.resume')
  await tab.send('Debugger.disable')
  await hala.evaluate(() => document.dispatchEvent(new Event('resume')))
  await expect(bar(hala)).toContainText('تغيير واحد منذ زيارتك')
  const woken = (await converged(facilitator, hala)).join(' ')
  for (const words of ['المعنية كلّها وقف', 'بلا شرط.', 'كُتب في القطار. وقبل النوم.'])
    expect(woken).toContain(words)
  for (const page of [facilitator, hala]) await page.context().close()
  await after.stop()
})
