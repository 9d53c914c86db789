import { chromium, expect, type Browser, type Page } from '@playwright/test'
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SCHEMA_HASH } from '#core/schema/schema-hash.ts'
import { chromiumFlags, findChromium } from '../support/chromium.ts'
import type { Person } from '../support/device.ts'
import { startTestServer } from '../support/server.ts'
import { test } from './shell-room.ts'
import { saved, text } from './document-room.ts'

const NO_NETWORK = 'غير متصل، محفوظ على هذا الجهاز'

/** A device that keeps the pages, as everybody's does. */
const deviceOf = async (browser: Browser, person: Person, options: object = {}): Promise<Page> => {
  const context = await browser.newContext({ locale: 'ar', serviceWorkers: 'allow', ...options })
  const [name = '', ...rest] = person.cookie.split('=')
  await context.addCookies([{ name, value: rest.join('='), url: person.url }])
  return context.newPage()
}

/** Waits until the pages are kept and this page is the worker's. */
const pagesKept = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (navigator.serviceWorker.controller !== null) return
    await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve))
  })

const openDocument = async (page: Page, url: string, words: string): Promise<void> => {
  await page.goto(url)
  await text(page).click()
  await page.keyboard.insertText(words)
  await expect(saved(page)).toHaveText('حُفِظ')
  await pagesKept(page)
}

test('[UI750] [UI751] [UI852] [UI14] without a server the home and the text open, are written in across reloads and a new tab, and everything arrives', async ({
  browser,
}) => {
  const before = await startTestServer()
  const { id } = await before.facilitator.newDocument('في الطريق')
  const hala = await before.join('editor', 'هالة')
  const page = await deviceOf(browser, hala, { viewport: { width: 390, height: 844 } })
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(before.url)
  await page.getByRole('link', { name: 'في الطريق' }).click()
  await text(page).click()
  await page.keyboard.insertText('كُتب والشبكة هنا. ')
  await expect(saved(page)).toHaveText('حُفِظ')
  await pagesKept(page)
  await before.stop({ keepData: true })

  await page.reload()
  await expect(text(page)).toContainText('كُتب والشبكة هنا.')
  await text(page).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.insertText('وكُتب بلا شبكة. ')
  await expect(saved(page)).toHaveText(NO_NETWORK)

  // The home as this device knows it, in another tab; the text opens from there.
  const other = await page.context().newPage()
  await other.goto(before.url)
  await expect(other.getByTestId('away')).toBeVisible()
  await other.getByRole('link', { name: 'في الطريق' }).click()
  await expect(text(other)).toContainText('وكُتب بلا شبكة.')
  await other.close()
  await page.reload()
  await expect(text(page)).toContainText('وكُتب بلا شبكة.')
  // [UI852] A dialog that was never opened on this device comes from what is kept.
  await text(page).click()
  await page.keyboard.press('Control+/')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await text(page).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.insertText('وبعد إعادة التحميل.')
  await expect(saved(page)).toHaveText(NO_NETWORK)

  const after = await startTestServer({ dataDir: before.dataDir, port: before.port })
  await expect(saved(page)).toHaveText('حُفِظ', { timeout: 20_000 })
  const { blocks } = await after.facilitator.expect<{
    readonly blocks: readonly { readonly runs: readonly { readonly text: string }[] }[]
  }>('GET', `/api/documents/${id}/text`)
  expect(blocks.flatMap((block) => block.runs.map((run) => run.text)).join('')).toBe(
    'كُتب والشبكة هنا. وكُتب بلا شبكة. وبعد إعادة التحميل.',
  )
  expect(errors).toEqual([])
  await page.context().close()
  await after.stop()
})

test('[UI751] a text that never was on this device says so, and opens when the server is back; the home catches up', async ({
  browser,
}) => {
  const before = await startTestServer()
  const { id } = await before.facilitator.newDocument('لم يُفتح هنا')
  const page = await deviceOf(browser, await before.join('editor', 'هالة'))
  await page.goto(before.url)
  await expect(page.getByRole('link', { name: 'لم يُفتح هنا' })).toBeVisible()
  await pagesKept(page)
  // Seen once in the list of the home: its name is known.
  await page.goto(`${before.url}/documents/${id}`)
  await expect(text(page)).toBeVisible()
  await page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('siyagha')
      request.onsuccess = () => resolve(request.result)
    })
    await new Promise((resolve) => {
      const tx = db.transaction(['copies', 'updates'], 'readwrite')
      tx.objectStore('copies').clear()
      tx.objectStore('updates').clear()
      tx.oncomplete = resolve
    })
    db.close()
  })
  await page.goto(before.url)
  await expect(page.getByRole('link', { name: 'لم يُفتح هنا' })).toBeVisible()
  await before.stop({ keepData: true })
  await page.getByRole('link', { name: 'لم يُفتح هنا' }).click()
  await expect(page.getByText(/ليس على هذا الجهاز بعد/)).toBeVisible()
  const after = await startTestServer({ dataDir: before.dataDir, port: before.port })
  await expect(text(page)).toBeVisible({ timeout: 20_000 })
  await after.stop({ keepData: true })
  await page.goto(before.url)
  await expect(page.getByTestId('away')).toBeVisible()
  const last = await startTestServer({ dataDir: before.dataDir, port: before.port })
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await expect(page.getByTestId('away')).toHaveCount(0, { timeout: 20_000 })
  await page.context().close()
  await last.stop()
})

