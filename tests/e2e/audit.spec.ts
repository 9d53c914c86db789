import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import type { ApiAudit } from '#core/protocol/api-audit.ts'
import { firstWrongLine } from '../support/audit-oracle.ts'
import type { Person } from '../support/device.ts'
import { expectAccessible, test } from './shell-room.ts'

const rows = (page: Page) => page.locator('li[data-act]')
const pathOf = (person: Person): string => `${person.url}/groups/${person.group.id}/audit`

test('[UI720] [UI723] a facilitator goes from the group to its audit and reads who did what, newest first; no other finds it', async ({
  server,
  pageOf,
}) => {
  const { facilitator } = server
  const editor = await server.join('editor', 'Jean-Luc (محرّر)')
  const { id } = await facilitator.newDocument('البيان الأوّل')
  await facilitator.expect('PUT', `/api/documents/${id}/stage`, {
    stage: 'suggesting',
    reason: 'للقراءة الأولى',
  })
  await facilitator.expect('PATCH', `/api/groups/${facilitator.group.id}/members/${editor.member.id}`, {
    role: 'commenter',
  })
  const page = await pageOf(facilitator)
  await page.goto(`${server.url}/groups/${facilitator.group.id}`)
  await page.getByRole('link', { name: 'سجلّ التدقيق' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('سجلّ التدقيق')
  await expect(rows(page).first()).toContainText('دور Jean-Luc (محرّر) من محرِّر إلى معلِّق')
  await expect(rows(page).first().locator('bdi')).toHaveText(['الميسّرة', 'Jean-Luc (محرّر)'])
  const stage = page.locator('li[data-act="stage-set"]').first()
  await expect(stage).toContainText('المرحلة: اقتراحات')
  await expect(stage).toContainText('السبب: للقراءة الأولى')
  await expect(stage.getByRole('link', { name: 'البيان الأوّل' })).toHaveAttribute('href', `/documents/${id}`)
  await expectAccessible(page)

  const other = await pageOf(editor)
  await other.goto(`${server.url}/groups/${facilitator.group.id}/members`)
  await expect(other.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(other.getByRole('link', { name: 'سجلّ التدقيق' })).toHaveCount(0)
  await other.goto(pathOf(editor))
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('ليس هذا متاحًا لك')
  await expect(rows(other)).toHaveCount(0)
})

test('[UI720] the audit goes on by itself where its end comes into sight, to the first entry', async ({
  server,
  pageOf,
}) => {
  const { facilitator } = server
  for (let n = 0; n < 70; n++) await facilitator.invite('viewer')
  const { head } = await facilitator.expect<ApiAudit>(
    'GET',
    `/api/groups/${facilitator.group.id}/audit?limit=1`,
  )
  const page = await pageOf(facilitator)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(pathOf(facilitator))
  await expect(rows(page).first()).toContainText('دعوة بدور قارئ')
  await expect(async () => {
    await rows(page).last().scrollIntoViewIfNeeded()
    await expect(rows(page)).toHaveCount(head?.number ?? 0, { timeout: 500 })
  }).toPass()
  await expect(page.getByText('هذا أوّل السجلّ.')).toBeVisible()
  await expect(rows(page).last()).toContainText('الخادم: إنشاء المجموعة')
  // Nothing is wider than a phone.
  const overflow = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth - clientWidth
  })
  expect(overflow).toBeLessThanOrEqual(0)
})

test('[UI721] what is shown is chosen by kind, member, text and days, and all of it comes back', async ({
  server,
  pageOf,
}) => {
  const { facilitator } = server
  const member = await server.join('editor', 'رنا الأسعد')
  const { id } = await member.newDocument('ملحق أ')
  await member.call('GET', `/api/documents/${id}/export?format=md`)
  await facilitator.call('DELETE', `/api/documents/${id}`)
  const page = await pageOf(facilitator)
  await page.goto(pathOf(facilitator))
  await expect(rows(page).first()).toContainText('نقل النصّ إلى سلّة المهملات')
  await page.getByLabel('النوع').selectOption({ label: 'تنزيل النصوص' })
  await page.getByLabel('العضو').selectOption({ label: 'رنا الأسعد' })
  await expect(rows(page)).toHaveCount(1)
  await expect(rows(page)).toContainText('رنا الأسعد: تنزيل بصيغة md، بلا اقتراحات')
  await expect(rows(page)).toContainText('ملحق أ (في سلّة المهملات)')
  await page.getByLabel('إلى يوم').fill('2001-01-01')
  await expect(page.getByText('لا مدخل يطابق ما اخترته.')).toBeVisible()
  await page.getByRole('button', { name: 'أظهر كلّ شيء' }).click()
  await page.getByLabel('النصّ', { exact: true }).selectOption({ label: 'ملحق أ' })
  await expect(rows(page)).toHaveCount(3)
  await facilitator.call('DELETE', `/api/documents/${id}?forever=1`)
  await page.reload()
  await expect(rows(page).first()).toContainText('حذف النصّ نهائيًا')
  await expect(rows(page).first()).toContainText(id.slice(0, 8))
})

test('[UI722] the head is shown and copied as verify-audit takes it, and the whole chain is downloaded and checked', async ({
  server,
  pageOf,
}) => {
  const { facilitator } = server
  const path = `/api/groups/${facilitator.group.id}/audit?limit=1`
  const { head } = await facilitator.expect<ApiAudit>('GET', path)
  const page = await pageOf(facilitator)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(pathOf(facilitator))
  const proof = page.locator('details')
  await expect(proof.locator('summary')).toContainText(String(head?.hash.slice(0, 12)))
  await proof.locator('summary').click()
  await proof.getByRole('button', { name: 'انسخ' }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${head?.number}:${head?.hash}`)
  await expect(proof).toContainText(`npm run verify-audit -- --head ${head?.number}:${head?.hash}`)
  await expectAccessible(page)
  const downloading = page.waitForEvent('download')
  await proof.getByRole('link', { name: 'نزّل السجلّ كاملًا' }).click()
  const file = await (await downloading).path()
  const lines = (await readFile(file, 'utf8')).split('\n').slice(0, -1)
  expect([firstWrongLine(lines), lines.length]).toEqual([null, (head?.number ?? 0) + 1])
})
