import type { ApiInbox } from '#core/protocol/api-inbox.ts'
import type { ApiNewInvitation } from '#core/protocol/api.ts'
import { converged, devtools, expect, openIn, saved, test, text } from './document-room.ts'

const NO_NETWORK = 'غير متصل، محفوظ على هذا الجهاز'
const NOT_KEPT = 'غير متصل، ولا يمكن الحفظ على هذا الجهاز'

test('[UI804] [UI17b] two tabs of one member are one person with two undos; logging out in one, offline and with work unsent, warns, and both are wiped', async ({
  room,
}) => {
  const page = await room.open({ role: 'editor', name: 'هالة' })
  const other = await page.context().newPage()
  await other.goto(page.url())
  await expect(saved(other)).toHaveText('حُفِظ')
  await text(page).click()
  await page.keyboard.insertText('من الأوّل. ')
  await expect(text(other)).toContainText('من الأوّل.')
  await text(other).click()
  await other.keyboard.press('Control+End')
  await other.keyboard.insertText('من الثاني. ')
  await expect(text(page)).toContainText('من الثاني.')
  await page.keyboard.press('Control+z')
  for (const tab of [page, other]) {
    await expect(text(tab)).not.toContainText('من الأوّل.')
    await expect(text(tab)).toContainText('من الثاني.')
  }
  const watcher = await room.open('facilitator')
  await expect(watcher.getByRole('button', { name: /هالة/u })).toHaveCount(1)

  // A comment that was begun in one tab is there in the other when it opens the text.
  await other.keyboard.press('Control+Alt+m')
  await other.keyboard.type('لم يُرسَل')
  await page.reload()
  await expect(page.getByRole('textbox', { name: 'تعليق جديد' })).toHaveValue('لم يُرسَل')

  await page.context().setOffline(true)
  await text(other).click()
  await other.keyboard.insertText('بلا شبكة. ')
  await expect(saved(other)).toHaveText(NO_NETWORK)
  await page
    .getByRole('link', { name: /مجموعة العمل/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'حسابك' }).click()
  await page.getByRole('menuitem', { name: 'اخرج وامسح هذا الجهاز' }).click()
  const question = page.getByRole('alertdialog')
  await expect(question).toContainText('لم يصل')
  const gone = [page, other].map((tab) =>
    tab.waitForEvent('requestfailed', (request) => request.isNavigationRequest()),
  )
  await question.getByRole('button', { name: /^اخرج/ }).click()
  await Promise.all(gone)
  await page.context().setOffline(false)
  for (const tab of [page, other]) {
    await tab.goto(room.server.url)
    await expect(tab.getByRole('heading', { name: 'لم تدخل بعد' })).toBeVisible()
  }
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('draft')))).toEqual(
    [],
  )
  const rows = await page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('siyagha')
      request.onsuccess = () => {
        resolve(request.result)
      }
    })
    const counts = await Promise.all(
      ['copies', 'updates', 'unsent', 'drafts', 'answers'].map(
        (table) =>
          new Promise<number>((resolve) => {
            const request = db.transaction(table).objectStore(table).count()
            request.onsuccess = () => {
              resolve(request.result)
            }
          }),
      ),
    )
    db.close()
    return counts
  })
  expect(rows).toEqual([0, 0, 0, 0, 0])
})

test('[UI937] [UI640] two devices of one member are one member with two undos; what is unread agrees, and a comment that is not sent is on its device only', async ({
  room,
  browser,
}) => {
  const { server, document } = room
  const hala = await server.join('editor', 'هالة')
  const link = await hala.expect<ApiNewInvitation>('POST', '/api/session/device-link', {})
  const again = await server.joinBy(link.token, 'هالة')
  expect(again.member.id).toBe(hala.member.id)
  const watcher = await room.open('facilitator')
  const pages = await Promise.all(
    [hala, again].map((person) => openIn(browser, person, `/documents/${document}`, {})),
  )
  const [first, second] = pages
  if (first === undefined || second === undefined) throw new Error('two were opened')
  await text(first).click()
  await first.keyboard.insertText('من الهاتف. ')
  await expect(text(second)).toContainText('من الهاتف.')
  await text(second).click()
  await second.keyboard.press('Control+End')
  await second.keyboard.insertText('من الحاسوب. ')
  await expect(text(first)).toContainText('من الحاسوب.')
  await expect(watcher.getByRole('button', { name: /هالة/u })).toHaveCount(1)
  await first.keyboard.press('Control+z')
  await expect(text(second)).not.toContainText('من الهاتف.')
  await expect(text(second)).toContainText('من الحاسوب.')
  await first.keyboard.press('Control+z')
  await second.keyboard.press('Control+Alt+m')
  await second.keyboard.type('لم يُرسَل')
  await converged(first, second, watcher)
  await expect(text(first)).toContainText('من الحاسوب.')
  await first.reload()
  await expect(text(first)).toContainText('من الحاسوب.')
  await expect(first.getByRole('textbox', { name: 'تعليق جديد' })).toHaveCount(0)

  await server.facilitator.expect('PUT', `/api/documents/${document}/stage`, { stage: 'commenting' })
  const bell = (page: (typeof pages)[number]) => page.getByRole('button', { name: /^الإشعارات/ })
  for (const page of pages) await expect(bell(page)).toHaveAccessibleName('الإشعارات، واحد غير مقروء')
  const { entries } = await hala.expect<ApiInbox>('GET', `/api/groups/${hala.group.id}/inbox`)
  await hala.expect('PUT', `/api/groups/${hala.group.id}/inbox/read`, { through: entries[0]?.id })
  for (const page of pages) {
    await page.evaluate(() => window.document.dispatchEvent(new Event('visibilitychange')))
    await expect(bell(page)).toHaveAccessibleName('الإشعارات')
    await page.context().close()
  }
})

