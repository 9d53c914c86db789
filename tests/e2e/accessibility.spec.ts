import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { expectAccessible, test } from './shell-room.ts'

test.describe.configure({ mode: 'parallel' })

const SAVED = 'حُفِظ'

const openDocument = async (page: Page, url: string): Promise<void> => {
  await page.goto(url)
  await expect(page.getByTestId('saved').locator('span').first()).toHaveText(SAVED)
}

/** What has the focus, by its role's own words: the accessible name, or the tag. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement: element } = document
    return element?.getAttribute('aria-label') ?? element?.textContent ?? ''
  })

/** Is the focus seen: an outline of the element itself or of the line that it stands for? */
const focusIsSeen = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const { activeElement: element } = document
    if (element === null || element === document.body) return false
    const around = element.closest('label')
    return [
      getComputedStyle(element),
      getComputedStyle(element, '::after'),
      ...(around === null ? [] : [getComputedStyle(around)]),
    ].some(({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && outlineWidth !== '0px')
  })

/** Presses Tab until `name` has the focus; every stop on the way must be seen. */
const tabTo = async (page: Page, name: string | RegExp): Promise<void> => {
  for (let steps = 0; steps < 25; steps++) {
    await page.keyboard.press('Tab')
    expect(await focusIsSeen(page), await focused(page)).toBe(true)
    const now = await focused(page)
    if (typeof name === 'string' ? now === name : name.test(now)) return
  }
  throw new Error(`no way by Tab to ${String(name)}`)
}

/** Nothing for axe to find on what is shown, in either scheme. */
const expectAccessibleInBoth = async (page: Page): Promise<void> => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectAccessible(page)
  }
}