test('[UI753] whoever leaves without a network leaves a wiped device, and their session ends when the server is back', async ({
  browser,
}) => {
  const before = await startTestServer()
  const { id } = await before.facilitator.newDocument('قبل الحاجز')
  const page = await deviceOf(browser, await before.join('editor', 'هالة'))
  await openDocument(page, `${before.url}/documents/${id}`, 'لا يبقى هنا')
  await before.stop({ keepData: true })
  await page.goto(before.url)
  await page.getByRole('button', { name: 'حسابك' }).click()
  await page.getByRole('menuitem', { name: 'اخرج وامسح هذا الجهاز' }).click()
  await page.getByRole('button', { name: /^اخرج/ }).click()
  await expect(page.getByRole('heading', { name: 'لم تدخل بعد' })).toBeVisible()
  await page.goto(`${before.url}/documents/${id}`)
  await expect(page.getByText('لا يبقى هنا')).toHaveCount(0)
  const after = await startTestServer({ dataDir: before.dataDir, port: before.port })
  await page.goto(after.url)
  await expect(page.getByRole('heading', { name: 'لم تدخل بعد' })).toBeVisible()
  // Not only here: the server knows the device no more.
  const asked = await page.evaluate(async () => (await fetch('/api/documents/x')).status)
  expect(asked).toBe(401)
  await page.context().close()
  await after.stop()
})

/**
 * The pages of a next version: the same, of this schema, in scripts of other names, as a build names what has changed
 * and whatever asks for it.
 */
const newerPages = async (schema = SCHEMA_HASH): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'siyagha-pages-'))
  await cp('dist', folder, { recursive: true })
  // Packed twins hold the older version.
  const all = await readdir(folder, { recursive: true })
  await Promise.all(all.filter((file) => /\.(br|gz)$/u.test(file)).map((file) => rm(join(folder, file))))
  const scripts = (await readdir(join(folder, 'assets'))).filter((file) => file.endsWith('.js'))
  if (scripts.length === 0) throw new Error('the pages have no scripts')
  const named = new Set(scripts)
  const renew = async (file: string): Promise<void> => {
    const code = await readFile(join(folder, file), 'utf8')
    await writeFile(
      join(folder, file),
      code
        .replaceAll(/[\w.-]+\.js/gu, (name) => (named.has(name) ? name.replace(/\.js$/u, '-newer.js') : name))
        .replaceAll(SCHEMA_HASH, schema)
        .replace('"version":"', '"version":"newer'),
    )
  }
  const others = ['index.html', 'service-worker.js', join('.vite', 'manifest.json')]
  await Promise.all([...others, ...scripts.map((file) => join('assets', file))].map(renew))
  await Promise.all(
    scripts.map((file) =>
      rename(join(folder, 'assets', file), join(folder, 'assets', file.replace(/\.js$/u, '-newer.js'))),
    ),
  )
  return folder
}