test('[UI802] [UI14] on a full device nothing is called kept that is not, leaving the text loses nothing, and room is used when it comes', async ({
  room,
}) => {
  const page = await room.open({ role: 'editor', name: 'هالة' }, { viewport: { width: 390, height: 844 } })
  await expect(saved(page)).toHaveText('حُفِظ')
  const quota = await devtools(page)
  const origin = room.server.url
  await quota.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 })
  await text(page).click()
  await page.keyboard.insertText('والقرص ممتلئ والشبكة هنا. ')
  await expect(saved(page)).toHaveText('حُفِظ')
  await page.context().setOffline(true)
  await page.keyboard.insertText('والقرص ممتلئ بلا شبكة.')
  // The browser looks at its quota again only from time to time.
  await expect(async () => {
    await page.keyboard.insertText('.')
    await expect(saved(page)).toHaveText(NOT_KEPT, { timeout: 1_000 })
  }).toPass({ timeout: 40_000 })
  await expect(page.getByTestId('offline')).toBeVisible()

  await quota.send('Storage.overrideQuotaForOrigin', { origin })
  await expect(saved(page)).toHaveText(NO_NETWORK, { timeout: 20_000 })
  await page.context().setOffline(false)
  await page.reload()
  await expect(text(page)).toContainText('والقرص ممتلئ والشبكة هنا. والقرص ممتلئ بلا شبكة.')
  await expect(saved(page)).toHaveText('حُفِظ')
})

test('[UI14] a tab that is killed with unsent work loses nothing of what was called kept', async ({
  room,
}) => {
  const page = await room.open({ role: 'editor', name: 'هالة' })
  const url = page.url()
  const context = page.context()
  await expect(saved(page)).toHaveText('حُفِظ')
  await context.setOffline(true)
  await text(page).click()
  await page.keyboard.insertText('قبل الانهيار.')
  await expect(saved(page)).toHaveText(NO_NETWORK)
  const crashed = page.waitForEvent('crash')
  await page.goto('chrome://crash').catch(() => undefined)
  await crashed
  await page.close()
  await context.setOffline(false)
  const again = await context.newPage()
  await again.goto(url)
  await expect(text(again)).toContainText('قبل الانهيار.')
  await expect(saved(again)).toHaveText('حُفِظ')
})

for (const hours of [-30, 30]) {
  test(`[UI803] a device whose clock is ${hours} hours wrong writes, comments and shows times as others see them`, async ({
    room,
  }) => {
    const page = await room.open('facilitator')
    await page.addInitScript((wrong) => {
      const right = Date.now.bind(Date)
      Date.now = () => right() + wrong
    }, hours * 3_600_000)
    await page.reload()
    await text(page).click()
    await page.keyboard.insertText('بساعة خاطئة.')
    await expect(saved(page)).toHaveText('حُفِظ')
    await page.keyboard.press('Control+Alt+m')
    await expect(page.getByRole('textbox', { name: 'تعليق جديد' })).toBeFocused()
    await page.keyboard.insertText('وقيل بساعة خاطئة.')
    await page.keyboard.press('Control+Enter')
    const comment = page.locator('[data-thread]').filter({ hasText: 'وقيل بساعة خاطئة.' })
    await expect(comment).toContainText(/(الآن|ثانية|ثوان|دقيقة)/u)
    await page.goto(room.server.url)
    await expect(page.getByText(/(الآن|ثانية|ثوان|دقيقة)/u).first()).toBeVisible()
    await expect(page.getByText(/(يوم|ساعة|غدًا|أمس)/u)).toHaveCount(0)
  })
}