test('[UI222] axe finds nothing on the pages around the text, light or dark', async ({
  server,
  pageOf,
  freshPage,
}) => {
  await server.facilitator.newDocument('نصّ لفحص الإتاحة')
  const guest = await freshPage()
  await guest.goto((await server.facilitator.invite('editor')).url)
  await expect(guest.getByLabel('اسمك')).toBeVisible()
  await expectAccessibleInBoth(guest)

  const page = await pageOf(server.facilitator)
  const group = `${server.url}/groups/${server.facilitator.group.id}`
  await page.goto(group)
  await expect(page.getByRole('link', { name: 'نصّ لفحص الإتاحة' })).toBeVisible()
  await expectAccessibleInBoth(page)
  await page.goto(`${group}/members`)
  await expect(page.getByRole('heading', { name: 'الدعوات', exact: true })).toBeVisible()
  await expectAccessibleInBoth(page)
  await page.getByRole('button', { name: 'دعوة جديدة' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessibleInBoth(page)
  await page.goto(`${group}/audit`)
  await expect(page.getByRole('listitem').first()).toBeVisible()
  await page.locator('summary').click()
  await expectAccessibleInBoth(page)
})

test('[UI222] axe finds nothing on the text, offline, in sharing and on the light page, light or dark', async ({
  server,
  pageOf,
}) => {
  const { id } = await server.facilitator.newDocument('نصّ الفحص')
  await server.facilitator.call('POST', `/api/documents/${id}/import?filename=a.md`, undefined, {
    raw: '# عنوان\n\nفقرة فيها [رابط](https://example.org/).\n\n1. بند أول\n2. بند ثانٍ\n\n> اقتباس',
    headers: { 'content-type': 'application/octet-stream' },
  })
  const page = await pageOf(server.facilitator)
  await openDocument(page, `${server.url}/documents/${id}`)
  await expectAccessibleInBoth(page)
  await page.context().setOffline(true)
  await expect(page.getByTestId('offline')).toBeVisible()
  await expectAccessibleInBoth(page)
  await page.context().setOffline(false)
  await page.getByRole('button', { name: 'مشاركة' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessibleInBoth(page)
  await page.goto(`${server.url}/read/${id}`)
  await expect(page.getByText('بند أول')).toBeVisible()
  await expectAccessibleInBoth(page)
})

test('[UI220] [UI223] the keys alone lead from the list to the text, through the tools, into sharing and back', async ({
  server,
  pageOf,
}) => {
  const { id } = await server.facilitator.newDocument('طريق المفاتيح')
  const page = await pageOf(server.facilitator)
  await page.goto(`${server.url}/groups/${server.facilitator.group.id}`)
  await expect(page.getByRole('link', { name: 'طريق المفاتيح' })).toBeVisible()
  await page.keyboard.press('Tab')
  expect(await focused(page)).toBe('إلى المحتوى')

  await tabTo(page, 'نصّ جديد')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('العنوان')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'نصّ جديد' })).toBeFocused()

  await tabTo(page, 'طريق المفاتيح')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/documents/${id}$`))
  await expect(page.getByTestId('saved').locator('span').first()).toHaveText(SAVED)

  await tabTo(page, 'مشاركة')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('radio', { name: /^مقترِح/ })).toBeFocused()
  // Nothing behind the dialog is reached: a whole round of Tab stays inside.
  for (let step = 0; step < 12; step++) {
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null)).toBe(true)
  }
  await page.getByRole('button', { name: 'أنشئ رابط دعوة' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('رابط الدعوة')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'مشاركة' })).toBeFocused()

  // The toolbar is one stop; the arrows go through it in reading direction, right to left.
  await tabTo(page, 'المزيد')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'تراجع' })).toBeFocused()
  expect(await focusIsSeen(page)).toBe(true)
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByRole('button', { name: 'إعادة' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('textbox', { name: 'النصّ', exact: true })).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await expect(page.getByRole('button', { name: 'إعادة' })).toBeFocused()
})

test('[UI224] tools, people and the sign of what is saved have names that say what they are', async ({
  server,
  pageOf,
}) => {
  const { id } = await server.facilitator.newDocument('أسماء منطوقة')
  const page = await pageOf(server.facilitator)
  await openDocument(page, `${server.url}/documents/${id}`)
  const other = await pageOf(await server.join('editor', 'سلمى (OCHA)'))
  await openDocument(other, `${server.url}/documents/${id}`)

  await expect(page.getByRole('toolbar', { name: 'تنسيق النصّ' })).toMatchAriaSnapshot(`
    - toolbar "تنسيق النصّ":
      - button "تراجع"
      - button "إعادة"
      - 'button "نوع الفقرة: فقرة"'
      - button "عريض"
      - button "تسطير"
      - button "رابط"
      - button "قائمة مرقّمة"
      - button "قائمة نقطية"
      - button "اقتباس"
      - button "زيادة المسافة البادئة"
      - button "إنقاص المسافة البادئة"
      - button "محاذاة"
      - button "اتجاه الفقرة"
  `)
  const people = page.getByRole('list', { name: 'الحاضرون' })
  await expect(people.getByRole('button', { name: /انتقل إلى موضع .*سلمى \(OCHA\)/ })).toBeVisible()
  await expect(page.getByTestId('permission')).toHaveText('صلاحيتي: يحرّر')
  const text = page.getByRole('textbox', { name: 'النصّ', exact: true })
  await expect(text).toHaveAttribute('aria-multiline', 'true')
})

test('[UI221] what is saved is read out when the connection goes and when all is saved again, not after each pause', async ({
  server,
  pageOf,
}) => {
  const { id } = await server.facilitator.newDocument('صوت هادئ')
  const page = await pageOf(server.facilitator)
  await openDocument(page, `${server.url}/documents/${id}`)
  const sign = page.getByTestId('saved').locator('span').first()
  const spoken = await page.evaluateHandle(() => {
    const words: string[] = []
    const region = document.querySelector('#root [role=status][aria-live=polite]')
    if (region === null) throw new Error('no region')
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const line of addedNodes) words.push(line.textContent ?? '')
    }).observe(region, { subtree: true, childList: true })
    const sign = document.querySelector('[data-testid=saved] span')
    const seen: string[] = []
    new MutationObserver(() => seen.push(sign?.textContent ?? '')).observe(sign ?? document, {
      characterData: true,
      subtree: true,
      childList: true,
    })
    return { words, seen }
  })
  const heard = async (): Promise<readonly string[]> => (await spoken.jsonValue()).words
  const saves = async (): Promise<number> =>
    (await spoken.jsonValue()).seen.filter((word) => word === SAVED).length
  await page.locator('.documentText').click()
  for (const [before, word] of ['كلمة ', 'وأخرى ', 'وثالثة '].entries()) {
    await page.keyboard.insertText(word)
    await expect.poll(saves).toBe(before + 1)
  }
  expect(await heard()).toEqual([])
  await page.context().setOffline(true)
  await expect(sign).toHaveText('غير متصل، محفوظ على هذا الجهاز')
  await page.context().setOffline(false)
  await expect(sign).toHaveText(SAVED)
  expect(await heard()).toEqual(['غير متصل، محفوظ على هذا الجهاز', SAVED])
})

test('[UI225] on a phone every control is as large as a thumb and stands whole on the page, whoever is here', async ({
  server,
  pageOf,
}) => {
  const { id } = await server.facilitator.newDocument('الرسالة الختامية، الاجتماع الثالث')
  for (const name of ['هدى', 'Jean-Marc']) {
    const other = await pageOf(await server.join('editor', `${name} (هاتف)`))
    await openDocument(other, `${server.url}/documents/${id}`)
  }
  const page = await pageOf(server.facilitator)
  await page.setViewportSize({ width: 390, height: 844 })
  const touch = await page.context().newCDPSession(page)
  await touch.send('Emulation.setTouchEmulationEnabled', { enabled: true })
  await touch.send('Emulation.setEmitTouchEventsForMouse', { enabled: true, configuration: 'mobile' })
  await openDocument(page, `${server.url}/documents/${id}`)
  await expect(page.getByRole('button', { name: 'معك شخصان آخران' })).toBeVisible()
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 844 })
    const controls = await page.evaluate(() =>
      [...document.querySelectorAll('header :is(a, button), [role=toolbar] button')]
        .map((element) => {
          const { left, right, width, height } = element.getBoundingClientRect()
          return { name: element.getAttribute('aria-label') ?? '', left, right, width, height }
        })
        .filter((control) => control.width > 0),
    )
    expect(controls.length).toBeGreaterThan(9)
    expect(
      controls.filter(
        ({ left, right, width: wide, height }) => left < 0 || right > width || wide < 44 || height < 44,
      ),
    ).toEqual([])
    const sign = await page
      .getByTestId('saved')
      .evaluate((element) => element.scrollWidth <= element.clientWidth)
    expect(sign).toBe(true)
  }
})
