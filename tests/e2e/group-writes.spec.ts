import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type Page, expect, test } from '@playwright/test'
import { freePort } from '../support/free-port.ts'
import { type MainProcess, startMain } from '../support/main-process.ts'
import { caretAfter, converged, pressLetters, shown } from './document-room.ts'

const SETUP_TOKEN = 'group-setup-token-0123456789'

/** Soft-wrapped lines as a text file brings them: paragraphs, two numbered lists, an acronym, years. */
const REPORT = `بيان المشاركين

اجتمع المشاركون في مجموعة العمل حول النقل العام في المدن
المتوسطة، على مدار ثلاثة أيام، بدعوة من الشبكة (UTN)
وبعد عمل عن بُعد امتدّ من 2021 إلى 2024.

ونرى أن الأولويات هي:

1- توسيع خطوط الحافلات إلى الأحياء البعيدة.
2- خفض كلفة التنقل على الطلاب.

كما نوصي بما يلي:

1- إنشاء هيئة مستقلة للنقل.
2- نشر البيانات المفتوحة كل عام.

وستبقى المجموعة على تواصل حتى اللقاء المقبل.
`

const start = async (port: number, dataDir: string): Promise<MainProcess> => {
  const server = startMain({ PORT: String(port), DATA_DIR: dataDir, SETUP_TOKEN, LOG_LEVEL: 'error' })
  await server.said(/Siyagha is ready/)
  return server
}

const joinAs = async (browser: Browser, link: string, name: string): Promise<Page> => {
  const context = await browser.newContext({ locale: 'ar' })
  const page = await context.newPage()
  await page.goto(link)
  await page.getByRole('textbox').fill(name)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/(groups|documents)\//)
  return page
}

test.describe('the main job', () => {
  test.setTimeout(120_000)

  test('[UI90] a group imports a text, three write in it at once, the server is killed, and no word is lost', async ({
    browser,
  }) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'siyagha-group-'))
    const port = await freePort()
    const origin = `http://127.0.0.1:${port}`
    let server = await start(port, dataDir)

    const facilitator = await joinAs(browser, `${origin}/join#${SETUP_TOKEN}`, 'ميساء')
    await facilitator.getByRole('button', { name: 'استورد ملفًّا' }).click()
    await facilitator
      .locator('input[type=file]')
      .setInputFiles({ name: 'بيان.txt', mimeType: 'text/plain', buffer: Buffer.from(REPORT) })
    await facilitator.getByRole('button', { name: 'افتح النصّ' }).click()
    await facilitator.locator('.documentText').waitFor()
    const documentUrl = facilitator.url()
    const imported = await shown(facilitator)
    expect(imported.filter((line) => line.startsWith('ordered'))).toHaveLength(4)
    expect(imported.join('\n')).toContain('المتوسطة، على مدار ثلاثة أيام، بدعوة من الشبكة (UTN) وبعد عمل')

    const group = await facilitator.evaluate(async () => {
      const session = await (await fetch('/api/session')).json()
      return String(session.memberships[0].group.id)
    })
    const invite = async (): Promise<string> =>
      facilitator.evaluate(async (id) => {
        const answer = await fetch(`/api/groups/${id}/invitations`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ role: 'editor' }),
        })
        return String((await answer.json()).url)
      }, group)
    const second = await joinAs(browser, await invite(), 'رامي')
    const third = await joinAs(browser, await invite(), 'سلمى')
    const pages = [facilitator, second, third]
    for (const page of [second, third]) {
      await page.goto(documentUrl)
      await page.locator('.documentText').waitFor()
    }

    // Everybody in the same paragraph and around it: words, a split, a join.
    const words = ['مَيْساء١', 'رامي٢', 'سلمى٣']
    const typed = async (page: Page, word: string): Promise<void> => {
      for (let i = 0; i < 4; i++) await pressLetters(page, `${word}${i} `, 8)
    }
    await caretAfter(facilitator, 1, 'اجتمع ')
    await caretAfter(second, 1, 'اجتمع المشاركون ')
    await caretAfter(third, 2, 'ونرى ')
    await Promise.all([
      typed(facilitator, words[0] ?? ''),
      typed(second, words[1] ?? '').then(() => second.keyboard.press('Enter')),
      typed(third, words[2] ?? ''),
    ])
    await converged(...pages)

    // Killed while all three write: what was not saved yet is on their devices.
    const writing = pages.map((page, n) => typed(page, `بعد${n}`))
    await facilitator.waitForTimeout(150)
    server.signal('SIGKILL')
    await server.ended
    await Promise.all(writing)
    for (const page of pages)
      await expect(page.getByTestId('saved')).toContainText('غير متصل، محفوظ على هذا الجهاز')
    server = await start(port, dataDir)
    const lines = await converged(...pages)
    const all = lines.join('\n')
    for (const word of [...words, 'بعد0', 'بعد1', 'بعد2'])
      for (let i = 0; i < 4; i++) expect(all.split(`${word}${i}`)).toHaveLength(2)

    const fresh = await facilitator.context().newPage()
    await fresh.goto(documentUrl)
    await fresh.locator('.documentText').waitFor()
    await expect.poll(() => shown(fresh)).toEqual(lines)

    server.signal('SIGTERM')
    expect(await server.ended).toBe(0)
    for (const page of pages) await page.context().close()
    rmSync(dataDir, { recursive: true, force: true })
  })
})