test('[UI752] [UI935] a newer version of the pages is offered, and is there after one click, on a device that keeps no pages when a part is gone; what is written stays', async ({
  browser,
}) => {
  const before = await startTestServer()
  const { id } = await before.facilitator.newDocument('نسخة جديدة')
  const page = await deviceOf(browser, await before.join('editor', 'هالة'))
  await openDocument(page, `${before.url}/documents/${id}`, 'قبل التحديث. ')
  const scripts = (of: Page) =>
    of.evaluate(() => document.querySelector('script[type="module"]')?.getAttribute('src'))
  const old = await scripts(page)
  // A device that keeps no pages, to which a part has not come yet.
  const bare = await deviceOf(browser, await before.join('editor', 'سامر'), { serviceWorkers: 'block' })
  const part = /\/assets\/shortcuts-dialog-/
  await bare.context().route(part, (route) => route.abort())
  await bare.goto(`${before.url}/documents/${id}`)
  await expect(text(bare)).toContainText('قبل التحديث.')
  await expect(saved(bare)).toHaveText('حُفِظ')
  await before.stop({ keepData: true })
  await expect(page.getByTestId('offline')).toBeVisible()
  await page.keyboard.insertText('وأثناءه.')
  const pages = await newerPages()
  const after = await startTestServer({ dataDir: before.dataDir, port: before.port, pages })
  // The browser looks for another version when its network is back.
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await expect(page.getByTestId('new-version')).toBeVisible({ timeout: 20_000 })
  // A part of the old version that was not needed yet is still to be had, though the server has it no more.
  await page.getByRole('button', { name: 'لاحقًا' }).click()
  await expect(page.getByTestId('new-version')).toHaveCount(0)
  expect(await page.evaluate(async (path) => (await fetch(path ?? '')).status, old)).toBe(200)
  expect((await fetch(`${after.url}${old ?? ''}`)).status).toBe(404)

  await page.reload()
  await expect(text(page)).toContainText('قبل التحديث. وأثناءه.')
  const newer = old?.replace('.js', '-newer.js')
  expect(await scripts(page)).toBe(newer)
  await expect(saved(page)).toHaveText('حُفِظ')
  await expect(page.getByTestId('new-version')).toHaveCount(0)
  await page.context().close()

  await expect(saved(bare)).toHaveText('حُفِظ', { timeout: 20_000 })
  await bare.context().unroute(part)
  await text(bare).click()
  await bare.keyboard.press('Control+End')
  await bare.keyboard.insertText(' ومن بلا نسخة.')
  await bare.keyboard.press('Control+/')
  const missing = bare.getByRole('alert').filter({ hasText: 'إصدار أحدث' })
  await expect(missing).toBeVisible()
  await expect(bare.getByTestId('new-version')).toBeHidden()
  await missing.getByRole('button', { name: 'حمّله الآن' }).click()
  await expect(text(bare)).toContainText('ومن بلا نسخة.')
  expect(await scripts(bare)).toBe(newer)
  await bare.keyboard.press('Control+/')
  await expect(bare.getByRole('dialog')).toBeVisible()
  await bare.context().close()
  await after.stop()
  await rm(pages, { recursive: true })
})

test('[PRO13] [UI752] a page too old for the server only reads and says so; one click loads the new one, and no key that was typed before is lost', async ({
  browser,
}) => {
  const before = await startTestServer()
  const { id } = await before.facilitator.newDocument('مخطّط جديد')
  const page = await deviceOf(browser, await before.join('editor', 'هالة'))
  await openDocument(page, `${before.url}/documents/${id}`, 'قبل الترقية. ')
  await before.stop({ keepData: true })
  await expect(page.getByTestId('offline')).toBeVisible()
  await page.keyboard.insertText('وأثناءها.')
  const schema = '2-0123456789ab'
  const pages = await newerPages(schema)
  const after = await startTestServer({ dataDir: before.dataDir, port: before.port, pages, schema })
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  const closed = page.getByTestId('read-only').filter({ hasText: 'حُدِّث الخادم' })
  await expect(closed).toBeVisible({ timeout: 20_000 })
  await page.keyboard.insertText('ولا تُقبل هذه.')
  await expect(text(page)).toHaveText('قبل الترقية. وأثناءها.')
  const told = async (): Promise<string> =>
    (await after.facilitator.call('GET', `/api/documents/${id}/text`)).text()
  expect(await told()).not.toContain('وأثناءها.')

  await closed.getByRole('button').click()
  await expect(saved(page)).toHaveText('حُفِظ', { timeout: 20_000 })
  await expect(text(page)).toHaveText('قبل الترقية. وأثناءها.')
  await expect(page.getByTestId('read-only')).toHaveCount(0)
  expect(await told()).toContain('قبل الترقية. وأثناءها.')
  await page.context().close()
  await after.stop()
  await rm(pages, { recursive: true })
})

test('[UI754] a page without https says what it cannot do, and why, and works all the same', async () => {
  // Another name than the machine's own: what a browser does with a page from the network.
  const server = await startTestServer({ environment: { PUBLIC_URL: 'http://siyagha.test' } })
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [...chromiumFlags(), `--host-resolver-rules=MAP siyagha.test 127.0.0.1:${server.port}`],
  })
  const context = await browser.newContext({ locale: 'ar' })
  const [name = '', value = ''] = server.facilitator.cookie.split('=')
  await context.addCookies([{ name, value, url: 'http://siyagha.test' }])
  const page = await context.newPage()
  await page.goto('http://siyagha.test')
  await expect(page.getByText(/هذه الصفحة بلا https/)).toBeVisible()
  // It works all the same.
  const { id } = await server.facilitator.newDocument('بلا https')
  await page.goto(`http://siyagha.test/documents/${id}`)
  await text(page).click()
  await page.keyboard.insertText('يُكتب ويُحفظ.')
  await expect(saved(page)).toHaveText('حُفِظ')
  await page.reload()
  await expect(text(page)).toHaveText('يُكتب ويُحفظ.')
  await browser.close()
  await server.stop()
})
