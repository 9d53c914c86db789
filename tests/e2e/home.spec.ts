import { expect, type Page } from '@playwright/test'
import type { Person } from '../support/device.ts'
import { expectAccessible, test } from './shell-room.ts'

const row = (page: Page, title: string) => page.getByRole('listitem').filter({ hasText: title })
const titles = (page: Page) => page.getByRole('main').getByRole('listitem').locator('a').allTextContents()

/** A group of its own for each test: the server is shared. */
const newGroup = async (founder: Person, name: string): Promise<string> =>
  (await founder.expect<{ readonly id: string }>('POST', '/api/groups', { name })).id

test('[UI880] home shows who is in each text, by name, within seconds, and follows the list', async ({
  server,
  pageOf,
}) => {
  const writer = await server.join('editor', 'Rana (UN)')
  const document = await server.facilitator.newDocument('نصّ فيه أحد')
  const home = await pageOf(server.facilitator)
  await home.goto(`${server.url}/groups/${server.facilitator.group.id}`)
  await expect(row(home, 'نصّ فيه أحد')).toBeVisible()
  const before = await row(home, 'نصّ فيه أحد').boundingBox()

  const page = await pageOf(writer)
  await page.goto(`${server.url}/documents/${document.id}`)
  const here = row(home, 'نصّ فيه أحد').getByTestId('row-here')
  await expect(here.locator('bdi').first()).toHaveText('Rana (UN)')
  expect(await row(home, 'نصّ فيه أحد').boundingBox()).toEqual(before)
  await expectAccessible(home)
  await row(home, 'نصّ فيه أحد').getByRole('button').click()
  await expect(home.getByText('هنا الآن: Rana (UN)')).toBeVisible()
  await home.keyboard.press('Escape')

  await page.goto(server.url)
  await expect(here).toHaveCount(0)
  await server.facilitator.newDocument('نصّ جاء الآن')
  await expect(row(home, 'نصّ جاء الآن')).toBeVisible()
})

test('[UI880] a viewer asks for nobody and sees nobody', async ({ server, pageOf }) => {
  const document = await server.facilitator.newDocument('نصّ يقرؤه القارئ')
  const writer = await pageOf(server.facilitator)
  await writer.goto(`${server.url}/documents/${document.id}`)
  const page = await pageOf(await server.join('viewer', 'قارئ البيت'))
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto(`${server.url}/groups/${server.facilitator.group.id}`)
  await expect(page.getByRole('link', { name: 'نصّ يقرؤه القارئ' })).toBeVisible()
  await expect(page.getByTestId('row-here')).toHaveCount(0)
  expect(asked.filter((path) => path.endsWith('/here') || path.endsWith('/members'))).toEqual([])
})

test('[UI888] a group without a text invites its only member to invite others', async ({
  server,
  pageOf,
}) => {
  const group = await newGroup(server.facilitator, 'مجموعة وحيدة')
  const home = await pageOf(server.facilitator)
  await home.goto(`${server.url}/groups/${group}`)
  await home.getByRole('link', { name: 'ادعُ من يكتب معك' }).click()
  await expect(home).toHaveURL(`${server.url}/groups/${group}/members`)
})

test('[UI881] of forty texts one is found, narrowed to a stage, ordered and pinned', async ({
  server,
  pageOf,
}) => {
  const founder = server.facilitator
  const group = await newGroup(founder, 'كثيرة النصوص')
  for (let number = 1; number <= 40; number++)
    await founder.expect('POST', `/api/groups/${group}/documents`, { title: `محضر الجلسة ${number}` })
  const last = await founder.expect<{ readonly id: string }>('POST', `/api/groups/${group}/documents`, {
    title: 'أسئلة أولى',
  })
  await founder.expect('PUT', `/api/documents/${last.id}/stage`, { stage: 'commenting' })
  const page = await pageOf(founder)
  await page.goto(`${server.url}/groups/${group}`)
  await page.getByRole('searchbox').fill('اسئله')
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1)
  await expect(page.getByRole('main').getByRole('status')).toHaveText('نصّ واحد يطابق ما تبحث عنه')
  await page.getByRole('searchbox').fill('لا شيء كهذا')
  await expect(page.getByRole('main').getByRole('status')).toContainText('جرّب كلمة أخرى')
  await page.getByRole('searchbox').fill('')
  await page.getByLabel('المرحلة').selectOption({ label: 'تعليق' })
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1)
  await page.getByLabel('المرحلة').selectOption({ label: 'كلّ المراحل' })
  await page.getByLabel('الترتيب').selectOption({ label: 'العنوان' })
  expect((await titles(page)).slice(0, 3)).toEqual(['أسئلة أولى', 'محضر الجلسة 1', 'محضر الجلسة 2'])
  await row(page, 'محضر الجلسة 40').getByRole('button').click()
  await page.getByRole('menuitem', { name: 'ثبّته في أعلى القائمة' }).click()
  expect((await titles(page))[0]).toBe('محضر الجلسة 40')
  await page.reload()
  await expect(page.getByRole('main').getByRole('listitem').first()).toContainText('محضر الجلسة 40')
  await expectAccessible(page)
})

test('[UI882] a copy gets a title of its own and opens; the trash is emptied after one question', async ({
  server,
  pageOf,
}) => {
  const founder = server.facilitator
  const group = await newGroup(founder, 'للنسخ')
  const begin = (title: string) =>
    founder.expect<{ readonly id: string }>('POST', `/api/groups/${group}/documents`, {
      title,
      template: 'sample',
    })
  await begin('الأصل')
  for (const title of ['قديم 1', 'قديم 2', 'قديم 3']) {
    const { id } = await begin(title)
    await founder.call('DELETE', `/api/documents/${id}`)
  }
  const page = await pageOf(founder)
  await page.goto(`${server.url}/groups/${group}`)
  await row(page, 'الأصل').getByRole('button').click()
  await page.getByRole('menuitem', { name: 'أنشئ نسخة منه' }).click()
  await expect(page.getByLabel('عنوان النصّ')).toHaveValue('الأصل (نسخة)')
  await page.getByRole('button', { name: 'أنشئ النسخة' }).click()
  await expect(page.getByText('الماء حقٌّ مشترك')).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('link', { name: 'الأصل (نسخة)' })).toBeVisible()

  await page.getByText('3 نصوص في سلّة المهملات').click()
  await page.getByRole('button', { name: 'أفرغ السلّة' }).click()
  await expect(page.getByRole('alertdialog')).toContainText('أتحذف 3 نصوص نهائيًا؟')
  await page.getByRole('alertdialog').getByRole('button', { name: 'أفرغ السلّة' }).click()
  await expect(page.getByText('سلّة المهملات')).toHaveCount(0)
})
