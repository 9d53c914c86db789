import { expect } from '@playwright/test'
import { startTestServer } from '../support/server.ts'
import { openIn, saved, text } from './document-room.ts'
import { test } from './shell-room.ts'

test.describe('what cannot be opened', () => {
  test('[UI885] is told by the status of the page, too', async ({ server, pageOf }) => {
    const page = await pageOf(server.facilitator)
    const nowhere = await page.goto(`${server.url}/no/such/place`)
    expect(nowhere?.status()).toBe(404)
    await expect(page.getByRole('heading', { name: 'لا شيء هنا' })).toBeVisible()
    await expect(page.getByRole('main').getByRole('button')).toHaveCount(1)
    await page.getByRole('button', { name: 'إلى الصفحة الأولى' }).click()
    await expect(page.getByRole('button', { name: 'نصّ جديد' })).toBeVisible()
  })

  test('[UI885] a fault of the page itself says that nothing is lost, and loads it again', async ({
    server,
    pageOf,
  }) => {
    const page = await pageOf(server.facilitator)
    const part = /\/assets\/members-screen-[^/]*\.js$/
    await page.route(part, async (route) => {
      const answer = await route.fetch()
      const code = await answer.text()
      const broken = code.replace(
        /export\s*\{\s*\w+ as (\w+)/u,
        'function Fault(){throw new Error("fault")}export{Fault as $1',
      )
      expect(broken).not.toBe(code)
      await route.fulfill({
        body: broken,
        contentType: 'text/javascript',
        headers: { 'cache-control': 'no-store' },
      })
    })
    await page.goto(`${server.url}/groups/${server.facilitator.group.id}/members`)
    await expect(page.getByRole('heading', { name: 'وقع خلل في الصفحة' })).toBeVisible()
    await expect(page.getByRole('button')).toHaveCount(1)
    await page.unroute(part)
    await page.getByRole('button', { name: 'أعد التحميل' }).click()
    await expect(page.getByRole('heading', { name: 'الأعضاء والدعوات' })).toBeVisible()
  })

  test('[UI885] who was removed is told how one gets in, and sees no list any more', async ({
    server,
    pageOf,
  }) => {
    const member = await server.join('editor', 'مغادِر')
    await server.facilitator.newDocument('نصّ له')
    const page = await pageOf(member)
    await page.goto(server.url)
    await expect(page.getByRole('link', { name: 'نصّ له' })).toBeVisible()
    await server.facilitator.call('DELETE', `/api/groups/${member.group.id}/members/${member.member.id}`)
    await page.reload()
    await expect(page.getByRole('heading', { name: 'لم تدخل بعد' })).toBeVisible()
    await expect(page.getByLabel('رابط الدعوة')).toBeVisible()
    await expect(page.getByRole('link', { name: 'نصّ له' })).toHaveCount(0)
  })
})

test('[UI885] a server that cannot store says so; what is written stays on the device and arrives when it can', async ({
  browser,
}) => {
  let isFull = false
  const server = await startTestServer({
    changeStore: (store) => {
      const { log } = store
      const append: typeof log.append = (batches) =>
        isFull ? Promise.reject(new Error('ENOSPC')) : log.append(batches)
      return {
        ...store,
        log: new Proxy(log, { get: (of, name) => (name === 'append' ? append : bound(of, name)) }),
      }
    },
  })
  const { id } = await server.facilitator.newDocument('قرص ممتلئ')
  const page = await openIn(browser, server.facilitator, `/documents/${id}`, {})
  await text(page).click()
  isFull = true
  await page.keyboard.insertText('كلام لا يضيع')
  await expect(page.getByText('الخادم لا يستطيع الحفظ الآن.')).toBeVisible()
  isFull = false
  await expect(saved(page)).toHaveText('حُفِظ', { timeout: 20_000 })
  await expect(text(page)).toContainText('كلام لا يضيع')
  await page.context().close()
  await server.stop()
})

/** A method keeps its object. */
const bound = (of: object, name: string | symbol): unknown => {
  const value: unknown = Reflect.get(of, name)
  return typeof value === 'function' ? value.bind(of) : value
}
